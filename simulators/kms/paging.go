package kms

import (
	"encoding/base64"
	"strconv"
	"strings"

	"skylab/simulators/cloud"
)

// paged cuts a list. A marker is the lab's own; AWS's is opaque too.
func paged[T any](list []T, limit *int32, marker *string, usual, most int) (page []T, next *string, err error) {
	size := usual
	if limit != nil {
		if err := within("limit", int64(*limit), 1, int64(most)); err != nil {
			return nil, nil, err
		}
		size = int(*limit)
	}
	from := 0
	if marker != nil {
		b, bad := base64.StdEncoding.DecodeString(*marker)
		rest, ok := strings.CutPrefix(string(b), "from ")
		if from, err = strconv.Atoi(rest); bad != nil || err != nil || !ok || from < 0 {
			return nil, nil, cloud.Errorf("InvalidMarkerException", "Could not deserialize marker '%s'", *marker)
		}
	}
	from = min(from, len(list))
	if end := from + size; end < len(list) {
		return list[from:end], new(base64.StdEncoding.EncodeToString([]byte("from " + strconv.Itoa(end)))), nil
	}
	return list[from:], nil, nil
}

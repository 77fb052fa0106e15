package kms

import (
	"encoding/json"
	"strconv"

	"skylab/simulators/cloud"
)

// shown builds what CloudTrail shows of a call: never a plaintext, never a
// ciphertext, the encryption context in the clear.
// docs.aws.amazon.com/kms/latest/developerguide/logging-using-cloudtrail.html
type shown struct{ b []byte }

func (o *shown) name(name string) {
	if len(o.b) == 0 {
		o.b = append(make([]byte, 0, 160), '{')
	} else {
		o.b = append(o.b, ',')
	}
	o.b = quoted(o.b, name)
	o.b = append(o.b, ':')
}

func (o *shown) text(name, value string) {
	if value != "" {
		o.name(name)
		o.b = quoted(o.b, value)
	}
}

func (o *shown) number(name string, value *int32) {
	if value != nil {
		o.name(name)
		o.b = strconv.AppendInt(o.b, int64(*value), 10)
	}
}

func (o *shown) flag(name string, value *bool) {
	if value != nil {
		o.name(name)
		o.b = strconv.AppendBool(o.b, *value)
	}
}

func (o *shown) pairs(name string, pairs map[string]string) {
	if len(pairs) == 0 {
		return
	}
	o.name(name)
	o.b = append(o.b, '{')
	for i, key := range sorted(pairs) {
		if i > 0 {
			o.b = append(o.b, ',')
		}
		o.b = quoted(o.b, key)
		o.b = append(o.b, ':')
		o.b = quoted(o.b, pairs[key])
	}
	o.b = append(o.b, '}')
}

func (o *shown) texts(name string, values []string) {
	o.name(name)
	o.b = append(o.b, '[')
	for i, v := range values {
		if i > 0 {
			o.b = append(o.b, ',')
		}
		o.b = quoted(o.b, v)
	}
	o.b = append(o.b, ']')
}

func (o *shown) object(name string, in *shown) {
	if len(in.b) > 0 {
		o.name(name)
		o.b = append(append(o.b, in.b...), '}')
	}
}

// request leaves the object for the trail; a call without parameters that may
// be told shows none. CloudTrail calls the use of a key read-only.
// docs.aws.amazon.com/kms/latest/developerguide/ct-generatedatakey.html
func (o *shown) request(c *cloud.Call) {
	c.Shown = &cloud.Shown{Reads: true}
	if len(o.b) > 0 {
		c.Shown.Request = string(append(o.b, '}'))
	}
}

// showMaterial adds which of the key's materials was used.
func showMaterial(c *cloud.Call, id string) {
	c.Shown.More = `{"keyMaterialId":"` + id + `"}`
}

// quoted appends a string of JSON.
func quoted(b []byte, s string) []byte {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] > 0x7e || s[i] == '"' || s[i] == '\\' || s[i] == '<' || s[i] == '>' || s[i] == '&' {
			q, _ := json.Marshal(s)
			return append(b, q...)
		}
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
}

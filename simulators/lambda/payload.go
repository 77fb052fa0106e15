package lambda

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"skylab/simulators/cloud"
)

// checkPayload refuses an event that is too large or no JSON, as AWS's parser
// words it.
func checkPayload(body []byte, async bool) error {
	most := payloadMost
	if async {
		most = eventMost
	}
	if len(body) > most {
		return cloud.Errorf("RequestTooLargeException", "Request must be smaller than %d bytes for the InvokeFunction operation", most)
	}
	if len(body) == 0 || json.Valid(body) && utf8.Valid(body) {
		return nil
	}
	return cloud.Errorf("InvalidRequestContentException", "Could not parse request body into json: Could not parse payload into json: %s", complaint(body))
}

// complaint says what is wrong with JSON and where.
func complaint(body []byte) string {
	at := len(body)
	if bad := invalidByte(body); bad >= 0 {
		at = bad
	}
	var v any
	err, isSyntax := json.Unmarshal(body, &v).(*json.SyntaxError)
	// A text that ends too soon is wrong at its end, wherever Go saw it.
	if isSyntax && int(err.Offset)-1 < at && err.Error() != "unexpected end of JSON input" {
		at = max(0, int(err.Offset)-1)
	}
	line, column := position(body, at)
	what := "Unexpected end-of-input"
	switch {
	case at >= len(body):
	case body[at] >= 0x80 && at > 0:
		what = fmt.Sprintf("Invalid UTF-8 start byte 0x%02x", body[at])
	case letter(body[at]):
		end := at
		for end < len(body) && letter(body[end]) {
			end++
		}
		what = fmt.Sprintf("Unrecognized token '%s': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')", body[at:end])
		column += end - at
	case body[at] < 0x20 || body[at] >= 0x7f:
		what = fmt.Sprintf("Unexpected character ((CTRL-CHAR, code %d)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')", body[at])
	default:
		what = fmt.Sprintf("Unexpected character ('%c' (code %d)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')", body[at], body[at])
	}
	return fmt.Sprintf("%s\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: %d, column: %d]", what, line, column)
}

func letter(b byte) bool { return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' }

func invalidByte(body []byte) int {
	for i := 0; i < len(body); {
		r, n := utf8.DecodeRune(body[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

func position(body []byte, at int) (line, column int) {
	line, column = 1, 1
	for _, b := range body[:min(at, len(body))] {
		if column++; b == '\n' {
			line, column = line+1, 1
		}
	}
	return line, column
}

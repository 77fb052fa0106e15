package message

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestOpensWhatTheSDKSealed reads messages that AWS's own library wrote
// (aws-encryption-sdk 4.0.7 for Python) with a data key of sevens.
func TestOpensWhatTheSDKSealed(t *testing.T) {
	body, err := os.ReadFile("testdata/sdk.txt")
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Repeat("three lunches, no peanuts\n", 10)
	n := 0
	for line := range strings.Lines(string(body)) {
		var id uint16
		var frame uint32
		var text string
		if _, err := fmt.Sscanf(line, "%04x %d %s", &id, &frame, &text); err != nil {
			continue
		}
		sealed, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		m, err := Parse(sealed)
		if err != nil || m.Header.Suite.ID != id || m.Header.FrameLength != frame || m.Rest != 0 {
			t.Errorf("%04x in frames of %d: %v", id, frame, err)
			continue
		}
		opened, err := m.Open(bytes.Repeat([]byte{7}, m.Header.Suite.KeyBits/8))
		if err != nil || string(opened) != want {
			t.Errorf("%04x in frames of %d opens with %v to %q", id, frame, err, opened)
		}
		if err := m.Verify(); err != nil {
			t.Errorf("%04x in frames of %d: %v", id, frame, err)
		}
		n++
	}
	if n < 30 {
		t.Errorf("only %d messages", n)
	}
}

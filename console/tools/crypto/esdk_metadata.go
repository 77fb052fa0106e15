package crypto

import (
	"encoding/base64"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"skylab/console/files"
	"skylab/console/tools/crypto/message"
)

func b64(b []byte) string { return base64.StdEncoding.EncodeToString(b) }

// headerRecord is a header as the metadata tell it.
func headerRecord(h *message.Header) map[string]any {
	var keys []any
	for _, k := range h.Keys {
		keys = append(keys, map[string]any{
			"encrypted_data_key": b64(k.Wrapped),
			"key_provider":       map[string]any{"key_info": b64([]byte(k.Info)), "provider_id": b64([]byte(k.Provider))},
		})
	}
	context := map[string]any{}
	for k, v := range h.Context {
		context[k] = v
	}
	r := map[string]any{
		"algorithm": h.Suite.Name, "commitment_key": nil, "content_type": int(h.Content), "encrypted_data_keys": keys, "encryption_context": context,
		"frame_length": int(h.FrameLength), "header_iv_length": nil, "message_id": b64(h.ID), "type": nil, "version": strconv.Itoa(h.Suite.Version()) + ".0",
	}
	if h.Suite.Commit {
		r["commitment_key"] = b64(h.SuiteData)
	} else {
		r["header_iv_length"], r["type"] = message.IVLength, 128
	}
	return r
}

func authRecord(h *message.Header) map[string]any {
	iv := h.IV
	if iv == nil {
		iv = message.IV(0)
	}
	return map[string]any{"iv": b64(iv), "tag": b64(h.Tag)}
}

// note writes a record of what was done, one line a file.
func (e *esdk) note(record map[string]any) error {
	if e.metadata == nil {
		return nil
	}
	line := pythonJSON(record) + "\n"
	if *e.metadata == "-" {
		_, err := io.WriteString(e.d.Stdout, line)
		return err
	}
	var old []byte
	if data, err := e.d.ReadFile(*e.metadata); err == nil && !(e.overwrite && !e.wrote) {
		old = data
	}
	e.wrote = true
	if err := e.d.WriteFile(*e.metadata, append(old[:len(old):len(old)], line...)); err != nil {
		return python{"OSError", []string{files.Why(err)}}
	}
	return nil
}

// pythonJSON writes JSON as Python does: keys sorted, a space after commas and
// colons, nothing beyond ASCII.
func pythonJSON(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case map[string]any:
		var parts []string
		for _, k := range slices.Sorted(maps.Keys(v)) {
			parts = append(parts, pythonText(k)+": "+pythonJSON(v[k]))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case []any:
		var parts []string
		for _, x := range v {
			parts = append(parts, pythonJSON(x))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case string:
		return pythonText(v)
	}
	return fmt.Sprint(v)
}

func pythonText(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case r == '\n':
			b.WriteString(`\n`)
		case r >= ' ' && r < 0x7f:
			b.WriteRune(r)
		case r > 0xffff:
			hi, lo := utf16.EncodeRune(r)
			fmt.Fprintf(&b, `\u%04x\u%04x`, hi, lo)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String() + `"`
}

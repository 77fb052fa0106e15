package message

import (
	"encoding/binary"
	"maps"
	"slices"
)

// The kinds of bodies.
const (
	NotFramed = 1
	Framed    = 2
)

// DataKey is a wrapped data key: by whom, under which key.
type DataKey struct {
	Provider string // aws-kms
	Info     string // the key's ARN
	Wrapped  []byte
}

// Header is the first part of a message.
type Header struct {
	Suite       Suite
	ID          []byte
	Context     map[string]string
	Keys        []DataKey
	Content     byte   // NotFramed or Framed
	FrameLength uint32 // 0 of what is not framed
	SuiteData   []byte // the commitment

	IV, Tag []byte // the header's own authentication; IV only in version 1
	Size    int    // of the whole header in bytes, when it was parsed
	signed  []byte // what the tag is over
}

// AAD writes an encryption context as messages hold it: a count, then each pair
// with its lengths, sorted by key. An empty one is nothing at all.
// docs.aws.amazon.com/encryption-sdk/latest/developer-guide/message-format.html#header-aad
func AAD(context map[string]string) []byte {
	if len(context) == 0 {
		return nil
	}
	b := binary.BigEndian.AppendUint16(nil, uint16(len(context)))
	for _, k := range slices.Sorted(maps.Keys(context)) {
		b = field(field(b, []byte(k)), []byte(context[k]))
	}
	return b
}

// field writes a length in two bytes and then the bytes.
func field(b, value []byte) []byte {
	return append(binary.BigEndian.AppendUint16(b, uint16(len(value))), value...)
}

// append writes the header without its authentication.
func (h *Header) append(b []byte) []byte {
	if h.Suite.Commit {
		b = append(b, 2)
	} else {
		b = append(b, 1, 0x80) // customer authenticated encrypted data
	}
	b = binary.BigEndian.AppendUint16(b, h.Suite.ID)
	b = field(append(b, h.ID...), AAD(h.Context))
	b = binary.BigEndian.AppendUint16(b, uint16(len(h.Keys)))
	for _, k := range h.Keys {
		b = field(field(field(b, []byte(k.Provider)), []byte(k.Info)), k.Wrapped)
	}
	b = append(b, h.Content)
	if !h.Suite.Commit {
		b = append(b, 0, 0, 0, 0, IVLength)
	}
	b = binary.BigEndian.AppendUint32(b, h.FrameLength)
	return append(b, h.SuiteData...)
}

package message

import (
	"encoding/binary"
	"fmt"
)

// Frame is a piece of the body.
type Frame struct {
	Final   bool
	Number  uint32 // from 1
	IV      []byte
	Content []byte // sealed
	Tag     []byte
}

// Message is a message in its parts.
type Message struct {
	Header    Header
	Frames    []Frame // one, of a body that is not framed
	Signature []byte  // in DER; empty of suites that sign nothing
	Rest      int     // bytes behind the end

	signed []byte // what the signature is over
}

// FormatError is what a text is that is no message.
type FormatError struct {
	What string // the part that is wrong
	At   int    // the byte where that was seen
	Want int    // bytes that are missing there; 0 when something else is wrong
}

func (e *FormatError) Error() string {
	return fmt.Sprintf("not a message of the AWS Encryption SDK: %s at byte %d", e.What, e.At)
}

// reader takes a message apart. After a mistake it gives nothing more.
type reader struct {
	b   []byte
	at  int
	err error
}

func (r *reader) fail(what string) { r.short(what, 0) }

func (r *reader) short(what string, want int) {
	if r.err == nil {
		r.err = &FormatError{what, r.at, want}
	}
}

func (r *reader) take(n int, what string) []byte {
	if r.err != nil || n < 0 || n > len(r.b)-r.at {
		r.short(what, max(n, 1))
		return nil
	}
	part := r.b[r.at : r.at+n : r.at+n]
	r.at += n
	return part
}

func (r *reader) number(n int, what string) uint64 {
	part := r.take(n, what)
	var eight [8]byte
	copy(eight[8-len(part):], part)
	return binary.BigEndian.Uint64(eight[:])
}

func (r *reader) field(what string) []byte { return r.take(int(r.number(2, what)), what) }

// Parse takes a message apart. Nothing is opened or checked but the form.
func Parse(b []byte) (*Message, error) {
	r := &reader{b: b}
	m := &Message{Header: r.header()}
	if r.err == nil {
		m.Frames = r.body(&m.Header)
	}
	m.signed = b[:r.at]
	if r.err == nil && m.Header.Suite.Sign != nil {
		m.Signature = r.field("signature")
	}
	m.Rest = len(b) - r.at
	return m, r.err
}

// ParseHeader takes the header of a message apart.
func ParseHeader(b []byte) (Header, error) {
	r := &reader{b: b}
	return r.header(), r.err
}

func (r *reader) header() Header {
	var h Header
	version := r.number(1, "version")
	switch {
	case r.err == nil && version != 1 && version != 2:
		r.fail("version")
	case version == 1 && r.number(1, "type") != 0x80:
		r.fail("type")
	}
	id := uint16(r.number(2, "algorithm"))
	var ok bool
	if h.Suite, ok = Find(id); !ok || h.Suite.Version() != int(version) {
		r.fail("algorithm")
		return h
	}
	h.ID = r.take(h.Suite.IDLength(), "message ID")
	h.Context = r.context()
	for range r.number(2, "count of data keys") {
		k := DataKey{string(r.field("provider")), string(r.field("key")), r.field("data key")}
		if r.err != nil {
			return h
		}
		h.Keys = append(h.Keys, k)
	}
	if h.Content = byte(r.number(1, "content type")); r.err == nil && h.Content != Framed && h.Content != NotFramed {
		r.fail("content type")
	}
	if version == 1 {
		if r.number(4, "reserved") != 0 {
			r.fail("reserved")
		}
		if r.number(1, "IV length") != IVLength {
			r.fail("IV length")
		}
	}
	if h.FrameLength = uint32(r.number(4, "frame length")); (h.FrameLength == 0) != (h.Content == NotFramed) {
		r.fail("frame length")
	}
	h.SuiteData = r.take(h.Suite.SuiteData(), "suite data")
	h.signed = r.b[:r.at]
	if version == 1 {
		h.IV = r.take(IVLength, "header IV")
	}
	h.Tag = r.take(TagLength, "header tag")
	h.Size = r.at
	return h
}

// context reads the encryption context: nothing at all when it is empty, and
// never a key twice.
func (r *reader) context() map[string]string {
	aad := &reader{b: r.field("AAD")}
	context := map[string]string{}
	if len(aad.b) == 0 {
		return context
	}
	count := aad.number(2, "count of pairs")
	for range count {
		k, v := string(aad.field("key")), string(aad.field("value"))
		if _, twice := context[k]; twice || aad.err != nil {
			r.fail("AAD")
			return nil
		}
		context[k] = v
	}
	if count == 0 || aad.at != len(aad.b) || aad.err != nil {
		r.fail("AAD")
	}
	return context
}

// final is the number that stands before the last frame.
const final = 0xffffffff

func (r *reader) body(h *Header) []Frame {
	if h.Content == NotFramed {
		f := Frame{Final: true, Number: 1, IV: r.take(IVLength, "IV")}
		n := r.number(8, "content length")
		if n > uint64(len(r.b)) {
			r.fail("content length")
			return nil
		}
		f.Content, f.Tag = r.take(int(n), "content"), r.take(TagLength, "tag")
		return []Frame{f}
	}
	var list []Frame
	for r.err == nil {
		f := Frame{Number: uint32(r.number(4, "frame number"))}
		n := uint64(h.FrameLength)
		if f.Number == final {
			f.Final, f.Number = true, uint32(r.number(4, "frame number"))
		}
		f.IV = r.take(IVLength, "IV")
		if f.Final {
			if n = r.number(4, "content length"); n > uint64(h.FrameLength) {
				r.fail(fmt.Sprintf("Invalid final frame length: %d >= %d", n, h.FrameLength)) // the SDK's own words
			}
		}
		if int(f.Number) != len(list)+1 {
			r.fail("frame number")
		}
		if n > uint64(len(r.b)) {
			r.fail("content")
			break
		}
		f.Content, f.Tag = r.take(int(n), "content"), r.take(TagLength, "tag")
		if list = append(list, f); f.Final {
			break
		}
	}
	return list
}

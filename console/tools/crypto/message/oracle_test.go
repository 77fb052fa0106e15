package message

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// The oracles are cases that AWS's documentation states. They lie in the folder
// named by SKYLAB_ORACLES, or beside the repository. Adaptors read areas and
// shapes, never ids.

type object = map[string]any

type oracleCase struct {
	ID, Area      string
	Given, Expect object
}

type outcome struct{ state, why string }

func unread() outcome { return outcome{state: "unread"} }

// equal compares as JSON does.
func equal(got, want any) outcome {
	g, _ := json.Marshal(got)
	w, _ := json.Marshal(want)
	if bytes.Equal(g, w) {
		return outcome{state: "passed"}
	}
	return outcome{"failed", fmt.Sprintf("is %s, want %s", g, w)}
}

func TestOracles(t *testing.T) {
	folder := os.Getenv("SKYLAB_ORACLES")
	if folder == "" {
		folder = "../../../../../shared/oracles"
	}
	body, err := os.ReadFile(filepath.Join(folder, "02-kms.json"))
	if err != nil {
		t.Skip("no oracles: ", err)
	}
	var file struct{ Cases []json.RawMessage }
	if err := json.Unmarshal(body, &file); err != nil {
		t.Fatal(err)
	}
	skip := leftOut(t)
	count := map[string]int{}
	for _, raw := range file.Cases {
		var c oracleCase
		if err := json.Unmarshal(raw, &c); err != nil {
			var a struct{ ID, Area string }
			if json.Unmarshal(raw, &a); strings.HasPrefix(a.Area, "esdk") {
				count["unread"]++
				t.Logf("unread %s", a.ID)
			}
			continue
		}
		if c.Area != "esdk" && c.Area != "esdk-cache" {
			continue
		}
		o := skip(c)
		if o.state == "" {
			o = judge(c)
		}
		count[o.state]++
		if o.state == "failed" {
			t.Errorf("%s: %s", c.ID, o.why)
		} else if o.state != "passed" {
			t.Logf("%s %s %s", o.state, c.ID, o.why)
		}
	}
	t.Logf("oracles 02-kms.json (esdk): %d passed, %d failed, %d left out, %d unread", count["passed"], count["failed"], count["left out"], count["unread"])
}

func leftOut(t *testing.T) func(oracleCase) outcome {
	body, err := os.ReadFile("testdata/oracles_left_out.txt")
	if err != nil {
		t.Fatal(err)
	}
	return func(c oracleCase) outcome {
		text, _ := json.Marshal([]object{c.Given, c.Expect})
		for line := range strings.Lines(string(body)) {
			part := strings.SplitN(strings.TrimSpace(line), " | ", 3)
			if len(part) == 3 && !strings.HasPrefix(line, "#") && part[0] == c.Area && regexp.MustCompile(part[1]).Match(text) {
				return outcome{"left out", part[2]}
			}
		}
		return outcome{}
	}
}

func judge(c oracleCase) outcome {
	has := func(names ...string) bool {
		for _, n := range names {
			if _, ok := c.Given[n]; !ok {
				return false
			}
		}
		return true
	}
	if c.Area == "esdk-cache" {
		return judgeCache(c, has)
	}
	switch {
	case has("message_hex"):
		return parsed(c)
	case has("algorithm_id_hex"):
		return suite(c)
	case has("version"):
		return fields(c)
	case has("context"):
		return aad(c)
	case has("frame"):
		return bodyAAD(c)
	case has("seq"):
		n, _ := c.Given["seq"].(float64)
		return equal(object{"iv_hex": hex.EncodeToString(IV(uint32(n))), "header_iv_hex": hex.EncodeToString(IV(0))}, c.Expect)
	case has("plaintext_len", "frame_length"):
		length, _ := c.Given["plaintext_len"].(float64)
		frame, _ := c.Given["frame_length"].(float64)
		return equal(object{"frames": Cut(int(length), int(frame))}, c.Expect)
	}
	return unread()
}

func suite(c oracleCase) outcome {
	id, err := strconv.ParseUint(fmt.Sprint(c.Given["algorithm_id_hex"]), 16, 16)
	s, ok := Find(uint16(id))
	if err != nil || !ok {
		return outcome{"failed", "no such suite"}
	}
	is := object{
		"message_format": s.Version(), "data_key_bits": s.KeyBits, "kdf": nil, "signature": nil, "key_commitment": s.Commit,
		"suite_data_len": s.SuiteData(), "iv_len": IVLength, "tag_len": TagLength,
	}
	hashName := func(n int) string { return map[int]string{32: "256", 48: "384", 64: "512"}[n] }
	if s.KDF != 0 {
		is["kdf"] = "HKDF-SHA" + hashName(s.KDF.Size())
	}
	if s.Sign != nil {
		is["signature"] = "ECDSA " + s.Sign.Params().Name + " SHA-" + hashName(s.Hash.Size())
	}
	for name := range is {
		if _, asked := c.Expect[name]; !asked {
			delete(is, name)
		}
	}
	return equal(is, c.Expect)
}

// fields walks through a header of recognisable parts along the table.
func fields(c oracleCase) outcome {
	version, _ := c.Given["version"].(float64)
	s, _ := Find(map[float64]uint16{1: 0x0178, 2: 0x0478}[version])
	list, ok := c.Expect["fields"].([]any)
	if !ok || s.ID == 0 {
		return unread()
	}
	h := Header{Suite: s, ID: bytes.Repeat([]byte{0x77}, s.IDLength()), Context: map[string]string{"a": "1"}, Keys: []DataKey{{"p", "i", []byte{0x99}}}, Content: Framed, FrameLength: 0x01020304, SuiteData: bytes.Repeat([]byte{0x55}, s.SuiteData())}
	b := h.append(nil)
	if version == 1 {
		b = append(b, make([]byte, IVLength)...)
	}
	b = append(b, make([]byte, TagLength)...)
	variable := map[string]int{"AAD": len(AAD(h.Context)), "EDKs": 9, "header IV": IVLength, "algorithm suite data": s.SuiteData()}
	values := map[string]string{"version": fmt.Sprintf("%02x", int(version)), "type": "80", "algorithm id": fmt.Sprintf("%04x", s.ID), "message id": hex.EncodeToString(h.ID), "AAD": hex.EncodeToString(AAD(h.Context)), "EDK count": "0001", "content type": "02", "frame length": "01020304", "IV length": "0c", "reserved": "00000000", "algorithm suite data": hex.EncodeToString(h.SuiteData)}
	field := regexp.MustCompile(`^(.*?) (\d+|var)(?: \(.*\))?$`)
	for _, f := range list {
		m := field.FindStringSubmatch(fmt.Sprint(f))
		if m == nil {
			return unread()
		}
		n, err := strconv.Atoi(m[2])
		if err != nil {
			n = variable[m[1]]
		}
		if n > len(b) {
			return outcome{"failed", "the header ends before " + m[1]}
		}
		if want, known := values[m[1]]; known && want != hex.EncodeToString(b[:n]) {
			return outcome{"failed", fmt.Sprintf("%s is %x", m[1], b[:n])}
		}
		b = b[n:]
	}
	return equal(len(b), 0)
}

func aad(c oracleCase) outcome {
	given, ok := c.Given["context"].(object)
	if !ok {
		return unread()
	}
	context := map[string]string{}
	for k, v := range given {
		context[k] = fmt.Sprint(v)
	}
	b := AAD(context)
	is := object{}
	for name := range c.Expect {
		switch name {
		case "aad_hex":
			is[name] = hex.EncodeToString(b)
		case "aad_length":
			is[name] = len(b)
		case "aad_field":
			is[name] = map[bool]string{true: "absent", false: "present"}[len(b) == 0]
		default:
			return unread()
		}
	}
	return equal(is, c.Expect)
}

func bodyAAD(c oracleCase) outcome {
	h, last := Header{Content: Framed}, false
	switch strings.ReplaceAll(fmt.Sprint(c.Given["frame"]), "-", "") {
	case "nonframed", "single":
		h.Content = NotFramed
	case "final":
		last = true
	case "regular", "framed", "frame":
	default:
		return unread()
	}
	is := object{"content": h.Kind(last)}
	if _, asked := c.Expect["seq"]; asked && h.Content == NotFramed {
		is["seq"] = 1
	}
	return equal(is, c.Expect)
}

func parsed(c oracleCase) outcome {
	b, err := hex.DecodeString(fmt.Sprint(c.Given["message_hex"]))
	if err != nil {
		return unread()
	}
	m, err := Parse(b)
	if err != nil {
		return outcome{"failed", err.Error()}
	}
	h := m.Header
	var edks, pieces, context []any
	for _, k := range h.Keys {
		edks = append(edks, object{"provider": k.Provider, "info": k.Info, "edk_length": len(k.Wrapped)})
	}
	for _, f := range m.Frames {
		pieces = append(pieces, object{"final": f.Final, "seq": f.Number, "length": len(f.Content)})
	}
	names := []string{}
	for k := range h.Context {
		names = append(names, k)
	}
	sort.Strings(names)
	for _, k := range names {
		context = append(context, []string{plain(k), plain(h.Context[k])})
	}
	is := object{
		"version": h.Suite.Version(), "type": "80", "algorithm_id": fmt.Sprintf("%04x", h.Suite.ID), "message_id": hex.EncodeToString(h.ID),
		"aad_length": len(AAD(h.Context)), "encryption_context": context, "edks": edks, "content_type": h.Content, "reserved": "00000000", "iv_length": IVLength,
		"frame_length": h.FrameLength, "suite_data_length": h.Suite.SuiteData(), "header_length": h.Size, "body": pieces, "signature_length": len(m.Signature), "trailing_bytes": m.Rest,
	}
	for name, want := range c.Expect {
		got, known := is[name]
		if !known {
			return unread()
		}
		if name == "body" && h.Content == NotFramed { // what is in one piece has no number
			if only, ok := one(want); ok {
				want, got = only["length"], len(m.Frames[0].Content)
			}
		}
		if o := equal(got, want); o.state != "passed" {
			return outcome{o.state, name + " " + o.why}
		}
	}
	return outcome{state: "passed"}
}

// one is a list's only object, or an object itself.
func one(v any) (object, bool) {
	if list, ok := v.([]any); ok && len(list) == 1 {
		v = list[0]
	}
	o, ok := v.(object)
	if ok && o["length"] == nil {
		o = object{"length": o["content_length"]}
	}
	return o, ok
}

// plain spells bytes that are no UTF-8 as \x90.
func plain(s string) string {
	var b strings.Builder
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		if r == utf8.RuneError && n == 1 {
			fmt.Fprintf(&b, `\x%02x`, s[0])
		} else {
			b.WriteRune(r)
		}
		s = s[n:]
	}
	return b.String()
}

func judgeCache(c oracleCase, has func(...string) bool) outcome {
	s, _ := Find(0x0178)
	number := func(name string) float64 { n, _ := c.Given[name].(float64); return n }
	cache := &Cache{Capacity: 10, Limits: Limits{Age: 3600, Messages: MostMessages, Bytes: MostBytes}}
	context := map[string]string{"a": "1"}
	ask := func(size, now float64) bool { return cache.Get(s, context, int64(size), now) != nil }
	keep := func(size float64) { cache.Put(s, &Cached{Suite: s.ID, Context: context}, int64(size)) }
	switch {
	case has("limit_bytes", "used", "request"):
		cache.Limits.Bytes = int64(number("limit_bytes"))
		keep(number("used"))
		return equal(object{"hit": ask(number("request"), 0)}, c.Expect)
	case has("limit_messages", "requests"):
		cache.Limits.Messages = int64(number("limit_messages"))
		calls := 0
		for range int(number("requests")) {
			if !ask(1, 0) {
				calls++
				keep(1)
			}
		}
		return equal(object{"generate_data_key_calls": calls}, c.Expect)
	case has("max_age_s", "age_s"):
		cache.Limits.Age = number("max_age_s")
		keep(1)
		is := object{"hit": ask(1, number("age_s")), "evicted": cache.Len() == 0}
		if _, asked := c.Expect["evicted"]; !asked {
			delete(is, "evicted")
		}
		return equal(is, c.Expect)
	case has("cached_context", "request_context"):
		read := func(name string) map[string]string {
			m := map[string]string{}
			given, _ := c.Given[name].(object)
			for k, v := range given {
				m[k] = fmt.Sprint(v)
			}
			return m
		}
		context = read("cached_context")
		keep(1)
		context = read("request_context")
		return equal(object{"hit": ask(1, 0)}, c.Expect)
	case has("limit_bytes", "first_request"):
		// The limit never stops the first message: it is sealed, and its key not kept.
		cache.Limits.Bytes = int64(number("limit_bytes"))
		first := ask(number("first_request"), 0)
		keep(number("first_request"))
		return equal(object{"ok": !first && (cache.Len() == 1) == (number("first_request") <= number("limit_bytes"))}, c.Expect)
	case has("cache"):
		cache = nil
		keep(1)
		return equal(object{"hit": ask(1, 0)}, c.Expect)
	case has("algorithm"):
		word, _, _ := strings.Cut(fmt.Sprint(c.Given["algorithm"]), " ")
		id, err := strconv.ParseUint(word, 16, 16)
		if err != nil {
			return unread()
		}
		s, _ = Find(uint16(id))
		keep(1)
		return equal(object{"cached": ask(1, 0)}, c.Expect)
	case has("threshold"):
		return threshold(c)
	}
	return unread()
}

// threshold reads the prose of a limit: whether it is optional, and its range.
func threshold(c oracleCase) outcome {
	rule := strings.ReplaceAll(fmt.Sprint(c.Expect["rule"]), " ", "")
	switch c.Given["threshold"] {
	case "max-messages":
		if strings.HasPrefix(rule, "optional;1..2^32") && MostMessages == 1<<32 {
			return outcome{state: "passed"}
		}
	case "max-bytes":
		if strings.HasPrefix(rule, "optional;0..2^63-1") && uint64(MostBytes) == 1<<63-1 {
			return outcome{state: "passed"}
		}
	}
	return unread()
}

// TestRoundTrip seals and opens texts of every suite, framed and not.
func TestRoundTrip(t *testing.T) {
	text := bytes.Repeat([]byte("three lunches, no peanuts\n"), 40)
	for _, s := range Suites {
		for _, frame := range []uint32{0, 1, 100, 1040, 4096} {
			m, dataKey, context := sealed(t, s, frame, text)
			p, err := Parse(m)
			if err != nil || p.Rest != 0 {
				t.Fatalf("%s frames of %d: %v, %d bytes left", s.Name, frame, err, p.Rest)
			}
			opened, err := p.Open(dataKey)
			if err != nil || !bytes.Equal(opened, text) {
				t.Errorf("%s frames of %d: opens with %v to %d bytes", s.Name, frame, err, len(opened))
			}
			if err := p.Verify(); err != nil {
				t.Errorf("%s: %v", s.Name, err)
			}
			if got := fmt.Sprint(p.Header.Context); got != fmt.Sprint(context) {
				t.Errorf("context is %s", got)
			}
		}
	}
}

// TestEveryByteMatters: no byte of a message can be changed unseen.
func TestEveryByteMatters(t *testing.T) {
	for _, id := range []uint16{0x0178, 0x0378, 0x0478, 0x0578} {
		s, _ := Find(id)
		m, dataKey, _ := sealed(t, s, 16, []byte("three lunches, no peanuts"))
		for i := range m {
			bad := slices.Clone(m)
			bad[i] ^= 0x10
			p, err := Parse(bad)
			if err != nil {
				continue
			}
			if _, err := p.Open(dataKey); err == nil && p.Verify() == nil && p.Rest == 0 {
				t.Errorf("%s: byte %d of %d changed and nobody saw", s.Name, i, len(m))
			}
		}
		if p, err := Parse(m[:len(m)-1]); err == nil {
			t.Errorf("%s: cut off and %d bytes left", s.Name, p.Rest)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range Suites {
		m, _, _ := sealed(f, s, 10, []byte("three lunches"))
		f.Add(m)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := Parse(b)
		if err == nil && m.Header.Size+m.Rest > len(b) {
			t.Errorf("a header of %d and a rest of %d in %d", m.Header.Size, m.Rest, len(b))
		}
		if err == nil {
			m.Open(make([]byte, m.Header.Suite.KeyBits/8))
			m.Verify()
		}
	})
}

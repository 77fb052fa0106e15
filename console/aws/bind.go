package aws

import (
	"encoding/base64"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"skylab/console/aws/value"
	"skylab/simulators/cloud"
)

// readMap reads a map in the order of its keys, since Go's own order changes.
func (s *shape) readMap(v reflect.Value) value.Value {
	keys := make([]string, 0, v.Len())
	for _, k := range v.MapKeys() {
		keys = append(keys, k.String())
	}
	slices.Sort(keys)
	values := make([]value.Value, len(keys))
	for i, k := range keys {
		values[i] = s.element.read(v.MapIndex(reflect.ValueOf(k).Convert(s.of.Key())))
	}
	return value.OfMap(keys, values)
}

// write puts a value that was checked against the shape into a Go value of its
// type. An error is a blob or an instant that cannot be read.
func (s *shape) write(to reflect.Value, v value.Value) error {
	switch s.kind {
	case kString:
		to.SetString(v.Text())
	case kBoolean:
		to.SetBool(v.Truth())
	case kInteger:
		return writeInteger(to, v.Integer())
	case kFloat:
		to.SetFloat(v.Number())
	case kTimestamp:
		t, ok := instant(v)
		if !ok {
			return errors.New(`Invalid timestamp "` + value.Str(v) + `"`)
		}
		to.SetInt(int64(t))
	case kBlob:
		b, ok := decodeBase64(v.Text())
		if !ok {
			return errors.New(`Invalid base64: "` + v.Text() + `"`)
		}
		to.SetBytes(b)
	case kList:
		return s.writeList(to, v)
	case kMap:
		return s.writeMap(to, v)
	case kStructure:
		return s.writeStructure(to, v)
	}
	return nil
}

func writeInteger(to reflect.Value, i int64) error {
	switch {
	case to.CanInt() && !to.OverflowInt(i):
		to.SetInt(i)
	case to.CanUint() && i >= 0 && !to.OverflowUint(uint64(i)):
		to.SetUint(uint64(i))
	default:
		return fmt.Errorf("value out of range: %d", i)
	}
	return nil
}

// decodeBase64 is as lenient as Python: what is not of the alphabet is passed
// over, and whatever follows the padding.
func decodeBase64(s string) ([]byte, bool) {
	b := make([]byte, 0, len(s))
	pads := 0
	for i := range len(s) {
		switch c := s[i]; {
		case c == '=':
			if pads++; len(b)%4 >= 2 && len(b)%4+pads >= 4 {
				out, err := base64.RawStdEncoding.DecodeString(string(b))
				return out, err == nil
			}
		case c == '+' || c == '/' || '0' <= c && c <= '9' || isUpper(c) || isLower(c):
			b, pads = append(b, c), 0
		}
	}
	if len(b)%4 != 0 {
		return nil, false
	}
	out, err := base64.RawStdEncoding.DecodeString(string(b))
	return out, err == nil
}

func (s *shape) writeList(to reflect.Value, v value.Value) error {
	list := reflect.MakeSlice(s.of, v.Len(), v.Len())
	for i, x := range v.Elements() {
		if err := s.element.write(list.Index(i), x); err != nil {
			return err
		}
	}
	to.Set(list)
	return nil
}

func (s *shape) writeMap(to reflect.Value, v value.Value) error {
	m := reflect.MakeMapWithSize(s.of, v.Len())
	for i, k := range v.Keys() {
		x := reflect.New(s.element.of).Elem()
		if err := s.element.write(x, v.At(i)); err != nil {
			return err
		}
		m.SetMapIndex(reflect.ValueOf(k).Convert(s.of.Key()), x)
	}
	to.Set(m)
	return nil
}

func (s *shape) writeStructure(to reflect.Value, v value.Value) error {
	for i, k := range v.Keys() {
		if err := s.find(k).write(to, v.At(i)); err != nil {
			return err
		}
	}
	return nil
}

// write sets the member's field of a structure.
func (m *member) write(structure reflect.Value, v value.Value) error {
	f := structure.Field(m.field)
	if m.optional {
		f.Set(reflect.New(m.shape.of))
		f = f.Elem()
	}
	return m.shape.write(f, v)
}

// layouts are the forms of an instant that people type.
var layouts = []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04Z07:00", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02"}

// instant reads a time: ISO 8601 (UTC unless it says otherwise) or seconds
// since 1970.
func instant(v value.Value) (cloud.Time, bool) {
	if v.IsNumber() {
		return cloud.Time(v.Number() * 1e9), true
	}
	s := strings.TrimSpace(v.Text())
	if x, err := value.Decode(s); err == nil && x.IsNumber() {
		return instant(x)
	}
	for _, l := range layouts {
		if t, err := time.Parse(l, s); err == nil {
			return cloud.Time(t.UnixNano()), true
		}
	}
	return 0, false
}

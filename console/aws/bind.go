package aws

import (
	"encoding/base64"
	"errors"
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
		if to.CanInt() {
			to.SetInt(v.Integer())
		} else {
			to.SetUint(uint64(v.Integer()))
		}
	case kFloat:
		to.SetFloat(v.Number())
	case kTimestamp:
		t, ok := instant(v)
		if !ok {
			return errors.New(`Invalid timestamp "` + value.Str(v) + `"`)
		}
		to.SetInt(int64(t))
	case kBlob:
		b, err := base64.StdEncoding.DecodeString(v.Text())
		if err != nil {
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

package aws

import (
	"encoding/base64"
	"reflect"
	"strings"

	"skylab/console/aws/value"
	"skylab/simulators/cloud"
)

// kind is what a shape holds, in botocore's words.
type kind uint8

const (
	kString kind = iota
	kInteger
	kFloat
	kBoolean
	kTimestamp
	kBlob
	kList
	kStructure
	kMap
)

// shape describes a type of an operation's input or output: what botocore's
// model calls a shape, read off the Go type once and then only looked at.
type shape struct {
	kind    kind
	of      reflect.Type
	element *shape // of a list or the values of a map
	members []member
}

// member is one field of a structure.
type member struct {
	name     string
	field    int
	optional bool // a pointer: absent when nil
	required bool
	doc      string
	enum     []string
	shape    *shape
}

var (
	timeType     = reflect.TypeFor[cloud.Time]()
	bytesType    = reflect.TypeFor[[]byte]()
	documentType = reflect.TypeFor[cloud.Document]()
)

// shapes builds shapes, one a type, so that types may contain themselves.
type shapes map[reflect.Type]*shape

func (m shapes) of(t reflect.Type) *shape {
	if s, ok := m[t]; ok {
		return s
	}
	s := &shape{of: t}
	m[t] = s
	switch {
	case t == timeType:
		s.kind = kTimestamp
	case t == bytesType:
		s.kind = kBlob
	default:
		m.fill(s)
	}
	return s
}

func (m shapes) fill(s *shape) {
	switch s.of.Kind() {
	case reflect.String:
		s.kind = kString
	case reflect.Bool:
		s.kind = kBoolean
	case reflect.Int, reflect.Int32, reflect.Int64, reflect.Uint16, reflect.Uint32, reflect.Uint8, reflect.Int16:
		s.kind = kInteger
	case reflect.Float32, reflect.Float64:
		s.kind = kFloat
	case reflect.Slice:
		s.kind, s.element = kList, m.of(s.of.Elem())
	case reflect.Map:
		s.kind, s.element = kMap, m.of(s.of.Elem())
	case reflect.Struct:
		s.kind = kStructure
		m.addMembers(s)
	default:
		panic("aws: a member of type " + s.of.String() + " cannot be read or printed")
	}
}

func (m shapes) addMembers(s *shape) {
	for i := range s.of.NumField() {
		f := s.of.Field(i)
		t, optional := f.Type, f.Type.Kind() == reflect.Pointer
		if optional {
			t = t.Elem()
		}
		x := member{
			name: f.Name, field: i, optional: optional, shape: m.of(t),
			required: f.Tag.Get("required") == "true", doc: f.Tag.Get("doc"),
		}
		if n := f.Tag.Get("aws"); n != "" {
			x.name = n // logGroupName: a name that Go would not export
		}
		if e := f.Tag.Get("enum"); e != "" {
			x.enum = strings.Split(e, "|")
		}
		s.members = append(s.members, x)
	}
}

// find is the member of that name, or nil.
func (s *shape) find(name string) *member {
	for i := range s.members {
		if s.members[i].name == name {
			return &s.members[i]
		}
	}
	return nil
}

func (s *shape) names() []string {
	list := make([]string, len(s.members))
	for i := range s.members {
		list[i] = s.members[i].name
	}
	return list
}

// read makes the value tree of a Go value of the shape's type. Nil pointers,
// slices and maps are left out of structures.
func (s *shape) read(v reflect.Value) value.Value {
	switch s.kind {
	case kString:
		if s.of == documentType { // a policy, which the real command decodes
			if d, err := value.Decode(v.String()); err == nil {
				return d
			}
		}
		return value.OfString(v.String())
	case kBoolean:
		return value.OfBool(v.Bool())
	case kInteger:
		if v.CanInt() {
			return value.OfInt(v.Int())
		}
		return value.OfInt(int64(v.Uint()))
	case kFloat:
		return value.OfFloat(v.Float())
	case kTimestamp:
		return value.OfString(cloud.Time(v.Int()).String())
	case kBlob:
		return value.OfString(base64.StdEncoding.EncodeToString(v.Bytes()))
	case kList:
		list := make([]value.Value, v.Len())
		for i := range list {
			list[i] = s.element.read(v.Index(i))
		}
		return value.OfList(list)
	case kMap:
		return s.readMap(v)
	}
	return s.readStructure(v)
}

func (s *shape) readStructure(v reflect.Value) value.Value {
	keys := make([]string, 0, len(s.members))
	values := make([]value.Value, 0, len(s.members))
	for i := range s.members {
		m := &s.members[i]
		f := v.Field(m.field)
		if m.optional {
			if f.IsNil() {
				continue
			}
			f = f.Elem()
		} else if (m.shape.kind == kList || m.shape.kind == kMap || m.shape.kind == kBlob) && f.IsNil() {
			continue
		}
		keys, values = append(keys, m.name), append(values, m.shape.read(f))
	}
	return value.OfMap(keys, values)
}

// Package value is the ordered tree that a response of the aws command is made
// of: what --query looks at and what the printers print. Go's own maps lose
// the order of members, which the real command keeps.
package value

// Kind is what a Value is, in the words of JSON; whole numbers are told apart
// because Python prints 1 and 1.0 differently.
type Kind uint8

// The kinds of a Value.
const (
	Null Kind = iota
	Bool
	Int
	Float
	String
	List
	Map
)

// Value is one node of the tree. It is never changed once made, so that parts
// of trees can be shared. The zero Value is null.
type Value struct {
	kind  Kind
	bits  uint64
	text  string
	inner *inner // of a list or a map that has any
}

// inner is apart so that a Value stays small: most are scalars.
type inner struct {
	list []Value  // elements of a list, or the values of a map beside keys
	keys []string // of a map, in order
	size int      // nodes below, each counted as often as it is reached
}

// Size counts the nodes of the tree that v is. Parts may be shared, so a tree
// can be larger by far than the memory that it takes; whoever walks it all
// asks first.
func (v Value) Size() int {
	if v.inner == nil {
		return 1
	}
	return 1 + v.inner.size
}

func enclose(kind Kind, keys []string, list []Value) Value {
	if len(list) == 0 {
		return Value{kind: kind}
	}
	size := 0
	for i := range list {
		if size += list[i].Size(); size < 0 || size > maxSize {
			size = maxSize
		}
	}
	return Value{kind: kind, inner: &inner{list, keys, size}}
}

const maxSize = 1 << 40

func (v Value) list() []Value {
	if v.inner == nil {
		return nil
	}
	return v.inner.list
}

// Kind tells what v is.
func (v Value) Kind() Kind { return v.kind }

// IsNull tells whether v is null.
func (v Value) IsNull() bool { return v.kind == Null }

// Truth is the value of a Bool.
func (v Value) Truth() bool { return v.bits != 0 }

// Filled is JMESPath's truth: null, false and whatever is empty are false; 0 is
// true.
// jmespath.org/specification.html#or-expressions
func (v Value) Filled() bool {
	switch v.kind {
	case Null:
		return false
	case Bool:
		return v.Truth()
	case String:
		return v.text != ""
	case List, Map:
		return v.Len() > 0
	}
	return true
}

// Integer is the value of an Int.
func (v Value) Integer() int64 { return int64(v.bits) }

// Text is the value of a String.
func (v Value) Text() string { return v.text }

// Len counts the elements of a List or the members of a Map.
func (v Value) Len() int { return len(v.list()) }

// At is element i of a List or the value of member i of a Map.
func (v Value) At(i int) Value { return v.inner.list[i] }

// Elements are the elements of a List or the values of a Map. Do not change
// them.
func (v Value) Elements() []Value { return v.list() }

// Keys are the names of a Map's members. Do not change them.
func (v Value) Keys() []string {
	if v.inner == nil {
		return nil
	}
	return v.inner.keys
}

// Key is the name of member i of a Map.
func (v Value) Key(i int) string { return v.inner.keys[i] }

// Get is the member of that name and whether v is a Map that has it.
func (v Value) Get(key string) (Value, bool) {
	if v.kind != Map {
		return Value{}, false
	}
	for i, k := range v.Keys() {
		if k == key {
			return v.inner.list[i], true
		}
	}
	return Value{}, false
}

// OfBool makes a Bool.
func OfBool(b bool) Value {
	if b {
		return Value{kind: Bool, bits: 1}
	}
	return Value{kind: Bool}
}

// OfInt makes an Int.
func OfInt(i int64) Value { return Value{kind: Int, bits: uint64(i)} }

// OfString makes a String.
func OfString(s string) Value { return Value{kind: String, text: s} }

// OfList makes a List, which keeps the slice.
func OfList(list []Value) Value { return enclose(List, nil, list) }

// OfMap makes a Map, which keeps both slices; they are equally long and no key
// stands twice.
func OfMap(keys []string, values []Value) Value { return enclose(Map, keys, values) }

// With is the Map v with member key set to x: in its place when it is there,
// else at the end. A value that is not a Map counts as an empty one.
func (v Value) With(key string, x Value) Value {
	keys := append([]string(nil), v.Keys()...)
	values := append([]Value(nil), v.list()...)
	for i, k := range keys {
		if k == key {
			values[i] = x
			return OfMap(keys, values)
		}
	}
	return OfMap(append(keys, key), append(values, x))
}

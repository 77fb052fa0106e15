package lessons

import (
	"reflect"

	"skylab/simulators"
	"skylab/simulators/cloud"
)

var timeType = reflect.TypeFor[cloud.Time]()

// sameWorld compares the services of two worlds, times apart: one command less
// and everything after it happens a second earlier.
func sameWorld(a, b *simulators.World) bool {
	va, vb := reflect.ValueOf(a).Elem(), reflect.ValueOf(b).Elem()
	for i := range va.NumField() {
		if va.Type().Field(i).Type == reflect.TypeFor[cloud.World]() {
			continue // clock, trail, counters
		}
		if !same(va.Field(i), vb.Field(i)) {
			return false
		}
	}
	return true
}

// wired tells how services reach each other: what stands behind such an
// interface is plugged in anew after each copy, and leads back to the world and
// round again.
func wired(t reflect.Type) bool {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t.PkgPath() == reflect.TypeFor[simulators.World]().PkgPath() || t.Kind() == reflect.Struct && t.Name() == "State"
}

// same is reflect.DeepEqual that takes all times for equal.
func same(a, b reflect.Value) bool {
	if a.Type() == timeType {
		return true
	}
	switch a.Kind() {
	case reflect.Struct:
		for i := range a.NumField() {
			if !same(a.Field(i), b.Field(i)) {
				return false
			}
		}
		return true
	case reflect.Slice, reflect.Array:
		if a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !same(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Map:
		return sameMap(a, b)
	case reflect.Pointer, reflect.Interface:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() == b.IsNil()
		}
		if a.Kind() == reflect.Interface && wired(a.Elem().Type()) {
			return true
		}
		return a.Kind() == reflect.Pointer && a.Pointer() == b.Pointer() || a.Elem().Type() == b.Elem().Type() && same(a.Elem(), b.Elem())
	case reflect.Func, reflect.Chan:
		return a.IsNil() == b.IsNil()
	}
	return a.Equal(b)
}

func sameMap(a, b reflect.Value) bool {
	if a.Len() != b.Len() {
		return false
	}
	for _, k := range a.MapKeys() {
		other := b.MapIndex(k)
		if !other.IsValid() || !same(a.MapIndex(k), other) {
			return false
		}
	}
	return true
}

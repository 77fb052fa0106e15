package cloudtrail

import (
	"encoding/base64"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"skylab/simulators/cloud"
)

var timeType = reflect.TypeFor[cloud.Time]()

// lower writes an input or output as CloudTrail shows parameters: members with
// a small first letter, what was not given left out, times as the trail writes
// them. Empty: there is nothing to show.
func lower(v reflect.Value) string {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		if v.IsNil() {
			return ""
		}
		v = v.Elem()
	}
	if !v.IsValid() {
		return ""
	}
	if v.Type() == timeType {
		return quote(cloud.Time(v.Int()).UTC().Format("Jan 2, 2006, 3:04:05 PM"))
	}
	switch v.Kind() {
	case reflect.String:
		return quote(v.String())
	case reflect.Bool:
		return strconv.FormatBool(v.Bool())
	case reflect.Int, reflect.Int16, reflect.Int32, reflect.Int64:
		return strconv.FormatInt(v.Int(), 10)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return strconv.FormatUint(v.Uint(), 10)
	case reflect.Float32, reflect.Float64:
		return strconv.FormatFloat(v.Float(), 'g', -1, 64)
	case reflect.Slice:
		return lowerList(v)
	case reflect.Map:
		return lowerMap(v)
	case reflect.Struct:
		return lowerStruct(v)
	}
	return ""
}

func lowerList(v reflect.Value) string {
	if v.IsNil() {
		return ""
	}
	if v.Type().Elem().Kind() == reflect.Uint8 {
		return quote(base64.StdEncoding.EncodeToString(v.Bytes()))
	}
	list := make([]string, 0, v.Len())
	for i := range v.Len() {
		list = append(list, orNull(lower(v.Index(i))))
	}
	return "[" + strings.Join(list, ",") + "]"
}

// lowerMap keeps the keys as they are: they are the caller's own words.
func lowerMap(v reflect.Value) string {
	if v.IsNil() {
		return ""
	}
	keys := make([]string, 0, v.Len())
	for _, k := range v.MapKeys() {
		keys = append(keys, k.String())
	}
	slices.Sort(keys)
	for i, k := range keys {
		keys[i] = quote(k) + ":" + orNull(lower(v.MapIndex(reflect.ValueOf(k).Convert(v.Type().Key()))))
	}
	return "{" + strings.Join(keys, ",") + "}"
}

func lowerStruct(v reflect.Value) string {
	var list []string
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if !f.IsExported() {
			continue
		}
		if text := lower(v.Field(i)); text != "" {
			list = append(list, quote(member(f))+":"+text)
		}
	}
	return "{" + strings.Join(list, ",") + "}"
}

func member(f reflect.StructField) string {
	name := f.Name
	if n := f.Tag.Get("aws"); n != "" {
		name = n
	}
	r, n := utf8.DecodeRuneInString(name)
	return string(unicode.ToLower(r)) + name[n:]
}

func orNull(text string) string {
	if text == "" {
		return "null"
	}
	return text
}

func quote(s string) string { return string(compact(s)) }

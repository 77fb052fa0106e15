package aws

import (
	"encoding/base64"
	"strconv"
	"strings"

	"skylab/console/aws/shorthand"
	"skylab/console/aws/value"
)

// unpack turns the words of a plain option into a value of its member.
func (p *params) unpack(a *argument, list []string) (value.Value, *failure) {
	w, f := p.load(a, list)
	if f != nil {
		return value.Value{}, f
	}
	s := a.member.shape
	if s.kind == kList || s.kind == kStructure || s.kind == kMap {
		v, f := p.unpackComplex(a, s, w)
		if f == nil && p.raw {
			v = encodeBlobs(s, v)
		}
		return v, f
	}
	if s.kind == kString && w.binary && a.member.name != "UserData" {
		return value.Value{}, invalid("Parameter validation failed:\nInvalid type for parameter " + a.member.name + ", value: b" +
			string(value.AppendQuoted(nil, w.text)) + ", type: <class 'bytes'>, valid types: <class 'str'>")
	}
	return p.unpackScalar(s, w)
}

func (p *params) unpackScalar(s *shape, w words) (value.Value, *failure) {
	switch s.kind {
	case kInteger:
		i, ok := integer(w.text)
		if !ok {
			return value.Value{}, broken("invalid literal for int() with base 10: " + string(value.AppendQuoted(nil, w.text)))
		}
		return value.OfInt(i), nil
	case kFloat:
		f, err := strconv.ParseFloat(strings.TrimSpace(w.text), 64)
		if err != nil {
			return value.Value{}, broken("could not convert string to float: " + string(value.AppendQuoted(nil, w.text)))
		}
		return value.OfFloat(f), nil
	case kBlob:
		if w.binary || p.raw {
			return value.OfString(base64.StdEncoding.EncodeToString([]byte(w.text))), nil
		}
	case kBoolean:
		return value.OfBool(!strings.EqualFold(w.text, "false") && w.text != ""), nil
	}
	return value.OfString(w.text), nil
}

// unpackComplex reads JSON or shorthand.
func (p *params) unpackComplex(a *argument, s *shape, w words) (value.Value, *failure) {
	if !w.whole && len(w.list) == 0 {
		return value.OfList([]value.Value{}), nil
	}
	head := w.text
	if !w.whole {
		head = w.list[0]
	}
	head = strings.TrimSpace(head)
	if json := head != "" && (head[0] == '[' || head[0] == '{'); json || !structured(s) {
		return unpackJSON(a, s, w)
	}
	if s.kind == kStructure && lone(s, kString) && !strings.Contains(w.text, "=") {
		return value.OfMap([]string{"Value"}, []value.Value{value.OfString(w.text)}), nil
	}
	return unpackShorthand(a, s, w)
}

// structured tells whether shorthand applies: not to a list of scalars.
func structured(s *shape) bool {
	return s.kind != kList || s.element.kind == kList || s.element.kind == kStructure || s.element.kind == kMap
}

func unpackShorthand(a *argument, s *shape, w words) (value.Value, *failure) {
	if w.whole {
		v, err := shorthand.Parse(w.text)
		if err != nil {
			return v, wrong(a, err.Error())
		}
		if s.kind == kList {
			return v, nil // the check says that it is no list
		}
		return coerce(s, v)
	}
	list := make([]value.Value, len(w.list))
	for i, text := range w.list {
		v, err := shorthand.Parse(text)
		if err != nil {
			return v, wrong(a, err.Error())
		}
		list[i] = v
	}
	for i := range list {
		var f *failure
		if list[i], f = coerce(s.element, list[i]); f != nil {
			return list[i], f
		}
	}
	return value.OfList(list), nil
}

func unpackJSON(a *argument, s *shape, w words) (value.Value, *failure) {
	if s.kind != kList {
		return unpackElement(a, s, w.text)
	}
	if w.whole {
		if strings.HasPrefix(strings.TrimLeft(w.text, " \t\n\r"), "[") {
			return decodeJSON(a, w.text)
		}
		// A file that is no JSON stands for the list of its characters.
		w.list = strings.Split(w.text, "")
	} else if len(w.list) == 1 && strings.HasPrefix(strings.TrimSpace(w.list[0]), "[") {
		return decodeJSON(a, w.list[0])
	}
	list := make([]value.Value, len(w.list))
	for i, text := range w.list {
		var f *failure
		if list[i], f = unpackElement(a, s.element, text); f != nil {
			return list[i], f
		}
	}
	return value.OfList(list), nil
}

func unpackElement(a *argument, s *shape, text string) (value.Value, *failure) {
	switch s.kind {
	case kList, kStructure, kMap:
		if strings.HasPrefix(strings.TrimSpace(text), "{") {
			return decodeJSON(a, text)
		}
		return value.Value{}, wrong(a, "Invalid JSON:\n"+text)
	}
	v, f := (&params{}).unpackScalar(s, words{text: text, whole: true})
	if f != nil {
		return v, wrong(a, text)
	}
	return v, nil
}

func decodeJSON(a *argument, text string) (value.Value, *failure) {
	v, err := value.Decode(text)
	if err != nil {
		return v, wrong(a, "Invalid JSON: "+err.Error()+"\nJSON received: "+text)
	}
	return v, nil
}

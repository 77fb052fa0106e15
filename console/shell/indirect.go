package shell

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// indirect is ${!name}, ${!name[@]} and ${!prefix*}.
func (r *run) indirect(p *syntax.ParamExp, quoted bool) (value, error) {
	name := p.Param.Value
	if p.Names != 0 {
		v := value{list: true, star: p.Names == syntax.NamesPrefix}
		for n := range r.st.visible() {
			if strings.HasPrefix(n, name) {
				v.values = append(v.values, n)
			}
		}
		slices.Sort(v.values)
		return v, nil
	}
	if list, star := all(p.Index); list {
		return r.keys(name, star), nil
	}
	if v, ok := r.st.lookup(name); ok && v.Kind == Reference {
		return scalar(v.Str, true), nil
	}
	target, err := r.base(name, p.Index)
	if err != nil {
		return value{}, err
	}
	meant, err := syntax.NewParser().Document(strings.NewReader("${" + target.values[0] + "}"))
	if err != nil || len(meant.Parts) != 1 || target.values[0] == "" {
		return value{}, errors.New(name + ": invalid indirect expansion")
	}
	to, ok := meant.Parts[0].(*syntax.ParamExp)
	if !ok || to.Exp != nil || to.Repl != nil || to.Slice != nil || to.Excl || to.Length {
		return value{}, errors.New(target.values[0] + ": invalid variable name")
	}
	c := *p
	c.Excl, c.Param, c.Index = false, to.Param, to.Index
	return r.param(&c, quoted)
}

func (r *run) keys(name string, star bool) value {
	v := r.variable(name)
	k := value{list: true, star: star}
	switch v.Kind {
	case Indexed:
		for _, i := range v.array.keys() {
			k.values = append(k.values, strconv.Itoa(i))
		}
	case Associative:
		k.values = v.assoc.keys()
	default:
		if v.Set {
			k.values = []string{"0"}
		}
	}
	return k
}

// slice is ${x:offset:length}, of a text or of elements.
func (r *run) slice(p *syntax.ParamExp, v value) (value, error) {
	offset, err := r.arith(p.Slice.Offset)
	if err != nil {
		return value{}, err
	}
	length := int64(-1)
	if p.Slice.Length != nil {
		if length, err = r.arith(p.Slice.Length); err != nil {
			return value{}, err
		}
	}
	if v.list {
		return r.sliceList(p, v, offset, length)
	}
	runes := []rune(v.values[0])
	n := int64(len(runes))
	if offset < 0 {
		offset += n
	}
	if offset < 0 || offset > n {
		return scalar("", true), nil
	}
	end := n
	if p.Slice.Length != nil {
		if end = offset + length; length < 0 {
			end = n + length
		}
		if end < offset && length < 0 {
			return value{}, errors.New(strconv.FormatInt(length, 10) + ": substring expression < 0")
		}
	}
	return scalar(string(runes[offset:max(offset, min(end, n))]), true), nil
}

func (r *run) sliceList(p *syntax.ParamExp, v value, offset, length int64) (value, error) {
	list := v.values
	if name := p.Param.Value; name == "@" || name == "*" {
		list = append([]string{r.st.name}, list...)
		if offset < 0 {
			offset += int64(len(list))
		}
	} else if a := r.variable(name).array; a.len() > 0 && a.index != nil { // by index, not by place
		if offset < 0 {
			offset += int64(a.end())
		}
		at, _ := slices.BinarySearch(a.index, int(max(offset, 0)))
		offset = int64(at)
	} else if offset < 0 {
		offset += int64(len(list))
	}
	if offset < 0 || offset > int64(len(list)) {
		return value{list: true, star: v.star}, nil
	}
	list = list[offset:]
	if p.Slice.Length != nil {
		if length < 0 {
			return value{}, errors.New(strconv.FormatInt(length, 10) + ": substring expression < 0")
		}
		list = list[:min(length, int64(len(list)))]
	}
	return value{values: list, list: true, star: v.star, set: true}, nil
}

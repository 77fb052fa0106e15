package load

import (
	"fmt"
	"strconv"
	"strings"

	"skylab/console/desk"
	"skylab/simulators/lambda"
	"skylab/text"
)

// profile shows the numbers that AWS does not publish, with their sources, or
// sets them: a profile's name, or NAME=VALUE, any number of them.
func profile(d *desk.Desk, args []string) int {
	o := &options{}
	var words []string
	for _, w := range args {
		switch name, value, _ := strings.Cut(w, "="); name {
		case "--help", "-h":
			fmt.Fprintln(d.Stdout, d.Text.Say("load.profile.usage", "names", strings.Join(lambda.Profiles(), ", ")))
			return 0
		case "--region":
			o.regionName = value
		default:
			words = append(words, w)
		}
	}
	r, scope := o.region(d)
	p := r.Engine.Parameters
	for _, w := range words {
		if status := change(d, &p, w, scope.Region); status != 0 {
			return status
		}
	}
	r.Engine.Parameters = p
	show(d, p)
	return 0
}

// change is one word: a profile, or a number.
func change(d *desk.Desk, p *lambda.Parameters, word, region string) int {
	name, value, given := strings.Cut(word, "=")
	if !given {
		named, ok := lambda.Named(name, region, d.World.Cloud.Seed)
		if !ok {
			return refuse(d, "load.profile.unknown", "name", clean(name), "names", strings.Join(lambda.Profiles(), ", "))
		}
		*p = named
		return 0
	}
	isLength, known := lambda.IsLength(name)
	if !known {
		return refuse(d, "load.profile.no-number", "name", clean(name), "hint", text.Nearest(name, numbersOf(p)))
	}
	x, err := strconv.ParseFloat(value, 64)
	if isLength {
		t, ok := instant(value)
		if x = float64(t) / 1e9; !ok {
			return refuse(d, "load.profile.no-length", "name", name, "value", clean(value))
		}
	} else if err != nil {
		return refuse(d, "load.profile.no-value", "name", name, "value", clean(value))
	}
	if least, most, ok := p.Set(name, x); !ok {
		return refuse(d, "load.profile.bounds", "name", name, "value", clean(value), "least", bound(least, isLength), "most", bound(most, isLength))
	}
	return 0
}

func bound(x float64, isLength bool) string {
	s := strconv.FormatFloat(x, 'f', -1, 64)
	if isLength {
		s += "s"
	}
	return s
}

func numbersOf(p *lambda.Parameters) (names []string) {
	for _, x := range p.List() {
		names = append(names, x.Name)
	}
	return names
}

func show(d *desk.Desk, p lambda.Parameters) {
	fmt.Fprintln(d.Stdout, d.Text.Say("load.profile.head", "name", p.Profile))
	for _, x := range p.List() {
		value := x.Value
		if value == "" {
			value = d.Text.Say("load.profile.hidden")
		}
		fmt.Fprintln(d.Stdout, "  "+left(x.Name, 14)+left(value, 10)+d.Text.Say("load.profile."+x.Name))
		source := x.Source + " " + x.Dated
		if x.Measured != "" {
			source = d.Text.Say("load.profile.measured", "value", x.Measured, "source", source)
		}
		fmt.Fprintln(d.Stdout, "      "+source)
	}
}

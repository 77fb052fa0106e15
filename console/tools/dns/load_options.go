package dns

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"skylab/console/desk"
	"skylab/simulators/cloud"
	"skylab/simulators/route53"
	"skylab/text"
)

// loadOptions is the command line of load dns.
type loadOptions struct {
	name, kind string
	cities     []int
	lasts      cloud.Time
	rate       int64 // lookups a second, in thousandths
	port       uint16
	json       bool
	acts       []act // by time
}

// act is a command that is done while the load runs.
type act struct {
	at      cloud.Time // from the beginning
	command string
}

// Bounds of a load: a year at most; in steps of a second up to an hour, in as
// many steps as that up to six, and in few beyond, where every resolver must ask
// anew in each.
const (
	longestLoad = 366 * cloud.Day
	mostSteps   = 3600
	fewSteps    = 400
	mostRate    = 1_000_000_000
)

var loadNames = []string{"--from", "--for", "--until", "--rate", "--port", "--at", "--output", "--help"}

// readLoad reads the command line; what is wrong is a message's id and its
// words.
func readLoad(d *desk.Desk, args []string) (o loadOptions, wrong []any) {
	o = loadOptions{lasts: 10 * cloud.Minute, port: 80, kind: "A"}
	where := "world"
	for i := 0; i < len(args); i++ {
		option, value, given := strings.Cut(args[i], "=")
		if !strings.HasPrefix(option, "-") {
			if bad := o.word(args[i]); bad != nil {
				return o, bad
			}
			continue
		}
		if !slices.Contains(loadNames, option) {
			return o, []any{"dns.load.bad-option", "option", clean(option), "near", nearestWord(option, loadNames)}
		}
		if !given {
			if i++; i >= len(args) {
				return o, []any{"dns.load.no-value", "option", option}
			}
			value = args[i]
		}
		if option == "--from" {
			where = value
		} else if option == "--at" {
			if i++; i >= len(args) || !o.act(value, args[i]) {
				return o, []any{"dns.load.bad-at", "value", clean(value)}
			}
		} else if !o.set(d, option, value) {
			return o, []any{"dns.load.bad-value", "option", option, "value", clean(value)}
		}
	}
	if o.name == "" {
		return o, []any{"dns.load.no-name"}
	}
	var unknown string
	if o.cities, unknown = citiesOf(where); len(o.cities) == 0 {
		return o, []any{"dns.place.unknown", "tool", "load dns", "word", clean(unknown), "near", nearest(unknown)}
	}
	return o, nil
}

// word reads the name and the type.
func (o *loadOptions) word(w string) []any {
	if upper := strings.ToUpper(w); o.name != "" && carriesAddress(upper) {
		o.kind = upper
		return nil
	}
	if o.name != "" {
		return []any{"dns.load.bad-word", "word", clean(w)}
	}
	name, problem := route53.QueryName(w)
	if problem != "" || name == "." {
		return []any{"dns.load.bad-name", "word", clean(w)}
	}
	o.name = name
	return nil
}

// act notes a command to be done at a time from the beginning.
func (o *loadOptions) act(at, command string) bool {
	after, err := time.ParseDuration(at)
	if err != nil || after < 0 || strings.TrimSpace(command) == "" {
		return false
	}
	o.acts = append(o.acts, act{cloud.Time(after), command})
	slices.SortStableFunc(o.acts, func(a, b act) int { return int(max(-1, min(1, a.at-b.at))) })
	return true
}

func (o *loadOptions) set(d *desk.Desk, option, value string) bool {
	switch option {
	case "--for":
		length, err := time.ParseDuration(value)
		if days, cut := strings.CutSuffix(value, "d"); cut && err != nil {
			n, e := strconv.Atoi(days)
			length, err = time.Duration(n)*24*time.Hour, e
			if n > 1000 {
				return false
			}
		}
		o.lasts = cloud.Time(length) / cloud.Second * cloud.Second
		return err == nil && o.lasts >= cloud.Second && o.lasts <= longestLoad
	case "--until":
		at, err := time.Parse(time.RFC3339, value)
		o.lasts = (cloud.Time(at.UnixNano()) - d.World.Cloud.Now) / cloud.Second * cloud.Second
		return err == nil && o.lasts >= cloud.Second && o.lasts <= longestLoad
	case "--rate":
		rate, err := strconv.ParseFloat(strings.TrimSuffix(value, "/s"), 64)
		o.rate = int64(rate * 1000)
		return err == nil && rate >= 0.001 && rate <= mostRate
	case "--port":
		n, err := strconv.ParseUint(value, 10, 16)
		o.port = uint16(n)
		return err == nil && n > 0
	case "--output":
		o.json = value == "json"
		return value == "json" || value == "text"
	}
	return false
}

// citiesOf reads world, or cities, countries and continents with commas
// between them; the second result is a word that names none.
func citiesOf(where string) ([]int, string) {
	var list []int
	for _, w := range strings.Split(where, ",") {
		found := false
		for i, c := range route53.Cities() {
			fits := w == "world" || strings.EqualFold(w, c.Country) || strings.EqualFold(w, "continent:"+route53.ContinentOf(c.Country)) || i == route53.CityNumber(w)
			if fits {
				found = true
				if !slices.Contains(list, i) {
					list = append(list, i)
				}
			}
		}
		if !found {
			return nil, w
		}
	}
	slices.Sort(list)
	return list, ""
}

func nearestWord(word string, list []string) string {
	if near := text.Nearest(word, list); near != "" {
		return near
	}
	return list[0]
}

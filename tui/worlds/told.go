package worlds

import (
	"regexp"
	"strings"

	"skylab/text"
)

// Told is a view in words, one thing a line, for a lab without pictures. The
// network has its own teller there.
func (v View) Told(s Scene, speaker text.Speaker) []string {
	o := Options{Width: 1000, Text: speaker, Hop: -1}
	var b block
	switch v.ID {
	case "keys":
		for _, scope := range s.keyRegions() {
			x := vault{s, o, scope}
			b.add(span{text: "HSM " + scope.Region}, x.failed())
			for k := range s.World.KMS.Regions[scope].Keys.All {
				b.below(x.key(s.World.KMS.Regions[scope], k), 0)
			}
		}
		b.below(vault{s, o, s.Home}.console(), 0)
	case "names":
		b = tellNames(s, o)
	case "functions":
		for _, scope := range s.functionRegions() {
			f := fleet{Scene: s, o: o, scope: scope, region: s.World.Lambda.Regions[scope]}
			if f.region != nil {
				b.below(f.functions(), 0)
			}
			if s.Load != nil && scope == s.Home {
				b.add(span{text: o.Text.Say("functions.load") + " " + s.Load.Function})
				b.below(f.figures(s.Load), 0)
				b.below(f.histogram(merged(s.Load.Bars, 12), 40), 0)
			}
		}
	}
	return b.words()
}

func tellNames(s Scene, o Options) block {
	var b block
	d := atlas{s, o, s.World.Fork(), nil}
	if name, kind, ok := d.shown(); ok {
		d.ask(name, kind)
		b = d.told(name, kind, len(d.cities))
	}
	if d.Crowd != nil {
		b.below(d.shares(0), 0)
	}
	b.below(d.zones(), 0)
	return b
}

// Signs that are heard as noise: bars, and the gaps that make columns.
var (
	bars = regexp.MustCompile(`[▰▱█░▒]+`)
	gaps = regexp.MustCompile(` {2,}`)
)

// words are the lines of a block as sentences: what stood in columns stands
// after commas.
func (b block) words() []string {
	var list []string
	for _, l := range b.lines {
		var all strings.Builder
		for _, s := range l {
			all.WriteString(s.text)
		}
		said := bars.ReplaceAllString(all.String(), " ")
		if said = gaps.ReplaceAllString(strings.TrimSpace(said), ", "); said != "" {
			list = append(list, said)
		}
	}
	return list
}

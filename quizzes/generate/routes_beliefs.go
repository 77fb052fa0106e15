package generate

import (
	"encoding/binary"
	"math/bits"
)

// belief is a line that a wrong rule takes.
type belief struct {
	name string
	line int
}

// beliefs are the wrong rules by which people read a route table, each with
// the line that it takes here.
func (p *signpost) beliefs() []belief {
	list := []belief{
		{"first-line", p.find(func(i int) bool { return p.fits(i) })},
		{"widest-line", p.best(func(i int) int { return score(p.fits(i) && p.length(i) > 0, 33-p.length(i)) })},
		{"default-always", p.find(func(i int) bool { return p.length(i) == 0 })},
		{"skips-blackhole", p.best(func(i int) int { return score(p.fits(i) && !p.dead(i), 1+p.length(i)) })},
		{"longest-of-all", p.best(func(i int) int { return 1 + p.length(i) })},
		{"looks-alike", p.best(func(i int) int { return score(!p.fits(i) && p.common(i) >= 8, p.common(i)) })},
		{"newest-line", p.best(func(i int) int { return score(p.fits(i), 1+i) })},
	}
	if p.to.As4()[0] == 10 {
		list = append(list, belief{"local-always", 0})
	}
	if p.find(func(i int) bool { return p.length(i) == 0 }) == p.taken { // with a default route nobody thinks so
		list = append(list, belief{"only-listed", -1}, belief{"local-for-the-rest", 0}, belief{"nearest-block", p.nearest()})
	}
	return list
}

// nearest is the line whose block begins at the smallest distance.
func (p *signpost) nearest() int {
	to := p.to.As4()
	return p.best(func(i int) int {
		at := p.table.Routes[i].Prefix.Addr().As4()
		apart := int(binary.BigEndian.Uint32(to[:])) - int(binary.BigEndian.Uint32(at[:]))
		return score(!p.fits(i), 1<<40-max(apart, -apart))
	})
}

func score(counts bool, n int) int {
	if !counts {
		return 0
	}
	return n
}

func (p *signpost) fits(i int) bool  { return p.table.Routes[i].Prefix.Contains(p.to) }
func (p *signpost) length(i int) int { return p.table.Routes[i].Prefix.Bits() }

// common is how many leading bits a line's address shares with the destination.
func (p *signpost) common(i int) int {
	a, b := p.table.Routes[i].Prefix.Addr().As4(), p.to.As4()
	n := 0
	for k := range a {
		same := bits.LeadingZeros8(a[k] ^ b[k])
		n += same
		if same < 8 {
			break
		}
	}
	return n
}

func (p *signpost) find(want func(i int) bool) int {
	for i := range p.table.Routes {
		if want(i) {
			return i
		}
	}
	return p.taken // the wrong rule finds nothing of its own
}

// best is the line with the highest score above 0; of several the first.
func (p *signpost) best(value func(i int) int) int {
	at, most := p.taken, 0
	for i := range p.table.Routes {
		if v := value(i); v > most {
			at, most = i, v
		}
	}
	return at
}

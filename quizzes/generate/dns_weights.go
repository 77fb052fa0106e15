package generate

import (
	"fmt"

	"skylab/simulators/cloud"
	"skylab/simulators/route53"
)

// How a share is judged: by so many questions to the simulator, which tells
// shares apart that are farther from each other than apart (in thousandths).
const (
	questions = 3000
	near      = 35
	apart     = 80
)

// measured is which share of the answers a record gets, in thousandths, and
// whether others get any.
func (z *zone) measured(at int) int {
	x, v := z.served()
	n := 0
	var a route53.Answer
	for i := range uint64(questions) {
		x.Ask(v, &route53.Query{Name: "shop." + apex + ".", Type: "A", Draw: route53.Draw(1, cloud.Label("share"), i)}, &a)
		if len(a.Records) > 0 && a.Records[0].Value == z.sets[at].Values[0] {
			n++
		}
	}
	return n * 1000 / questions
}

// weighed is the question for the share of one record.
func (z *zone) weighed(at int) *sketch {
	shares := z.shares(at)
	if !spaced(shares) {
		return nil
	}
	real := z.measured(at)
	k := &sketch{
		stem:  say("weights.stem", "zone", z.listing(), "address", z.sets[at].Values[0]),
		setup: z.setup() + live,
		given: fmt.Sprintf("load dns shop.%s --from Seoul --for 1m --output json > shares.json\nshare=$(jq '[.Weights[].Sets[] | select(.Set == %q) | .Expected * 1000 | round] | first // 0' shares.json)\n", apex, z.sets[at].SetID),
	}
	for _, b := range shares {
		c := choice{
			id: b.name, holds: abs(b.share-real) <= near, same: fmt.Sprint(b.share), text: percent(b.share),
			reason: say("weights."+b.name, "address", z.sets[at].Values[0], "weight", z.sets[at].Weight, "sum", b.sum, "share", percent(b.share)),
			script: fmt.Sprintf("test $share -ge %d -a $share -le %d", b.share-2, b.share+2),
		}
		switch {
		case b.name == "right":
			k.right = c
		case abs(b.share-real) > apart:
			k.wrong = append(k.wrong, c)
		}
	}
	if !k.right.holds { // chance may be off by more than is allowed for: another draw
		return nil
	}
	k.why = shownAs(z.sums()...)
	return k
}

// live makes the zone the one that the world asks.
const live = "aws route53domains update-domain-nameservers --region us-east-1 --domain-name lunchbell.example.com --nameservers $(aws route53 get-hosted-zone --id $ZONE --query 'DelegationSet.NameServers[]' --output text | tr '\\t' '\\n' | sed 's/^/Name=/') >/dev/null\nsleep 2h\n"

// spaced tells whether enough wrong shares lie far from the right one: only
// then is it worth measuring.
func spaced(list []shareBelief) bool {
	seen := map[int]bool{}
	for _, b := range list {
		if abs(b.share-list[0].share) > apart+near {
			seen[b.share] = true
		}
	}
	return len(seen) >= offered-1
}

// shareBelief is a share in thousandths for people with a wrong belief, and
// what they divide by.
type shareBelief struct {
	name       string
	share, sum int
}

// shares are the right share, first, and those of wrong rules.
func (z *zone) shares(at int) []shareBelief {
	sick := func(s route53.RecordSet) bool { return z.sick[s.HealthCheck] }
	sum := func(counts func(s route53.RecordSet) int) (share, all int) {
		for i, s := range z.sets {
			all += counts(s)
			if i == at {
				share = counts(s)
			}
		}
		if all == 0 {
			return 0, 0
		}
		return (share*1000 + all/2) / all, all
	}
	var list []shareBelief
	add := func(name string, counts func(s route53.RecordSet) int) {
		share, all := sum(counts)
		list = append(list, shareBelief{name, share, all})
	}
	add("right", z.counted())
	add("sick-keeps-its-share", func(s route53.RecordSet) int { return int(s.Weight) })
	add("equal-parts", func(s route53.RecordSet) int { return 1 })
	add("equal-parts-of-the-healthy", func(s route53.RecordSet) int {
		if sick(s) {
			return 0
		}
		return 1
	})
	w := int(z.sets[at].Weight)
	list = append(list,
		shareBelief{"weight-is-percent", min(w, 100) * 10, 100}, shareBelief{"weight-of-255", w * 1000 / 255, 255},
		shareBelief{"ten-of-hundred-ten", ofOthers(z, at), 0}, shareBelief{"all-of-it", 1000, 0}, shareBelief{"nothing-at-all", 0, 0})
	return list
}

// ofOthers divides a weight by the sum of the other weights.
func ofOthers(z *zone, at int) int {
	others := 0
	for i, s := range z.sets {
		if i != at {
			others += int(s.Weight)
		}
	}
	if others == 0 {
		return 1000
	}
	return min(1000, int(z.sets[at].Weight)*1000/others)
}

// counted is what a record counts by Route 53's rule: weights of the healthy;
// where none of them has one, each of the healthy alike; where none is
// healthy, as if all were. It only proposes: measured decides.
func (z *zone) counted() func(s route53.RecordSet) int {
	healthy := func(s route53.RecordSet) bool { return !z.sick[s.HealthCheck] }
	for _, pool := range []struct{ all, spare bool }{{false, false}, {false, true}, {true, false}, {true, true}} {
		counts := func(s route53.RecordSet) int {
			switch {
			case !pool.all && !healthy(s), pool.spare != (s.Weight == 0):
				return 0
			case pool.spare:
				return 1
			}
			return int(s.Weight)
		}
		for _, s := range z.sets {
			if counts(s) > 0 {
				return counts
			}
		}
	}
	return func(route53.RecordSet) int { return 0 }
}

// sums lists what counts.
func (z *zone) sums() []said {
	var lines []said
	counts, all := z.counted(), 0
	for _, s := range z.sets {
		all += counts(s)
		lines = append(lines, form("%-14s %s %3d  %s %3d", s.Values[0], say("weights.set"), s.Weight, say("weights.counts").padded(6), counts(s)))
	}
	return append(lines, form("%s %3d", say("weights.sum").padded(33), all))
}

// percent is a number of thousandths: 37.5 %.
func percent(thousandths int) said {
	if thousandths%10 == 0 {
		return say("percent", "n", fmt.Sprint(thousandths/10))
	}
	return say("percent", "n", fmt.Sprintf("%d.%d", thousandths/10, thousandths%10))
}

func abs(n int) int { return max(n, -n) }

package route53_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"skylab/simulators/route53"
)

// plain is a second, dumb way to keep records: a list that is sorted anew.
type plain []route53.RecordSet

func (p plain) find(r route53.RecordSet) int {
	return slices.IndexFunc(p, func(x route53.RecordSet) bool { return x.Name == r.Name && x.Type == r.Type && x.SetID == r.SetID })
}

func (p plain) sorted() []route53.RecordSet {
	list := slices.Clone(p)
	slices.SortFunc(list, func(a, b route53.RecordSet) int {
		return cmp.Or(cmp.Compare(route53.Key(a.Name), route53.Key(b.Name)), cmp.Compare(a.Type, b.Type), cmp.Compare(a.SetID, b.SetID))
	})
	return list
}

func every(r route53.Records) []string {
	var list []string
	for s := range r.All {
		list = append(list, fmt.Sprint(s.Name, s.Type, s.SetID, s.TTL))
	}
	return list
}

// TestRecordsAgainstList plays at random with Records and with a list. Records
// from before a change have to stay as they were.
func TestRecordsAgainstList(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 3))
	var is, old route53.Records
	var want plain
	var was []string
	for step := range 6000 {
		s := route53.RecordSet{Name: fmt.Sprintf("n%d.z%d.", r.IntN(300), r.IntN(3)), Type: []string{"A", "TXT"}[r.IntN(2)], SetID: []string{"", "b"}[r.IntN(2)], TTL: int64(step)}
		i := want.find(s)
		if r.IntN(3) > 0 {
			if is = is.Put(s); i >= 0 {
				want[i] = s
			} else {
				want = append(want, s)
			}
		} else if is = is.Drop(s); i >= 0 {
			want = slices.Delete(want, i, i+1)
		}
		if is.Len() != len(want) {
			t.Fatalf("step %d: %d record sets, want %d", step, is.Len(), len(want))
		}
		if step%500 != 499 {
			continue
		}
		var list []string
		for _, s := range want.sorted() {
			list = append(list, fmt.Sprint(s.Name, s.Type, s.SetID, s.TTL))
		}
		if got := every(is); !slices.Equal(got, list) {
			t.Fatalf("step %d: in another order or with other contents", step)
		}
		if got := every(old); !slices.Equal(got, was) {
			t.Fatalf("step %d: what was kept from before has changed", step)
		}
		old, was = is, list
	}
}

// TestRecordsOrder is Route 53's own order: labels reversed, the closing dot
// part of the comparison, wildcards by their star.
func TestRecordsOrder(t *testing.T) {
	var r route53.Records
	for _, n := range []string{"b.example.com.", "example.com.", `\052.example.com.`, "a.b.example.com.", "b-c.example.com.", "_x.example.com.", "a.example.com.", "1.example.com."} {
		r = r.Put(route53.RecordSet{Name: n, Type: "A"})
	}
	var got []string
	for s := range r.All {
		got = append(got, s.Name)
	}
	want := []string{"example.com.", `\052.example.com.`, "1.example.com.", "_x.example.com.", "a.example.com.", "b-c.example.com.", "b.example.com.", "a.b.example.com."}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if !r.Below("b.example.com.") || r.Below("a.example.com.") || !r.Below("com.") || r.Below("example.co.") {
		t.Error("what lies below a name is not told")
	}
}

func TestRecordsFrom(t *testing.T) {
	var r route53.Records
	for i := range 400 {
		r = r.Put(route53.RecordSet{Name: fmt.Sprintf("h%03d.example.com.", i), Type: "A"}).Put(route53.RecordSet{Name: fmt.Sprintf("h%03d.example.com.", i), Type: "TXT"})
	}
	for _, c := range []struct {
		name, kind, want string
		left             int
	}{
		{"h000.example.com.", "", "h000.example.com. A", 800},
		{"h200.example.com.", "B", "h200.example.com. TXT", 399},
		{"h2005.example.com.", "", "h201.example.com. A", 398},
		{"h399.example.com.", "TXT", "h399.example.com. TXT", 1},
		{"i.example.com.", "", "", 0},
	} {
		first, n := "", 0
		for s := range r.From(route53.Key(c.name), c.kind, "") {
			if n++; n == 1 {
				first = s.Name + " " + s.Type
			}
		}
		if first != c.want || n != c.left {
			t.Errorf("from %s %s: %s and %d more, want %s and %d", c.name, c.kind, first, n, c.want, c.left)
		}
	}
}

// TestServing: a change comes to one server after the other, and to all by the
// time that it is in sync.
func TestServing(t *testing.T) {
	l := newLab()
	id := l.zone(t, "example.com")
	l.world.Now += 3600e9
	if err := l.do(id, change("CREATE", "www.example.com", "A", "192.0.2.1")); err != nil {
		t.Fatal(err)
	}
	z := l.state.Zone(id)
	until := z.Served[len(z.Served)-1].Until
	if d := until - l.world.Now; d < 20e9 || d > 60e9 {
		t.Errorf("in sync after %d s", d/1e9)
	}
	had := 0
	for now := l.world.Now; now <= until; now += 1e9 {
		n := 0
		for server := range 4 {
			if r := z.Serving(server, now); len(r.At("www.example.com.")) > 0 {
				n++
			}
		}
		if n < had || n == 4 && now < until || n < 4 && now == until {
			t.Fatalf("%d servers have it %d s before the end", n, (until-now)/1e9)
		}
		had = n
	}
}

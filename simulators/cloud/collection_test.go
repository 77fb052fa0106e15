package cloud

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
)

// thing is a resource with something that a copy must not share.
type thing struct {
	id   string
	tags []string
}

func (t thing) Key() string { return t.id }

func (t thing) Clone() thing {
	t.tags = slices.Clone(t.tags)
	return t
}

func ids(c *Collection[thing]) []string {
	list := []string{}
	for t := range c.All {
		list = append(list, t.id)
	}
	return list
}

// TestCollectionAgainstList plays at random with a Collection and with a plain
// list of IDs; a clone taken on the way has to stay as it was.
func TestCollectionAgainstList(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var c, old Collection[thing]
	want, was := []string{}, []string{}
	for step := range 4000 {
		id := strconv.Itoa(r.IntN(40))
		at := slices.Index(want, id)
		switch r.IntN(5) {
		case 0, 1:
			if got := c.Add(thing{id, []string{"new"}}); got.id != id || got != c.Find(id) {
				t.Fatalf("step %d: Add gives %v", step, got)
			}
			if at < 0 {
				want = append(want, id)
			}
		case 2, 3:
			c.Remove(id)
			if at >= 0 {
				want = slices.Delete(want, at, at+1)
			}
		default:
			if got := c.Find(id); (got != nil) != (at >= 0) {
				t.Fatalf("step %d: Find(%s) is %v", step, id, got)
			} else if got != nil {
				got.tags[0] = "changed"
			}
		}
		if got := ids(&c); !slices.Equal(got, want) || c.Len() != len(want) {
			t.Fatalf("step %d: %v (%d), want %v", step, got, c.Len(), want)
		}
		if step%500 == 250 {
			if got := ids(&old); !slices.Equal(got, was) {
				t.Fatalf("step %d: the clone became %v, want %v", step, got, was)
			}
			old, was = c.Clone(), slices.Clone(want)
		}
	}
}

func TestCollectionCloneSharesNothing(t *testing.T) {
	var empty Collection[thing]
	if c := empty.Clone(); c.Len() != 0 || c.Add(thing{id: "a"}) == nil || empty.Len() != 0 {
		t.Error("a clone of an empty collection is not its own")
	}
	var c Collection[thing]
	c.Add(thing{"a", []string{"x"}})
	d := c.Clone()
	c.Find("a").tags[0] = "y"
	c.Add(thing{id: "b"})
	if got := d.Find("a").tags[0]; got != "x" || d.Find("b") != nil {
		t.Errorf("the clone has %q and %d resources", got, d.Len())
	}
}

func TestCollectionAddReplaces(t *testing.T) {
	var c Collection[thing]
	c.Add(thing{"a", []string{"1"}})
	c.Add(thing{"b", nil})
	c.Add(thing{"a", []string{"2"}})
	if got := ids(&c); !slices.Equal(got, []string{"a", "b"}) || c.Find("a").tags[0] != "2" {
		t.Errorf("%v, %v", got, c.Find("a"))
	}
}

// A walk may stop at any resource.
func TestCollectionWalkStops(t *testing.T) {
	var c Collection[thing]
	for _, id := range []string{"a", "b", "c"} {
		c.Add(thing{id: id})
	}
	var seen []string
	for x := range c.All {
		if seen = append(seen, x.id); x.id == "b" {
			break
		}
	}
	if !slices.Equal(seen, []string{"a", "b"}) {
		t.Errorf("saw %v", seen)
	}
}

package cloud

import (
	"errors"
	"reflect"
	"testing"
)

type shop struct{ sold int }

type sellInput struct{ Count int }

type sellOutput struct{ Left int }

func (s *shop) sell(c *Call, in sellInput) (sellOutput, error) {
	if in.Count > 3 {
		return sellOutput{}, Errorf("TooMany", "%d are too many", in.Count)
	}
	c.Because(Reason{Code: "SOLD", Rule: int32(in.Count)})
	s.sold += in.Count
	return sellOutput{10 - s.sold}, nil
}

func (s *shop) ring(w *World, b bell) { s.sold += b.n; w.Next(Scope{}, "rung") }

func TestOperation(t *testing.T) {
	op := Operation("shop", "Sell", "sells", (*shop).sell)
	if op.ReadOnly || op.Service != "shop" || op.Name != "Sell" || op.Doc != "sells" || op.In != reflect.TypeFor[sellInput]() || op.Out != reflect.TypeFor[sellOutput]() {
		t.Errorf("%+v", op)
	}
	if r := Reader("shop", "Sell", "sells", (*shop).sell); !r.ReadOnly || r.Name != "Sell" {
		t.Errorf("%+v", r)
	}
	s, in, w := &shop{}, reflect.New(op.In), NewWorld(1, 0)
	c := &Call{World: &w}
	in.Elem().Field(0).SetInt(2)
	if out, err := op.Do(s, c, in.Elem()); err != nil || out != (sellOutput{8}) || len(c.Reasons) != 1 || c.Reasons[0].Rule != 2 {
		t.Errorf("%v %v, reasons %v", out, err, c.Reasons)
	}
	in.Elem().Field(0).SetInt(4)
	_, err := op.Do(s, c, in.Elem())
	var api *Error
	if !errors.As(err, &api) || api.Code != "TooMany" || api.Message != "4 are too many" || err.Error() != "TooMany: 4 are too many" {
		t.Errorf("error %v", err)
	}
	if got := c.NewID("vpc"); got != NewID(1, c.Scope, "vpc") {
		t.Errorf("a call's ID is %s", got)
	}
}

// NewID is the first ID of a kind in a world of that seed.
func NewID(seed uint64, s Scope, kind string) string {
	w := NewWorld(seed, 0)
	return w.ID(s, kind)
}

// A message without arguments is taken as it stands: a learner's own text may
// hold a %.
func TestErrorfLeavesPercentAlone(t *testing.T) {
	if got := Errorf("X", "100% of %s").Error(); got != "X: 100% of %s" {
		t.Error(got)
	}
}

func TestHandle(t *testing.T) {
	on := Handle((*shop).ring)
	s, w := &shop{}, NewWorld(1, 0)
	if on.What != reflect.TypeFor[bell]() {
		t.Errorf("handles %v", on.What)
	}
	on.Do(s, &w, bell{4})
	if s.sold != 4 || w.Next(Scope{}, "rung") != 2 {
		t.Errorf("sold %d", s.sold)
	}
}

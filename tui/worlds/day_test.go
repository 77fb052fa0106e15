package worlds_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"skylab/console"
	"skylab/text"
	"skylab/tui/play"
	"skylab/tui/worlds"
)

// TestGoldenDay holds to the byte what keys, names and functions answer, draw
// and keep after a day of theirs: draws, distances, distributions and bills
// come out the same on every processor. The state is told as one sum for each
// service, of every field of it.
func TestGoldenDay(t *testing.T) {
	script, err := os.ReadFile("testdata/day.sh")
	if err != nil {
		t.Fatal(err)
	}
	ctx, done := context.WithTimeout(context.Background(), 5*time.Minute) // an emulated processor is slow
	defer done()
	m, err := console.New(console.Options{Seed: 7, Region: "ap-northeast-2"}).Run(ctx, string(script))
	if err != nil || m.Status != 0 {
		t.Fatalf("status %d, %v\n%s", m.Status, err, m.Output)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", m.Output)
	for _, id := range []string{"keys", "names", "functions"} {
		v := worlds.FindView(id)
		fmt.Fprintf(&b, "== %s\n", id)
		for _, line := range view(v, m, text.English, 100, 40) {
			b.WriteString(line + "\n")
		}
		if !v.Lives(play.Scene(m)) {
			t.Errorf("%s: there is nothing to look at", id)
		}
	}
	b.WriteString("== state\n")
	w := reflect.ValueOf(m.World).Elem()
	for i := range w.NumField() {
		h := sha256.New()
		write(h, w.Field(i), map[uintptr]bool{})
		fmt.Fprintf(&b, "%-10s %x\n", w.Type().Field(i).Name, h.Sum(nil)[:16])
	}
	compare(t, "testdata/day.golden", b.String())
}

// write writes every field that v can reach, in one order. What it has been at
// already is not written again. Interfaces between services are left out: what
// is behind them is written as a field of the world. So are fields that are
// zero: a new one that this world does not use leaves the sum as it is.
func write(to io.Writer, v reflect.Value, seen map[uintptr]bool) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() || seen[v.Pointer()] {
			fmt.Fprint(to, "·")
			return
		}
		seen[v.Pointer()] = true
		write(to, v.Elem(), seen)
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if f.Type.Kind() == reflect.Interface && f.Type.NumMethod() > 0 || v.Field(i).IsZero() {
				continue
			}
			fmt.Fprintf(to, "%s:", f.Name)
			write(to, v.Field(i), seen)
		}
	case reflect.Slice, reflect.Array:
		fmt.Fprintf(to, "[%d", v.Len())
		if v.Type().Elem().Kind() == reflect.Uint8 {
			fmt.Fprintf(to, " %x]", v)
			return
		}
		for i := range v.Len() {
			write(to, v.Index(i), seen)
		}
	case reflect.Map:
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int {
			return strings.Compare(fmt.Sprintf("%+v", a), fmt.Sprintf("%+v", b))
		})
		for _, k := range keys {
			fmt.Fprintf(to, "%+v=", k)
			write(to, v.MapIndex(k), seen)
		}
	case reflect.Interface:
		if !v.IsNil() {
			fmt.Fprint(to, v.Elem().Type())
			write(to, v.Elem(), seen)
		}
	case reflect.Func, reflect.Chan, reflect.UnsafePointer:
	default:
		fmt.Fprintf(to, "%v;", v)
	}
}

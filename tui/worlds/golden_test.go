package worlds_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"skylab/console"
	"skylab/simulators"
	"skylab/simulators/cloud"
	"skylab/text"
	"skylab/tui/worlds"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestGoldenWorld holds a world's output, state and picture to the byte.
// .ci/run compares the same file on another processor.
func TestGoldenWorld(t *testing.T) {
	for _, name := range []string{"three-tier", "empty"} {
		t.Run(name, func(t *testing.T) {
			script, err := os.ReadFile("testdata/" + name + ".sh")
			if err != nil {
				t.Fatal(err)
			}
			m, err := console.New(console.Options{Seed: 7, Region: "ap-northeast-2"}).Run(context.Background(), string(script))
			if err != nil || m.Status != 0 {
				t.Fatalf("status %d, %v\n%s", m.Status, err, m.Output)
			}
			var b strings.Builder
			fmt.Fprintf(&b, "%s\n", m.Output)
			for _, lang := range text.Langs() {
				for _, width := range []int{110, 70, 40} {
					fmt.Fprintf(&b, "== %s, %d wide\n%s\n", lang, width, draw(t, m, lang, width))
				}
			}
			fmt.Fprintf(&b, "== state\n%s", dump(m))
			compare(t, "testdata/"+name+".golden", b.String())
		})
	}
}

func draw(t *testing.T, m *console.Moment, lang text.Lang, width int) string {
	p := worlds.VPC(m.World, cloud.Scope{Account: simulators.Account, Region: "ap-northeast-2"}, worlds.Options{Width: width, Height: 60, Text: text.For(lang), Hop: -1})
	for i, l := range p.Lines {
		if w := ansi.StringWidth(l); w > width {
			t.Errorf("line %d of the picture is %d cells wide, not %d: %s", i, w, width, l)
		}
	}
	return p.String()
}

// dump is the whole state as the describe operations do not show it: every
// field of every resource, in order.
func dump(m *console.Moment) string {
	r := m.World.VPC.Regions[cloud.Scope{Account: simulators.Account, Region: "ap-northeast-2"}]
	var b strings.Builder
	fmt.Fprintf(&b, "now %s, calls %d\n", m.World.Cloud.Now, m.World.Cloud.Trail.Len())
	if r == nil { // nobody has asked for anything there
		return b.String()
	}
	for v := range r.VPCs.All {
		fmt.Fprintf(&b, "%+v\n", *v)
	}
	for v := range r.Subnets.All {
		fmt.Fprintf(&b, "%+v\n", *v)
	}
	for v := range r.RouteTables.All {
		fmt.Fprintf(&b, "%+v\n", *v)
	}
	for v := range r.ACLs.All {
		fmt.Fprintf(&b, "%+v\n", *v)
	}
	for v := range r.Groups.All {
		fmt.Fprintf(&b, "%+v\n", *v)
	}
	for v := range r.Interfaces.All {
		fmt.Fprintf(&b, "%+v\n", *v)
	}
	for v := range r.Instances.All {
		fmt.Fprintf(&b, "%+v\n", *v)
	}
	for v := range r.NATGateways.All {
		fmt.Fprintf(&b, "%+v\n", *v)
	}
	return b.String()
}

func compare(t *testing.T, file, got string) {
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) == got {
		return
	}
	w, g := strings.Split(string(want), "\n"), strings.Split(got, "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			t.Fatalf("%s:%d\nis   %s\nwant %s", file, i+1, g[i], w[i])
		}
	}
	t.Fatalf("%s: %d lines, want %d", file, len(g), len(w))
}

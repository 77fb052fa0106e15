package worlds_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"skylab/console"
	"skylab/text"
	"skylab/tui/play"
	"skylab/tui/worlds"
)

// TestGoldenViews holds the pictures of the other services to the byte, after
// a script of the same name.
func TestGoldenViews(t *testing.T) {
	for _, v := range []worlds.View{worlds.FindView("keys"), worlds.FindView("names"), worlds.FindView("functions")} {
		t.Run(v.ID, func(t *testing.T) {
			script, err := os.ReadFile("testdata/" + v.ID + ".sh")
			if err != nil {
				t.Fatal(err)
			}
			m, err := console.New(console.Options{Seed: 7, Region: "ap-northeast-2"}).Run(context.Background(), string(script))
			if err != nil || m.Status != 0 {
				t.Fatalf("status %d, %v\n%s", m.Status, err, m.Output)
			}
			if !v.Lives(play.Scene(m)) {
				t.Error("there is nothing to look at")
			}
			var b strings.Builder
			for _, lang := range text.Langs() {
				for _, size := range [][2]int{{110, 50}, {70, 24}, {40, 12}} {
					fmt.Fprintf(&b, "== %s, %d×%d\n", lang, size[0], size[1])
					for _, line := range view(v, m, lang, size[0], size[1]) {
						if w := ansi.StringWidth(line); w > size[0] {
							t.Errorf("%s: %d cells wide, not %d: %s", lang, w, size[0], line)
						}
						b.WriteString(line + "\n")
					}
				}
			}
			compare(t, "testdata/"+v.ID+".golden", b.String())
		})
	}
}

func view(v worlds.View, m *console.Moment, lang text.Lang, w, h int) []string {
	var lines []string
	for _, p := range v.Draw(play.Scene(m), worlds.Options{Width: w, Height: h, Text: text.For(lang), Hop: -1}) {
		lines = append(lines, p.Lines...)
	}
	return lines
}

// TestViewsOfNothing: an empty world can be looked at in every way.
func TestViewsOfNothing(t *testing.T) {
	m := console.New(console.Options{Seed: 1, Region: "ap-northeast-2"})
	for _, v := range worlds.Views() {
		if lines := view(v, m, text.Korean, 80, 24); len(lines) == 0 {
			t.Errorf("%s: nothing is drawn", v.ID)
		}
		if v.ID != "network" && v.Lives(play.Scene(m)) {
			t.Errorf("%s lives in an empty world", v.ID)
		}
	}
}

// BenchmarkViews draws each picture once, as after a command: it must not be
// felt, 5 ms at most.
func BenchmarkViews(b *testing.B) {
	for _, id := range []string{"keys", "names", "functions"} {
		b.Run(id, func(b *testing.B) {
			script, err := os.ReadFile("testdata/" + id + ".sh")
			if err != nil {
				b.Fatal(err)
			}
			m, err := console.New(console.Options{Seed: 7, Region: "ap-northeast-2"}).Run(context.Background(), string(script))
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				view(worlds.FindView(id), m, text.Korean, 70, 30)
			}
		})
	}
}

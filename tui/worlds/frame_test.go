package worlds

import "testing"

// A frame's edge is as wide as the frame, with and without a note.
func TestEdgeIsAsWideAsTheFrame(t *testing.T) {
	title := line{{text: "서브넷"}, {text: " 10.0.1.0/24"}}
	for width := 6; width < 60; width++ {
		for _, note := range []line{nil, {{text: "acl "}, {text: "strict"}}} {
			if w := edge(title, note, width, Quiet).width(); w != width {
				t.Errorf("note %v: %d cells, want %d", note, w, width)
			}
		}
	}
}

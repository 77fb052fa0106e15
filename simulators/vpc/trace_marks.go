package vpc

// markOf is what a gateway remembers of this flow from the way there.
func (w *walk) markOf(r ref) *mark {
	for i := range w.marks[:w.marked] {
		if w.marks[i].node == r && !w.marks[i].back {
			return &w.marks[i]
		}
	}
	return nil
}

// seen tells whether the packet has met something before in this direction.
func (w *walk) seen(r ref) bool {
	for i := range w.marks[:w.marked] {
		if w.marks[i].node == r && w.marks[i].back == w.back {
			return true
		}
	}
	return false
}

// remember keeps a mark; a flow through more gateways than there is room for
// goes in circles.
func (w *walk) remember(m mark) bool {
	if w.marked == len(w.marks) {
		return false
	}
	w.marks[w.marked] = m
	w.marked++
	return true
}

// goal is the interface that the packet means to reach in this direction, or
// none outside.
func (w *walk) goal() int32 {
	if w.back {
		return w.from
	}
	return w.to
}

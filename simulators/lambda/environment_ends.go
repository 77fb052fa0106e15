package lambda

import "skylab/simulators/cloud"

// leaving is the end of a call in an environment.
type leaving struct {
	at  cloud.Time
	env uint32 // ordinal; of two that end at once the older goes first
	in  int32
}

func (l leaving) before(o leaving) bool { return l.at < o.at || l.at == o.at && l.env < o.env }

// ends are ends of calls, soonest first: a heap with four children a node, as
// it is shallower than with two and the four lie side by side in memory.
type ends []leaving

// push notes the end of a call.
func (q *ends) push(l leaving) {
	h := append(*q, l)
	i := len(h) - 1
	for i > 0 {
		up := (i - 1) / 4
		if !l.before(h[up]) {
			break
		}
		h[i] = h[up]
		i = up
	}
	h[i] = l
	*q = h
}

// pop takes the soonest end of a call; there must be one.
func (q *ends) pop() leaving {
	h := *q
	first, n := h[0], len(h)-1
	last := h[n]
	h = h[:n]
	i := 0
	for {
		child := 4*i + 1
		if child >= n {
			break
		}
		least := child
		for k := child + 1; k < min(child+4, n); k++ {
			if h[k].before(h[least]) {
				least = k
			}
		}
		if !h[least].before(last) {
			break
		}
		h[i] = h[least]
		i = least
	}
	if n > 0 {
		h[i] = last
	}
	*q = h
	return first
}

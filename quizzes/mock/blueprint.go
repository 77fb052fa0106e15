// Package mock holds mock exams: what a bank can offer of an exam's blueprint,
// the draw, the state of a sitting as its events add up to it, its clock, its
// result and the result's export. It is pure: entries, past sittings, the time
// and the seed are arguments.
package mock

import (
	"cmp"
	"slices"

	"skylab/content"
)

// Apportion shares total out by weights: each gets the whole part of its exact
// share, and what is left goes, one each, to the largest remainders (Hamilton's
// method). Equal remainders: the heavier weight first, then the earlier place.
// Weights that are all 0 get nothing.
func Apportion(total int, weights []int) []int {
	shares, sum := make([]int, len(weights)), 0
	for _, w := range weights {
		sum += w
	}
	if sum == 0 || total <= 0 {
		return shares
	}
	left, order := total, make([]int, len(weights))
	for i, w := range weights {
		order[i] = i
		shares[i] = total * w / sum
		left -= shares[i]
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(total*weights[b]%sum-total*weights[a]%sum, weights[b]-weights[a])
	})
	for _, i := range order[:left] {
		shares[i]++
	}
	return shares
}

// Part is a domain's share of a mock.
type Part struct {
	Domain   content.Domain
	Scored   int
	Unscored int // hidden among the others
}

// Parts shares a mock's questions out over domains by their weights, the
// unscored ones too: else a domain that has too many would give them away.
func Parts(domains []content.Domain, scored, unscored int) []Part {
	weights := make([]int, len(domains))
	for i, d := range domains {
		weights[i] = d.Weight
	}
	s, u := Apportion(scored, weights), Apportion(unscored, weights)
	list := make([]Part, len(domains))
	for i, d := range domains {
		list[i] = Part{d, s[i], u[i]}
	}
	return list
}

package quizzes

import "skylab/simulators/cloud"

// Shuffled is the order in which a learner sees the options: places in
// it.Options. It is drawn by learner and item, so it is the same whenever they
// come back, and differs between learners and items. Of a Match these are the
// left sides alone; a Number shows none, and has nil. An Order can come in its
// right order by chance: were that left out, the order shown would tell of the
// right one.
func (it *Item) Shuffled(learner uint64) []int {
	if it.Kind == Number {
		return nil
	}
	var places []int
	for i, o := range it.Options {
		if it.Kind != Match || o.Right != "" {
			places = append(places, i)
		}
	}
	return shuffle(places, learner, "options/"+it.ID)
}

// ShuffledRights is the order in which a learner sees the right sides of a
// Match: places in it.Rights.
func (it *Item) ShuffledRights(learner uint64) []int {
	places := make([]int, len(it.Rights))
	for i := range places {
		places[i] = i
	}
	return shuffle(places, learner, "rights/"+it.ID)
}

// shuffle is Fisher and Yates' with keyed draws: every order is as likely.
func shuffle(places []int, seed uint64, what string) []int {
	label := cloud.Label(what)
	for i := len(places) - 1; i > 0; i-- {
		j := cloud.RollBelow(seed, label, uint64(i), uint64(i)+1)
		places[i], places[j] = places[j], places[i]
	}
	return places
}

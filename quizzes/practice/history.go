// Package practice decides what to ask a learner next and says how they stand:
// reviews by FSRS, drills, warm-ups, calibration, mastery, streaks. Everything
// is a function of the bank's entries, the answers given, now and a seed.
package practice

import (
	"slices"
	"time"

	"github.com/open-spaced-repetition/go-fsrs/v4"

	"skylab/quizzes"
	"skylab/quizzes/record"
)

// History is what the answers of one learner add up to. It is not for
// concurrent use.
type History struct {
	zone       *time.Location
	scheduler  *fsrs.FSRS
	clock      clock
	answers    []record.Answer // all, in the order of Seq
	items      []item          // the library's first, in its order; then answered ones that it does not list
	listed     int             // how many of items the library lists
	byID       map[string]int  // places in items
	generators []generator
	topics     []topic
	byTopic    map[topicName]int
	days       map[int]Day // by number of the day, see civil
	said       [record.Certain + 1]tally
}

// item is what is known of one item.
type item struct {
	id        string
	entry     quizzes.Entry
	gone      bool
	generator int       // place in History.generators; -1 for others
	topic     int       // place in History.topics; -1 when gone
	answers   []int     // places in History.answers
	last      int       // the latest that was seen; -1 when there is none
	right     bool      // that one was right,
	firm      bool      // and not by a guess
	at        time.Time // when it was given, by the wall, civil
	changed   bool      // the text of today is not the one that it was given to
	rights    int       //
	lapses    int       //
	hash      string    // of the text that the card is about
	card      fsrs.Card // times are civil, see clock
	missed    bool      // of a generated item: it is in the schedule since it was missed
	rightOn   int       // of a generated item: the day of a right answer since; 0 while there is none
}

type topicName struct{ module, name string }

type topic struct {
	topicName
	sure []bool // whether the latest sure answers were right, oldest first, at most lately
}

type generator struct {
	quizzes.Generator
	topic int
	last  item // the one of its items that was answered last
}

type tally struct{ said, right int }

// New folds answers, in the order of their Seq, over the entries of a library
// and its generators. zone is where the learner's days begin; nil is UTC.
func New(entries []quizzes.Entry, generators []quizzes.Generator, zone *time.Location, answers []record.Answer) *History {
	if zone == nil {
		zone = time.UTC
	}
	h := &History{zone: zone, scheduler: newScheduler(), byID: make(map[string]int, len(entries)), byTopic: map[topicName]int{}, days: map[int]Day{}}
	for _, e := range entries {
		if _, twice := h.byID[e.ID]; !twice {
			h.put(item{id: e.ID, entry: e, generator: -1, topic: h.topic(e.Module, e.Topic), last: -1})
		}
	}
	h.listed = len(h.items)
	for _, g := range generators {
		h.generators = append(h.generators, generator{Generator: g, topic: h.topic(g.Module, g.Topic), last: item{last: -1}})
	}
	h.answers = make([]record.Answer, 0, len(answers)+100)
	for _, a := range inOrder(answers) {
		h.Add(a)
	}
	return h
}

// inOrder sorts by Seq, for a wall clock is not to be trusted. Answers without
// one stay behind the one before them.
func inOrder(answers []record.Answer) []record.Answer {
	keys, last, sorted := make([]int64, len(answers)), int64(0), true
	for i, a := range answers {
		if a.Seq == 0 {
			a.Seq = last
		}
		sorted = sorted && a.Seq >= last
		keys[i], last = a.Seq, a.Seq
	}
	if sorted {
		return answers
	}
	places := make([]int, len(answers))
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(i, j int) int { return int(min(1, max(-1, keys[i]-keys[j]))) })
	list := make([]record.Answer, len(answers))
	for i, p := range places {
		list[i] = answers[p]
	}
	return list
}

func (h *History) put(it item) int {
	h.items = append(h.items, it)
	h.byID[it.id] = len(h.items) - 1
	return len(h.items) - 1
}

func (h *History) topic(module, name string) int {
	n := topicName{module, name}
	at, ok := h.byTopic[n]
	if !ok {
		at = len(h.topics)
		h.topics = append(h.topics, topic{topicName: n})
		h.byTopic[n] = at
	}
	return at
}

// Add takes in one more answer, which comes after all others.
func (h *History) Add(a record.Answer) {
	at := len(h.answers)
	h.answers = append(h.answers, a)
	it := h.find(a.Item)
	it.answers = append(it.answers, at)
	if a.Right {
		it.rights++
	}
	wall := h.civil(a.At)
	now := h.clock.tick(wall)
	if !seen(a) {
		return
	}
	h.schedule(it, a, now)
	it.last, it.right, it.firm, it.at = at, a.Right, firm(a), wall
	it.changed = it.entry.Hash != "" && it.hash != "" && it.hash != it.entry.Hash
	if it.generator >= 0 {
		h.generators[it.generator].last = *it
	}
	h.calibrate(it, a)
	h.count(a)
}

// seen: an item of a mock exam whose time ran out before it came on the screen
// is marked wrong, but says nothing of what the learner knows.
func seen(a record.Answer) bool { return a.Chosen != "" || a.Took > 0 }

// find is the item of an id; one that no library lists is taken up.
func (h *History) find(id string) *item {
	at, ok := h.byID[id]
	if !ok {
		at = h.put(h.unlisted(id))
	}
	return &h.items[at]
}

// unlisted is a generated item, or one that vanished from its bank.
func (h *History) unlisted(id string) item {
	name, _, generated := quizzes.Generated(id)
	at := slices.IndexFunc(h.generators, func(g generator) bool { return g.ID == name })
	if !generated || at < 0 {
		return item{id: id, entry: quizzes.Entry{ID: id}, gone: true, generator: -1, topic: -1, last: -1}
	}
	g := h.generators[at]
	e := quizzes.Entry{ID: id, Module: g.Module, Topic: g.Topic, Tasks: g.Tasks, Step: g.Step, Proved: true}
	return item{id: id, entry: e, generator: at, topic: g.topic, last: -1}
}

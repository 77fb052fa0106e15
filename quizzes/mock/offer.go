package mock

import (
	"slices"
	"time"

	"skylab/content"
	"skylab/quizzes"
	"skylab/quizzes/record"
)

// Enough is the number of items that a task needs: below it the same few come
// back in every mock, and what is measured is memory.
const Enough = 6

// Coverage is what a bank has of one task of an exam.
type Coverage struct {
	Task  content.Task
	Items int // that a mock may draw for it
	Fresh int // of these, items that no past mock of the learner's had
}

// Small tells that the task has too few items to be drawn from.
func (c Coverage) Small() bool { return c.Items < Enough }

// Offer is the mock exam that a bank can give: the whole blueprint, or a
// shorter one with the same proportions.
type Offer struct {
	Exam       content.Exam
	Full       bool          // the whole blueprint
	Scored     int           //
	Unscored   int           //
	Limit      time.Duration // without extra time; in proportion where it is shorter
	Parts      []Part        // by domain, in the order of the blueprint; left-out ones are not in it
	Coverage   []Coverage    // every task, in the order of the guide
	LeftOut    []string      // ids of domains none of whose tasks has enough items
	Small      []string      // ids of tasks with too few items: nothing is drawn for them
	KoreanOver bool          // the Korean version has ended: AWS gives the exam in other languages alone
	pool       []candidate   // what may be drawn, by id
}

// Questions is the number of questions, scored or not.
func (o Offer) Questions() int { return o.Scored + o.Unscored }

// Propose says what mock of an exam the entries are enough for, on a day. The
// error is a *Refusal.
//
// Drawn are items of the kinds that the exam has, choice and multiple, outside
// case studies, that are tagged with a task of this version. An item of the
// version before counts for the task that takes up its own task whole (a `was`
// of one task alone); a task that was split between several says nothing of
// where its items belong now, so they are not taken until they are tagged anew.
//
// Where a task has too few, the mock is a shorter one: the largest of which
// every domain that has a task with enough items can have its share by the
// blueprint's weights, but no larger than the covered part of the exam. A mock
// of all 65 questions about half of the tasks would look like the exam, and ask
// the same few things in every sitting.
func Propose(entries []quizzes.Entry, exam content.Exam, today time.Time, past []record.Sitting) (Offer, error) {
	if refusal := refusedOn(exam, today); refusal != nil {
		return Offer{}, refusal
	}
	all := candidates(entries, exam)
	o := Offer{Exam: exam, Coverage: coverage(all, exam, past), KoreanOver: exam.KoreanOver(today)}
	for _, c := range o.Coverage {
		if c.Small() {
			o.Small = append(o.Small, c.Task.ID)
		}
	}
	var domains []content.Domain
	for _, d := range exam.Domains {
		if slices.ContainsFunc(o.Coverage, func(c Coverage) bool { return c.Task.Domain() == d.ID && !c.Small() }) {
			domains = append(domains, d)
		} else {
			o.LeftOut = append(o.LeftOut, d.ID)
		}
	}
	if len(domains) == 0 {
		return Offer{}, &Refusal{Why: NoItems, Exam: exam, Coverage: o.Coverage}
	}
	o.pool = within(all, o.Small, domains)
	o.size(domains)
	o.Full = o.Questions() == exam.Questions()
	return o, nil
}

func refusedOn(exam content.Exam, today time.Time) *Refusal {
	switch {
	case exam.Over(today):
		return &Refusal{Why: Ended, Exam: exam, Successor: exam.Successor}
	case exam.NotYet(today):
		return &Refusal{Why: NotYet, Exam: exam, Predecessor: before(exam).Code}
	}
	return nil
}

// size finds the largest mock that the pool fills. One of Enough questions it
// always does: each domain in it has that many items.
func (o *Offer) size(domains []content.Domain) {
	s := supplyOf(o.pool, len(domains))
	whole := o.Exam.Questions()
	for n := max(whole*o.covered()/100, min(Enough, whole)); n > 0; n-- {
		share := Apportion(n, []int{o.Exam.Scored, o.Exam.Unscored})
		parts := Parts(domains, share[0], share[1])
		if !s.fills(parts) {
			continue
		}
		o.Scored, o.Unscored, o.Parts = share[0], share[1], parts
		minutes := (n*o.Exam.Minutes + whole - 1) / whole
		o.Limit = time.Duration(minutes) * time.Minute
		return
	}
}

// covered is how much of the exam the tasks with enough items are, in percent:
// of each domain's weight the part of its tasks, since AWS gives tasks no
// weights of their own.
func (o *Offer) covered() int {
	percent := 0.0
	for _, d := range o.Exam.Domains {
		with, all := 0, 0
		for _, c := range o.Coverage {
			if c.Task.Domain() == d.ID {
				if all++; !c.Small() {
					with++
				}
			}
		}
		percent += float64(d.Weight*with) / float64(max(all, 1))
	}
	return int(percent + 1e-9)
}

func coverage(pool []candidate, exam content.Exam, past []record.Sitting) []Coverage {
	seen := map[string]bool{}
	for _, s := range past {
		for _, d := range s.Items {
			seen[d.Item] = true
		}
	}
	list := make([]Coverage, len(exam.Tasks))
	for i, t := range exam.Tasks {
		list[i].Task = t
		for _, c := range pool {
			if !slices.Contains(c.tasks, t.ID) {
				continue
			}
			list[i].Items++
			if !seen[c.ID] {
				list[i].Fresh++
			}
		}
	}
	return list
}

// Terms are what a learner asks for before the start.
type Terms struct {
	Extra    time.Duration
	Pausable bool
}

// Begin is the sitting of a drawn mock, to be kept by the store.
func Begin(offer Offer, drawn []record.Drawn, seed uint64, terms Terms, now time.Time) record.Sitting {
	extra := max(terms.Extra, 0)
	return record.Sitting{Exam: offer.Exam.Code, Seed: seed, Began: now.Round(0), Limit: offer.Limit + extra, Extra: extra,
		Pausable: terms.Pausable, Short: !offer.Full, Items: drawn}
}

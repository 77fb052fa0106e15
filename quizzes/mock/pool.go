package mock

import (
	"slices"
	"strings"

	"skylab/content"
	"skylab/quizzes"
)

// candidate is an item that a mock of one exam may draw.
type candidate struct {
	quizzes.Entry
	tasks   []string // of the exam, in the order of its guide
	domains uint     // bit i: it can be drawn for the i-th domain
}

// candidates gives what may be drawn for an exam, by id.
func candidates(entries []quizzes.Entry, exam content.Exam) []candidate {
	walk := crosswalk(exam)
	var list []candidate
	for _, e := range entries {
		if e.Kind != quizzes.Choice && e.Kind != quizzes.Multiple || e.Case != "" {
			continue
		}
		if tasks := tasksOf(e, exam, walk); len(tasks) > 0 {
			list = append(list, candidate{Entry: e, tasks: tasks})
		}
	}
	slices.SortStableFunc(list, func(a, b candidate) int { return strings.Compare(a.ID, b.ID) })
	return slices.CompactFunc(list, func(a, b candidate) bool { return a.ID == b.ID })
}

// before is the exam version that this one takes the place of; the zero Exam
// where there is none.
func before(exam content.Exam) content.Exam {
	for _, e := range content.Exams() {
		if e.Successor == exam.Code {
			return e
		}
	}
	return content.Exam{}
}

// crosswalk maps tags of the version before to tasks of this one: of tasks that
// went whole into one.
func crosswalk(exam content.Exam) map[string]string {
	old := before(exam).Code
	walk := map[string]string{}
	if old == "" {
		return walk
	}
	heirs := map[string]int{}
	for _, t := range exam.Tasks {
		for _, was := range t.Was {
			walk[old+"/"+was] = t.ID
			heirs[old+"/"+was]++
		}
	}
	for tag, n := range heirs {
		if n > 1 {
			delete(walk, tag)
		}
	}
	return walk
}

// tasksOf lists the tasks of the exam that an entry is tagged with; those that
// follow from the version before count only where it has no tag of this one.
func tasksOf(e quizzes.Entry, exam content.Exam, walk map[string]string) []string {
	tagged, followed := map[string]bool{}, map[string]bool{}
	for _, tag := range e.Tasks {
		if code, id, _ := strings.Cut(tag, "/"); code == exam.Code {
			tagged[id] = true
		} else if id := walk[tag]; id != "" {
			followed[id] = true
		}
	}
	if len(tagged) == 0 {
		tagged = followed
	}
	var list []string
	for _, t := range exam.Tasks {
		if tagged[t.ID] {
			list = append(list, t.ID)
		}
	}
	return list
}

// within is the pool without small tasks, and with the places of domains in
// the mock.
func within(all []candidate, small []string, domains []content.Domain) []candidate {
	place := map[string]uint{}
	for i, d := range domains {
		place[d.ID] = 1 << i
	}
	var list []candidate
	for _, c := range all {
		var tasks []string
		for _, t := range c.tasks {
			if !slices.Contains(small, t) {
				tasks = append(tasks, t)
				c.domains |= place[content.Task{ID: t}.Domain()]
			}
		}
		if c.tasks = tasks; len(tasks) > 0 {
			list = append(list, c)
		}
	}
	return list
}

// supply counts, for each set of domains, the items that can be drawn for at
// least one of them.
type supply []int

func supplyOf(pool []candidate, domains int) supply {
	kinds := map[uint]int{}
	for _, c := range pool {
		kinds[c.domains]++
	}
	s := make(supply, 1<<domains)
	for set := range s {
		for k, n := range kinds {
			if k&uint(set) != 0 {
				s[set] += n
			}
		}
	}
	return s
}

// fills tells whether every part can have its items, none twice, though some
// could be drawn for several: by Hall's theorem, when no set of parts asks for
// more than there is for it.
func (s supply) fills(parts []Part) bool {
	for set := range s {
		asked := 0
		for i, p := range parts {
			if set&(1<<i) != 0 {
				asked += p.Scored + p.Unscored
			}
		}
		if asked > s[set] {
			return false
		}
	}
	return true
}

// group is what near-duplicates have in common; an item without topic or step
// has none.
func (c candidate) group() string {
	if c.Topic == "" || c.Step == "" {
		return c.ID
	}
	return c.Step + " " + c.Topic
}

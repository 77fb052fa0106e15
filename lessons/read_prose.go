package lessons

import (
	"regexp"
	"slices"
	"strings"

	"skylab/content"
	"skylab/text"
)

var (
	citation   = regexp.MustCompile(`\[\^([^\]\s]*)\]`)
	definition = regexp.MustCompile(`^\[\^[^\]]+\]:`)
	codeSpan   = regexp.MustCompile("`[^`]*`")
	checkItem  = regexp.MustCompile("^[-*] +`([^`]+)` *[:：] *(.*)$")
	listItem   = regexp.MustCompile(`^(?:[-*]|[0-9]+[.)]) +(.*)$`)
)

// prose checks a passage of either language: its citations, and that it names
// no resource. The citations are noted in st when there is one.
func (r *reader) prose(p content.Passage, st *Step) {
	for _, l := range p.Lines {
		r.resourceIDsIn(l)
		if strings.HasPrefix(l.Text, "[^") && definition.MatchString(l.Text) {
			r.fail(l.Pos, "lint.fact.definition")
			continue
		}
		for _, c := range content.Citations(l) {
			if _, ok := r.m.facts.Find(c.Text); !ok {
				r.fail(c.Pos, "lint.fact.unknown", "id", c.Text, "near", text.Nearest(c.Text, r.m.facts.IDs()))
			}
			if st != nil && !slices.Contains(st.Facts, c.Text) {
				st.Facts = append(st.Facts, c.Text)
			}
		}
	}
}

// titles reads the task's list of checks, in the order of the step's checks,
// and gives the rest of the task without it.
func (r *reader) titles(a *content.Alert, st *Step) (titles []string, rest string) {
	titles = make([]string, len(st.Checks))
	var kept []content.Line
	last, current := -1, -1
	for _, l := range a.Text.Lines {
		m := checkItem.FindStringSubmatch(l.Text)
		switch {
		case m != nil:
			current = slices.IndexFunc(st.Checks, func(c *Check) bool { return c.ID == m[1] })
			r.title(l.Pos, m[1], m[2], titles, current, last, st)
			last = max(last, current)
		case current >= 0 && strings.HasPrefix(l.Text, "  ") && strings.TrimSpace(l.Text) != "":
			titles[current] += " " + strings.TrimSpace(l.Text)
		default:
			current = -1
			kept = append(kept, l)
		}
	}
	for i, c := range st.Checks {
		if titles[i] == "" && c.ID != "" {
			r.fail(a.Pos, "lint.task.untold", "check", c.ID)
		}
	}
	return titles, content.Passage{Lines: kept}.String()
}

func (r *reader) title(pos content.Position, id, said string, titles []string, at, last int, st *Step) {
	switch {
	case at < 0:
		var ids []string
		for _, c := range st.Checks {
			ids = append(ids, c.ID)
		}
		r.fail(pos, "lint.task.check", "check", id, "near", text.Nearest(id, ids))
	case titles[at] != "":
		r.fail(pos, "lint.task.twice", "check", id)
	case at < last:
		r.fail(pos, "lint.task.order", "check", id)
		titles[at] = said
	default:
		titles[at] = said
	}
}

// options splits a prediction's question from the list of its answers.
func options(p content.Passage) (question string, labels []string) {
	var lines []content.Line
	for _, l := range p.Lines {
		m := listItem.FindStringSubmatch(l.Text)
		switch {
		case m != nil:
			labels = append(labels, m[1])
		case len(labels) > 0 && strings.HasPrefix(l.Text, "  "):
			labels[len(labels)-1] += " " + strings.TrimSpace(l.Text)
		default:
			lines = append(lines, l)
		}
	}
	return content.Passage{Lines: lines}.String(), labels
}

// wordCount counts the words that a learner reads before the first command.
type wordCount struct {
	words int
	at    content.Position // of the word that is one too many
	done  bool             // a command was met
}

func (w *wordCount) count(p content.Passage) {
	for _, l := range p.Lines {
		if strings.HasPrefix(l.Text, "    ") && strings.TrimSpace(l.Text) != "" {
			w.done = true // an indented block is a command, too
		}
		if w.done {
			return
		}
		for _, word := range strings.Fields(l.Text) {
			if !strings.ContainsFunc(word, letter) {
				continue
			}
			if w.words++; w.words == 121 {
				w.at = l.Pos
			}
		}
	}
}

func letter(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r > 0x7f
}

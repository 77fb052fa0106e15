package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"skylab/content"
	"skylab/quizzes"
	"skylab/quizzes/mock"
	"skylab/quizzes/record"
	"skylab/text"
)

// mockReport is an offer, and in a dry run what was drawn.
type mockReport struct {
	Exam     string       `json:"exam"`
	Name     string       `json:"name"`
	Full     bool         `json:"full"`
	Seed     *uint64      `json:"seed,omitempty"`
	Items    []mockItem   `json:"items,omitempty"`
	Size     mockSize     `json:"size"`
	Whole    mockSize     `json:"blueprint"`
	PassMark int          `json:"passMark"` // on AWS's scale; nothing is computed on it
	Domains  []mockDomain `json:"domains"`
	Tasks    []mockTask   `json:"tasks"`
	Notes    []string     `json:"notes"`
}

type mockSize struct {
	Questions int `json:"questions"`
	Scored    int `json:"scored"`
	Unscored  int `json:"unscored"`
	Minutes   int `json:"minutes"`
}

type mockItem struct {
	ID     string `json:"id"`
	Kind   string `json:"kind"`
	Task   string `json:"task"`
	Domain string `json:"domain"`
	Scored bool   `json:"scored"`
	Proved bool   `json:"proved"`
}

type mockDomain struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Weight   int    `json:"weight"`
	Scored   int    `json:"scored"`
	Unscored int    `json:"unscored"`
	LeftOut  bool   `json:"leftOut"`
}

type mockTask struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Domain   string `json:"domain"`
	Items    int    `json:"items"` // in the banks
	Small    bool   `json:"small"`
	Scored   int    `json:"scored"` // drawn
	Unscored int    `json:"unscored"`
}

func (a *app) mockReport(o mock.Offer, today time.Time) *mockReport {
	e := o.Exam
	r := &mockReport{Exam: e.Code, Name: e.Name.In(a.lang), Full: o.Full, PassMark: e.Pass,
		Size:  mockSize{o.Questions(), o.Scored, o.Unscored, int(o.Limit / time.Minute)},
		Whole: mockSize{e.Questions(), e.Scored, e.Unscored, e.Minutes},
		Notes: append([]string{}, o.Notes(text.For(a.lang), today)...)}
	for _, d := range e.Domains {
		row := mockDomain{ID: d.ID, Title: d.Title(a.lang), Weight: d.Weight, LeftOut: slices.Contains(o.LeftOut, d.ID)}
		for _, p := range o.Parts {
			if p.Domain.ID == d.ID {
				row.Scored, row.Unscored = p.Scored, p.Unscored
			}
		}
		r.Domains = append(r.Domains, row)
	}
	for _, c := range o.Coverage {
		r.Tasks = append(r.Tasks, mockTask{ID: c.Task.ID, Title: c.Task.Title(a.lang), Domain: c.Task.Domain(), Items: c.Items, Small: c.Small()})
	}
	return r
}

// draw draws the mock of a seed and counts it anew, so that the figures by
// domain are those of what was drawn.
func (r *mockReport) draw(o mock.Offer, seed uint64, entries []quizzes.Entry) {
	known := map[string]quizzes.Entry{}
	for _, e := range entries {
		known[e.ID] = e
	}
	r.Seed = &seed
	for i := range r.Domains {
		r.Domains[i].Scored, r.Domains[i].Unscored = 0, 0
	}
	for _, d := range mock.Draw(o, nil, seed) {
		e := known[d.Item]
		domain := content.Task{ID: d.Task}.Domain()
		r.Items = append(r.Items, mockItem{d.Item, string(e.Kind), d.Task, domain, d.Scored, e.Proved})
		r.count(d, domain)
	}
}

func (r *mockReport) count(d record.Drawn, domain string) {
	add := func(scored, unscored *int) {
		if d.Scored {
			*scored++
		} else {
			*unscored++
		}
	}
	for i := range r.Domains {
		if row := &r.Domains[i]; row.ID == domain {
			add(&row.Scored, &row.Unscored)
		}
	}
	for i := range r.Tasks {
		if row := &r.Tasks[i]; row.ID == d.Task {
			add(&row.Scored, &row.Unscored)
		}
	}
}

// showMock prints the report as tables; titles come last, since they are of
// any width.
func (a *app) showMock(r *mockReport) {
	fmt.Fprintln(a.out, a.say("cmd.quiz.mock.head", "exam", r.Exam, "name", r.Name, "questions", r.Size.Questions, "scored", r.Size.Scored,
		"unscored", r.Size.Unscored, "minutes", r.Size.Minutes, "full", r.Full))
	for _, n := range r.Notes {
		fmt.Fprintln(a.out, n)
	}
	fmt.Fprintln(a.out, "\n"+a.say("cmd.quiz.mock.domains"))
	for _, d := range r.Domains {
		fmt.Fprintf(a.out, "%4d %4d  %s\n", d.Scored, d.Unscored, d.ID+" "+d.Title)
	}
	fmt.Fprintln(a.out, "\n"+a.say("cmd.quiz.mock.tasks", "drawn", r.Seed != nil))
	for _, t := range r.Tasks {
		small := ""
		if t.Small {
			small = "  " + a.say("cmd.quiz.mock.small")
		}
		drawn := ""
		if r.Seed != nil {
			drawn = fmt.Sprintf(" %4d %4d", t.Scored, t.Unscored)
		}
		fmt.Fprintf(a.out, "%4d%s  %s\n", t.Items, drawn, t.ID+" "+t.Title+small)
	}
	if r.Seed == nil {
		return
	}
	fmt.Fprintln(a.out, "\n"+a.say("cmd.quiz.mock.drawn", "seed", *r.Seed))
	for i, it := range r.Items {
		unscored := ""
		if !it.Scored {
			unscored = a.say("mock.item.unscored")
		}
		fmt.Fprintln(a.out, strings.TrimRight(fmt.Sprintf("%4d  %-4s %-9s %-34s %s", i+1, it.Task, it.Kind, it.ID, unscored), " "))
	}
}

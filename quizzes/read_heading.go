package quizzes

import (
	"slices"
	"strconv"
	"strings"

	"skylab/content"
	"skylab/text"
)

// heading is what the braces of an item's heading say.
type heading struct {
	id, kind, topic, step, caseID, start, unit string
	tasks, worlds                              []string
	level                                      Level
	tolerance                                  float64
	at                                         map[string]content.Position
}

// headingKeys are the keys of an item's heading, in the order of the reference.
var headingKeys = []string{"id", "kind", "topic", "level", "tasks", "step", "world", "start", "case", "unit", "tolerance"}

const caseKind = "case" // a section that is no item but what several items tell of

// headingOf reads a heading without judging it.
func headingOf(s content.Section) heading {
	h := heading{at: make(map[string]content.Position, len(s.Attrs))}
	for _, a := range s.Attrs {
		if _, twice := h.at[a.Key]; twice || a.Key == "" {
			continue
		}
		h.at[a.Key] = a.Pos
		switch a.Key {
		case "id":
			h.id = a.Value
		case "kind":
			h.kind = a.Value
		case "topic":
			h.topic = a.Value
		case "level":
			n, _ := strconv.Atoi(a.Value)
			h.level = Level(n)
		case "tasks":
			h.tasks = strings.Split(a.Value, ",")
		case "step":
			h.step = a.Value
		case "world":
			h.worlds = strings.Split(a.Value, ",")
		case "start":
			h.start = a.Value
		case "case":
			h.caseID = a.Value
		case "unit":
			h.unit = a.Value
		case "tolerance":
			h.tolerance, _ = strconv.ParseFloat(a.Value, 64)
		}
	}
	return h
}

// heading reads a heading and notes what is wrong with it.
func (r *reader) heading(s content.Section) heading {
	h := headingOf(s)
	if s.Title == "" {
		r.fail(s.Pos, "lint.item.title")
	}
	seen := map[string]bool{}
	for _, a := range s.Attrs {
		switch {
		case a.Key == "" || !slices.Contains(headingKeys, a.Key):
			r.fail(a.Pos, "lint.item.key", "key", written(a), "near", text.Nearest(a.Key, headingKeys), "known", "#"+strings.Join(headingKeys, ", "))
		case seen[a.Key]:
			r.fail(a.Pos, "lint.heading.twice", "key", a.Key)
		case a.Value == "":
			r.fail(a.Pos, "lint.item.novalue", "key", a.Key)
		}
		seen[a.Key] = true
	}
	switch {
	case !seen["id"]:
		r.fail(s.Pos, "lint.item.id", "title", s.Title)
	case h.id != "" && !anID.MatchString(h.id):
		r.fail(h.at["id"], "lint.id.form", "id", h.id)
	}
	switch {
	case !seen["kind"]:
		r.fail(s.Pos, "lint.item.nokind", "kinds", kinds())
	case h.kind == caseKind:
		for _, a := range s.Attrs {
			if a.Key != "id" && a.Key != "kind" {
				r.fail(a.Pos, "lint.case.key", "key", written(a))
			}
		}
	default:
		r.itemHeading(s, h)
	}
	return h
}

// itemHeading checks what a case study has not.
func (r *reader) itemHeading(s content.Section, h heading) {
	if !slices.Contains(Kinds(), Kind(h.kind)) && h.kind != "" {
		r.fail(h.at["kind"], "lint.item.kind", "kind", h.kind, "near", text.Nearest(h.kind, append(kindNames(), caseKind)), "kinds", kinds())
	}
	pos, has := h.at["topic"]
	switch {
	case !has:
		r.fail(s.Pos, "lint.item.need", "key", "topic", "example", "topic=endpoints")
	case h.topic != "" && !anID.MatchString(h.topic):
		r.fail(pos, "lint.item.topic", "topic", h.topic)
	}
	pos, has = h.at["level"]
	switch {
	case !has:
		r.fail(s.Pos, "lint.item.need", "key", "level", "example", "level=2")
	case h.level < 1 || h.level > 3:
		r.fail(pos, "lint.item.level")
	}
	r.tasks(s, h)
	r.step(h)
	if h.start != "" && len(h.worlds) > 0 {
		r.fail(h.at["start"], "lint.item.start.world")
	}
	if pos, has := h.at["unit"]; has && Kind(h.kind) != Number {
		r.fail(pos, "lint.item.numberkey", "key", "unit")
	}
	r.tolerance(s, h)
}

func (r *reader) tolerance(s content.Section, h heading) {
	a, has := s.Attr("tolerance")
	if !has {
		return
	}
	if Kind(h.kind) != Number {
		r.fail(a.Pos, "lint.item.numberkey", "key", "tolerance")
	}
	if t, ok := ReadNumber(a.Value); !ok || t <= 0 || t != h.tolerance {
		r.fail(a.Pos, "lint.item.tolerance", "value", a.Value)
	}
}

func (r *reader) tasks(s content.Section, h heading) {
	pos, has := h.at["tasks"]
	if !has {
		r.warn(s.Pos, "lint.item.notasks")
	}
	for i, tag := range h.tasks {
		if _, _, ok := content.FindTask(tag); !ok {
			r.fail(pos, "lint.exam.unknown", "tag", tag, "near", text.Nearest(tag, content.TaskTags()))
		}
		if slices.Contains(h.tasks[:i], tag) {
			r.fail(pos, "lint.exam.twice", "tag", tag)
		}
	}
}

// step checks the lesson steps that the item names.
func (r *reader) step(h heading) {
	if r.course == nil {
		return
	}
	if _, ok := r.course.Traps(h.step); !ok && h.step != "" {
		r.fail(h.at["step"], "lint.item.step", "step", h.step, "near", text.Nearest(h.step, r.course.Steps()))
	}
	if h.start == "" {
		return
	}
	step, how, said := strings.Cut(h.start, ":")
	if said && how != "solved" {
		r.fail(h.at["start"], "lint.item.start.how", "how", how, "step", step)
	}
	if _, ok := r.course.World(step, how == "solved"); !ok {
		r.fail(h.at["start"], "lint.item.step", "step", step, "near", text.Nearest(step, r.course.Steps()))
	}
}

// written is an attribute as it stands in the source.
func written(a content.Attr) string {
	if a.Key == "" {
		return a.Value
	}
	return a.Key + "=" + a.Value
}

func kindNames() []string {
	var list []string
	for _, k := range Kinds() {
		list = append(list, string(k))
	}
	return list
}

func kinds() string { return strings.Join(kindNames(), ", ") }

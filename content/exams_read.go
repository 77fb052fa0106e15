package content

import (
	"net/url"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"skylab/text"
)

// ReadExams reads exam versions from YAML, a list of maps as in exams.yaml,
// and says what is wrong with them and where. What can be read is given even
// then.
func ReadExams(file string, body []byte) ([]Exam, []Problem) {
	var root yaml.Node
	if err := yaml.Unmarshal(body, &root); err != nil {
		return nil, []Problem{yamlProblem(file, 0, err)}
	}
	if len(root.Content) == 0 || root.Content[0].Kind != yaml.SequenceNode {
		return nil, []Problem{At(Position{File: file, Line: 1, Column: 1}, "lint.exams.list")}
	}
	r := examReader{file: file}
	var list []Exam
	for _, node := range root.Content[0].Content {
		list = append(list, r.exam(node))
	}
	r.between(list)
	return list, Sort(r.problems)
}

type examReader struct {
	file     string
	problems []Problem
}

func (r *examReader) fail(pos Position, code string, args ...any) {
	r.problems = append(r.problems, At(pos, code, args...))
}

func (r *examReader) exam(node *yaml.Node) Exam {
	m := newMapping(r.file, 0, node, "code", "name", "valid-from", "last-day", "korean-last-day", "successor",
		"scored", "unscored", "minutes", "pass", "domains", "tasks", "source", "verified-on")
	e := Exam{Code: m.str("code"), Name: m.words("name"), Successor: m.str("successor"),
		ValidFrom: r.day(m, "valid-from", false), LastDay: r.day(m, "last-day", false),
		KoreanLastDay: r.day(m, "korean-last-day", false), VerifiedOn: r.day(m, "verified-on", true),
		Scored: r.count(m, "scored"), Unscored: int(m.number("unscored")), Minutes: r.count(m, "minutes"), Pass: r.count(m, "pass"),
		Source: m.str("source"), Pos: nodePos(r.file, 0, node)}
	if e.Code == "" || e.Name.Empty() {
		m.fail(e.Pos, "lint.exams.key", "exam", e.Code, "key", firstEmpty("code", e.Code, "name", e.Name.EN))
	}
	if u, err := url.Parse(e.Source); err != nil || u.Host == "" || !strings.HasPrefix(u.Scheme, "http") {
		m.fail(m.pos("source"), "lint.exams.source", "exam", e.Code)
	}
	if m.values["unscored"] == nil {
		m.fail(e.Pos, "lint.exams.key", "exam", e.Code, "key", "unscored")
	}
	if e.Pass != 0 && (e.Pass < 100 || e.Pass > 1000) {
		m.fail(m.pos("pass"), "lint.exams.pass", "value", e.Pass)
	}
	if e.ValidFrom != "" && e.LastDay != "" && e.LastDay < e.ValidFrom {
		m.fail(m.pos("last-day"), "lint.exams.days", "exam", e.Code, "first", e.ValidFrom, "last", e.LastDay)
	}
	r.problems = append(r.problems, m.problems...)
	r.domains(&e, m)
	r.tasks(&e, m)
	return e
}

func firstEmpty(pairs ...string) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			return pairs[i]
		}
	}
	return ""
}

// day reads a date; an unreadable one is reported and taken as none, so that
// nobody is turned away because of a slip of the pen.
func (r *examReader) day(m *mapping, key string, needed bool) string {
	s := m.str(key)
	if s == "" && !needed {
		return ""
	}
	if _, ok := day(s); !ok {
		r.fail(m.pos(key), "lint.exams.day", "key", key, "value", s)
		return ""
	}
	return s
}

// count reads a whole number above 0.
func (r *examReader) count(m *mapping, key string) int {
	if m.values[key] == nil {
		r.fail(m.pos(key), "lint.exams.key", "exam", m.str("code"), "key", key)
		return 0
	}
	said := len(m.problems)
	if n := m.number(key); len(m.problems) > said {
		return 0
	} else if n > 0 && n <= 1000 {
		return int(n)
	}
	r.fail(m.pos(key), "lint.exams.count", "key", key, "value", m.values[key].Value)
	return 0
}

// items gives the maps of a list.
func (r *examReader) items(m *mapping, exam, key string) []*yaml.Node {
	n := m.values[key]
	if n == nil || n.Kind != yaml.SequenceNode || len(n.Content) == 0 {
		r.fail(m.pos(key), "lint.exams.key", "exam", exam, "key", key)
		return nil
	}
	return n.Content
}

func (r *examReader) domains(e *Exam, m *mapping) {
	sum := 0
	for _, node := range r.items(m, e.Code, "domains") {
		inner := newMapping(r.file, 0, node, "id", "weight", "en", "ko")
		d := Domain{ID: inner.str("id"), Weight: r.count(inner, "weight"), EN: inner.str("en"), KO: inner.str("ko"), Pos: nodePos(r.file, 0, node)}
		r.problems = append(r.problems, inner.problems...)
		r.titled(e.Code, d.ID, d.EN, d.KO, d.Pos)
		if other, twice := e.Domain(d.ID); twice {
			r.fail(inner.pos("id"), "lint.exams.twice", "id", d.ID, "first", other.Pos.String())
		}
		sum += d.Weight
		e.Domains = append(e.Domains, d)
	}
	if len(e.Domains) > 0 && sum != 100 {
		r.fail(m.pos("domains"), "lint.exams.weights", "exam", e.Code, "sum", sum)
	}
}

func (r *examReader) tasks(e *Exam, m *mapping) {
	for _, node := range r.items(m, e.Code, "tasks") {
		inner := newMapping(r.file, 0, node, "id", "en", "ko", "was")
		t := Task{ID: inner.str("id"), EN: inner.str("en"), KO: inner.str("ko"), Pos: nodePos(r.file, 0, node)}
		for _, was := range inner.list("was") {
			t.Was = append(t.Was, was.Text)
		}
		r.problems = append(r.problems, inner.problems...)
		r.titled(e.Code, t.ID, t.EN, t.KO, t.Pos)
		if other, twice := e.Task(t.ID); twice {
			r.fail(inner.pos("id"), "lint.exams.twice", "id", t.ID, "first", other.Pos.String())
		}
		if _, ok := e.Domain(t.Domain()); !ok {
			r.fail(inner.pos("id"), "lint.exams.domain", "exam", e.Code, "task", t.ID, "domain", t.Domain())
		}
		e.Tasks = append(e.Tasks, t)
	}
	for _, d := range e.Domains {
		if !slices.ContainsFunc(e.Tasks, func(t Task) bool { return t.Domain() == d.ID }) && len(e.Tasks) > 0 {
			r.fail(d.Pos, "lint.exams.empty", "exam", e.Code, "domain", d.ID)
		}
	}
}

func (r *examReader) titled(exam, id, en, ko string, pos Position) {
	if key := firstEmpty("id", id, "en", en, "ko", ko); key != "" {
		r.fail(pos, "lint.exams.key", "exam", exam, "key", key)
	}
}

// between checks what one version says about another: codes that are there
// once, successors that exist and do not begin before they succeed, tasks that
// the version before really has.
func (r *examReader) between(list []Exam) {
	var codes []string
	for _, e := range list {
		if i := slices.Index(codes, e.Code); i >= 0 && e.Code != "" {
			r.fail(e.Pos, "lint.exams.twice", "id", e.Code, "first", list[i].Pos.String())
		}
		codes = append(codes, e.Code)
	}
	for _, e := range list {
		if e.Successor != "" && (e.Successor == e.Code || !slices.Contains(codes, e.Successor)) {
			r.fail(e.Pos, "lint.exams.successor", "exam", e.Code, "successor", e.Successor, "near", text.Nearest(e.Successor, codes))
		}
		r.crosswalk(e, list)
	}
}

func (r *examReader) crosswalk(e Exam, list []Exam) {
	before := slices.IndexFunc(list, func(x Exam) bool { return x.Successor == e.Code && x.Code != e.Code })
	for _, t := range e.Tasks {
		for _, was := range t.Was {
			known := false
			if before >= 0 {
				_, known = list[before].Task(was)
			}
			if !known {
				r.fail(t.Pos, "lint.exams.was", "exam", e.Code, "task", t.ID, "was", was)
			}
		}
	}
}

package mock

import (
	"fmt"
	"strings"

	"skylab/content"
	"skylab/text"
)

// Markdown is the result as a document in the speaker's language: figures,
// what to study, every item with all its reasons, sources.
func (r Result) Markdown(s text.Speaker, facts *content.Facts) string {
	m := &markdown{paper: paper{Result: r, speaker: s, facts: facts}}
	m.line("# " + m.title())
	m.bullets("", r.Summary(s))
	m.table("mock.result.domains", m.domainRows())
	m.table("mock.result.tasks", m.taskRows())
	m.bullets("mock.result.calibration", m.calibration())
	m.bullets("mock.result.next", m.study())
	m.heading("mock.result.items")
	for i, l := range r.Lines {
		m.item(i+1, l)
	}
	m.sources()
	return m.b.String()
}

type markdown struct {
	paper
	b strings.Builder
}

func (m *markdown) line(s string) { m.b.WriteString(s + "\n") }

func (m *markdown) heading(id string) { m.line("\n## " + m.say(id)) }

func (m *markdown) bullets(id string, list []string) {
	if len(list) == 0 {
		return
	}
	if id != "" {
		m.heading(id)
	}
	m.line("")
	for _, s := range list {
		m.line("- " + s)
	}
}

func (m *markdown) table(id string, rows []row) {
	if len(rows) == 0 {
		return
	}
	m.heading(id)
	m.line(fmt.Sprintf("\n| %s | %s | %% | %s | %s |\n|---|---:|---:|---:|---:|",
		m.say("mock.column.name"), m.say("mock.column.right"), m.say("mock.column.interval"), m.say("mock.column.each")))
	for _, r := range rows {
		m.line(fmt.Sprintf("| %s | %d/%d | %d | %d–%d | %s |", strings.ReplaceAll(r.Name, "|", `\|`), r.Score.Right, r.Score.Of, r.Percent, r.Low, r.High, r.Each))
	}
}

func (m *markdown) item(n int, l Line) {
	m.line(fmt.Sprintf("\n### %d. %s", n, m.say("mock.item."+l.verdict())))
	m.line("\n*" + strings.Join(m.about(l), " · ") + "*")
	if l.Item == nil {
		m.line("\n" + m.say("mock.item.vanished"))
		return
	}
	m.line("\n" + m.prose(l.Item.Stem) + "\n")
	for _, o := range l.Item.Options {
		mark := m.option(l, o)
		if mark != "" {
			mark = "**" + mark + "** "
		}
		m.line("- " + mark + indented(m.prose(o.Text)))
		if reason := m.prose(o.Reason); reason != "" {
			m.line("\n  > " + strings.ReplaceAll(reason, "\n", "\n  > ") + "\n")
		}
	}
	if after := m.prose(l.Item.After); after != "" {
		m.line("\n" + after)
	}
}

// prose is a text whose citations will be found among the sources.
func (m *markdown) prose(w content.Words) string {
	s := strings.TrimSpace(m.words(w))
	for _, c := range citation.FindAllStringSubmatch(s, -1) {
		m.cite(c[1])
	}
	return s
}

// indented indents further lines of a bullet.
func indented(s string) string { return strings.ReplaceAll(s, "\n", "\n  ") }

// sources are footnotes: where those are not known, the marks still name the fact.
func (m *markdown) sources() {
	if len(m.paper.cited) == 0 {
		return
	}
	m.heading("mock.result.sources")
	m.line("")
	for _, f := range m.paper.cited {
		m.line(fmt.Sprintf("[^%s]: %s %s", f.ID, f.In(m.speaker.Lang()), m.say("notes.source", "source", "<"+f.Source+">", "day", f.Checked)))
	}
}

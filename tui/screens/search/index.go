package search

import (
	"regexp"
	"strings"

	"skylab/content"
	"skylab/lessons"
	"skylab/simulators"
	"skylab/text"
	"skylab/tui/play"
	"skylab/tui/screens"
	"skylab/tui/screens/limits"
)

// index lists everything that can be found, in the order of the course.
func index(env *screens.Env) []entry {
	var all []entry
	for _, m := range env.Library.Modules {
		all = append(all, module(env, m)...)
	}
	for _, t := range play.Templates() {
		all = append(all, entry{"search.sandbox", false, env.Say("sandbox." + t.ID), lower(env.Say("sandbox." + t.ID + ".help")), screens.GoSandbox{Template: t.ID}})
	}
	all = append(all, places(env)...)
	all = append(all, operations(env)...)
	return append(all, limitations(env)...)
}

func module(env *screens.Env, m *lessons.Module) []entry {
	lang := env.Lang()
	var all []entry
	if len(m.Steps) > 0 {
		all = append(all, entry{"search.module", false, m.ID + "  " + m.Title.In(lang), said(m.Title, m.Summary, m.Intro), screens.GoStep{Ref: m.ID}})
	}
	for _, s := range m.Steps {
		words := said(s.Title, s.Prose, s.Task)
		if env.Done(s) {
			words += said(s.After) // what comes after the pass gives nothing away any more
		}
		all = append(all, entry{"search.step", false, s.Ref() + "  " + s.Title.In(lang), words, screens.GoStep{Ref: s.Ref()}})
	}
	return all
}

// said is what can be searched for: the words of every language, for who reads
// in one often knows the term in the other.
func said(list ...content.Words) string {
	var b strings.Builder
	for _, t := range list {
		for _, lang := range text.Langs() {
			b.WriteString(lower(t.In(lang)) + " ")
		}
	}
	return b.String()
}

func places(env *screens.Env) []entry {
	var all []entry
	for _, id := range []string{"settings", "limits"} {
		all = append(all, entry{"search.place", false, env.Say("key." + id), lower(env.Say("key." + id + ".help")), screens.GoTo{Screen: id}})
	}
	return all
}

func operations(env *screens.Env) []entry {
	var all []entry
	for _, service := range simulators.Services() {
		for _, op := range service.Operations {
			name := "aws " + op.Service + " " + kebab(op.Name)
			all = append(all, entry{"search.operation", false, name, lower(op.Doc + " " + op.Name),
				page(env, name, op.Doc+"\n\n"+env.Say("search.operation.more", "command", "`"+name+" help`"))})
		}
	}
	return all
}

// kebab writes CreateVpcEndpoint as the command line does: create-vpc-endpoint.
func kebab(name string) string {
	var b strings.Builder
	for i, r := range name {
		if r >= 'A' && r <= 'Z' {
			if i > 0 {
				b.WriteByte('-')
			}
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// paragraph is what stands between two paragraphs or items.
var paragraph = regexp.MustCompile(`\n\s*\n|\n\s*- `)

// limitations lists the paragraphs and items of the limits page.
func limitations(env *screens.Env) []entry {
	var all []entry
	head := ""
	for _, p := range paragraph.Split(limits.Text(env), -1) {
		p = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(p), "- "))
		if strings.HasPrefix(p, "#") {
			head = strings.TrimSpace(strings.TrimLeft(p, "#"))
			continue
		}
		if label := strings.Join(strings.Fields(p), " "); label != "" {
			all = append(all, entry{"search.limit", true, label, lower(head), page(env, head, label)})
		}
	}
	return all
}

package plain

import (
	"strings"

	"skylab/text"
	"skylab/tui/play"
	"skylab/tui/screens/limits"
	"skylab/tui/screens/search"
)

// word is a command of the lab. In a lesson whatever is none of them is run by
// the console; a word whose form there would be bash (open, search) counts only
// with the arguments that it needs.
type word struct {
	names []string
	where int // bits: at home, in a step, in a sandbox
	do    func(l *lab, args []string)
}

const (
	atHome = 1 << iota
	inStep
	inSandbox
	everywhere = atHome | inStep | inSandbox
)

// words is a function, for the help that is one of them lists them all.
func words() []word {
	return []word{
		{[]string{"next", "continue", "다음"}, atHome | inStep, func(l *lab, _ []string) { l.onward() }},
		{[]string{"carry-on", "이어하기"}, inStep, func(l *lab, _ []string) { l.carryOn() }},
		{[]string{"open", "열기"}, everywhere, (*lab).openRef},
		{[]string{"modules", "모듈"}, atHome, func(l *lab, _ []string) { l.modules() }},
		{[]string{"steps", "단계"}, everywhere, (*lab).steps},
		{[]string{"tasks", "task", "과제"}, inStep, func(l *lab, _ []string) { l.task() }},
		{[]string{"check", "checks", "확인"}, inStep, func(l *lab, _ []string) { l.check(true) }},
		{[]string{"hint", "힌트"}, inStep, func(l *lab, _ []string) { l.hint() }},
		{[]string{"predict", "예상"}, inStep, (*lab).predict},
		{[]string{"solution", "정답"}, inStep, (*lab).solution},
		{[]string{"world", "세계"}, inStep | inSandbox, func(l *lab, _ []string) { l.world() }},
		{[]string{"restart"}, inStep | inSandbox, (*lab).restart},
		{[]string{"reset"}, inStep | inSandbox, func(l *lab, _ []string) { l.run("at 0") }},
		{[]string{"timeline", "타임라인"}, inStep | inSandbox, func(l *lab, _ []string) { l.timeline() }},
		{[]string{"sandbox", "샌드박스"}, atHome, (*lab).sandbox},
		{[]string{"review", "복습"}, atHome, func(l *lab, _ []string) { l.review() }},
		{[]string{"warm-up", "몸풀기"}, atHome, func(l *lab, _ []string) { l.warmUp() }},
		{[]string{"drill", "연습"}, atHome, (*lab).drill},
		{[]string{"mock", "모의고사"}, atHome, (*lab).mock},
		{[]string{"progress", "진도"}, atHome, func(l *lab, _ []string) { l.measured() }},
		{[]string{"search", "검색"}, atHome, (*lab).search},
		{[]string{"limits", "한계"}, everywhere, func(l *lab, _ []string) { l.prose(limits.Text(l.env)) }},
		{[]string{"lang", "언어"}, everywhere, (*lab).lang},
		{[]string{"screens"}, everywhere, func(l *lab, _ []string) { l.screens() }},
		{[]string{"home", "홈"}, inStep | inSandbox, func(l *lab, _ []string) { l.leave(); l.home() }},
		{[]string{"help", "?", "도움말"}, everywhere, func(l *lab, _ []string) { l.help() }},
		{[]string{"quit", "exit", "끝"}, everywhere, func(l *lab, _ []string) { l.quit = true }},
	}
}

func (l *lab) where() int {
	switch {
	case l.play == nil:
		return atHome
	case l.play.Step == nil:
		return inSandbox
	}
	return inStep
}

// do answers a line.
func (l *lab) do(line string) {
	fields := strings.Fields(line)
	if len(fields) == 0 {
		return
	}
	for _, w := range words() {
		for _, name := range w.names {
			if name == fields[0] && w.where&l.where() != 0 && (l.play == nil || len(fields) <= 3 && !strings.ContainsAny(line, "|;&<>")) {
				w.do(l, fields[1:])
				l.saved()
				return
			}
		}
	}
	if l.play == nil {
		l.say("plain.unknown", "word", fields[0])
		return
	}
	l.typed(line)
	l.saved()
}

func (l *lab) help() {
	for _, w := range words() {
		if w.where&l.where() != 0 {
			l.fact(w.names[0] + ": " + l.env.Say("plain.word."+w.names[0]))
		}
	}
	if l.play != nil {
		l.say("plain.word.console")
	}
}

func (l *lab) lang(args []string) {
	for _, lang := range text.Langs() {
		if len(args) == 1 && args[0] == string(lang) {
			l.env.Settings.Lang = args[0]
			l.env.Restyle()
			l.env.Fail(l.env.Store.SetSettings(l.env.Settings))
			l.say("plain.lang")
			return
		}
	}
	l.fact("lang en")
	l.fact("lang ko")
}

// screens undoes the setting that made the lab plain.
func (l *lab) screens() {
	l.env.Settings.Plain = false
	l.env.Fail(l.env.Store.SetSettings(l.env.Settings))
	l.say("plain.screens")
}

func (l *lab) search(args []string) {
	for _, hit := range search.Find(l.env, strings.Join(args, " ")) {
		l.fact(l.env.Say(hit.Kind) + ": " + hit.Label)
	}
}

func (l *lab) openRef(args []string) {
	if len(args) != 1 {
		l.say("plain.word.open")
		return
	}
	s, err := l.env.Library.Step(args[0], l.env.Done)
	if err != nil {
		l.say("plain.no-step", "step", args[0])
		return
	}
	l.leave()
	l.open(s, false)
}

func (l *lab) sandbox(args []string) {
	if len(args) == 0 {
		for _, t := range play.Templates() {
			l.fact("sandbox " + t.ID + ": " + l.env.Say("sandbox."+t.ID+".help"))
		}
		return
	}
	for _, t := range play.Templates() {
		if t.ID == args[0] {
			l.openSandbox(t, false)
			return
		}
	}
	l.say("plain.no-template", "template", args[0])
}

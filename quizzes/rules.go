package quizzes

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"skylab/content"
	"skylab/text"
)

// The rules of a good item that need no run. Where a rule is a matter of taste
// in the single case it warns; where it is a flaw that learners can use or that
// the shuffling breaks, it fails.

// The most words of a stem with its options, by exam, and of a case study.
const (
	wordsAssociate    = 90
	wordsProfessional = 180
	wordsCase         = 250
)

// judge collects what the rules say of one item.
type judge struct {
	it       *Item
	problems []content.Problem
}

func (j *judge) fail(pos content.Position, code string, args ...any) {
	j.problems = append(j.problems, content.At(pos, code, args...))
}

func (j *judge) warn(pos content.Position, code string, args ...any) {
	j.problems = append(j.problems, content.Problem{Pos: pos, Code: code, Args: args, Warn: true})
}

func (p Proof) rules(lib *Library, it *Item) []content.Problem {
	j := &judge{it: it}
	j.words()
	j.lengths()
	j.phrases()
	j.reasons()
	j.question()
	j.trapIDs(lib.course)
	for _, tag := range it.Tasks {
		if e, _, ok := content.FindTask(tag); ok && !p.Today.IsZero() && e.Over(p.Today) {
			j.warn(it.Pos, "lint.exam.over", "tag", tag, "day", e.LastDay)
		}
	}
	return j.problems
}

// words counts what the learner reads before answering, the case study apart.
func (j *judge) words() {
	most := wordsAssociate
	if professional(j.it.Tasks) {
		most = wordsProfessional
	}
	n := countWords(j.it.own)
	for _, o := range j.it.Options {
		n += countWords(o.Text.EN)
	}
	for _, r := range j.it.Rights {
		n += countWords(r.Text.EN)
	}
	if n > most {
		j.fail(j.it.Pos, "lint.rule.words", "n", n, "most", most)
	}
}

// professional: every task is of a professional exam.
func professional(tasks []string) bool {
	return len(tasks) > 0 && !slices.ContainsFunc(tasks, func(t string) bool { return !strings.HasPrefix(t, "DOP-") && !strings.HasPrefix(t, "SAP-") })
}

var shownFence = regexp.MustCompile("(?s)```.*?```")

// countWords counts words, as an exam's reader does: blocks of code and marks
// are none.
func countWords(s string) int {
	s = content.Uncited(shownFence.ReplaceAllString(s, " "))
	n := 0
	for _, w := range strings.Fields(s) {
		if strings.ContainsFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			n++
		}
	}
	return n
}

func (b *Bank) caseLengths() []content.Problem {
	var list []content.Problem
	for _, id := range slices.Sorted(maps.Keys(b.cases)) {
		p := b.cases[id]
		doc, _ := content.ParsePart(b.Name, p.en.First, p.en.Source)
		if n := countWords(shownText(section(doc).Nodes)); n > wordsCase {
			list = append(list, content.At(p.en.Pos, "lint.rule.case", "n", n, "most", wordsCase))
		}
	}
	return list
}

// lengthOf is how long an option looks, in characters.
func lengthOf(s string) int {
	return utf8.RuneCountInString(strings.ReplaceAll(content.Uncited(s), "`", ""))
}

// lengths: the longest option is at most about twice the shortest. A few
// characters more do not show among short ones.
func (j *judge) lengths() {
	if j.it.Kind != Choice && j.it.Kind != Multiple {
		return
	}
	long, short := &j.it.Options[0], &j.it.Options[0]
	for i := range j.it.Options {
		o := &j.it.Options[i]
		if lengthOf(o.Text.EN) > lengthOf(long.Text.EN) {
			long = o
		}
		if lengthOf(o.Text.EN) < lengthOf(short.Text.EN) {
			short = o
		}
	}
	n, m := lengthOf(long.Text.EN), lengthOf(short.Text.EN)
	switch {
	case n > 3*m+12:
		j.fail(long.Pos, "lint.rule.length", "long", long.ID, "n", n, "short", short.ID, "m", m)
	case n > 2*m+8:
		j.warn(long.Pos, "lint.rule.length", "long", long.ID, "n", n, "short", short.ID, "m", m)
	}
}

var (
	// allOf are options that lean on the others, in both languages.
	allOf = regexp.MustCompile(`(?i)\b(?:all|none|both|neither|any|either|some|two) of (?:the )?(?:above|below|options|answers|choices|others)\b|` +
		`위의? ?(?:모두|모든|것 모두|보기 모두)|모두 (?:해당|맞|옳|정답)|정답 ?없음|해당 ?(?:사항 ?)?없음|둘 ?다 (?:해당|맞|옳|아니)|위의? 보기`)
	// joins may lean on the others, or speak of two things of the question.
	joins = regexp.MustCompile(`(?i)^both\b|^neither\b|^(?:all|none) of (?:these|those|them)\b|^둘 ?다|^모두\b`)
	// places speak of options by letter or place, which shuffling moves.
	places = regexp.MustCompile(`\b(?:[Oo]ption|[Oo]ptions|[Aa]nswer|[Aa]nswers|[Cc]hoice|[Cc]hoices) (?:[A-F]|[1-6])\b|\b(?:[Tt]he )(?:first|second|third|fourth|fifth|last|previous|next) (?:option|answer|choice)\b|\b(?:option|answer|choice)s? (?:above|below)\b|^[A-F](?:,? (?:and|or) [A-F])+\.?$|\b[Bb]oth [A-F] and [A-F]\b|` +
		`(?:보기|선택지|답) ?(?:[A-F]|[1-6]번?|[가나다라마](?:$|[^가-힣]))|[①-⑥]|(?:첫|두|세|네|다섯|마지막) ?번째? (?:보기|선택지|답)|(?:앞|뒤|위|아래)의? (?:보기|선택지)|^[A-F](?:와|과|,) ?[A-F](?:\s|$)`)
	// scolds only judge.
	scolds = regexp.MustCompile(`^(?:Wrong|Incorrect|False|No|Correct|Right)[.!:]|^(?:오답|정답|틀렸습니다|틀린 답|맞습니다|아닙니다)[.!입]`)
)

func (j *judge) phrases() {
	for _, o := range j.it.Options {
		for _, lang := range text.Langs() {
			said, why := o.Text.In(lang), o.Reason.In(lang)
			if m := allOf.FindString(said); m != "" {
				j.fail(o.Pos, "lint.rule.all", "phrase", m)
			} else if m := joins.FindString(said); m != "" {
				j.warn(o.Pos, "lint.rule.joins", "phrase", m)
			}
			for _, s := range []string{said, why} {
				if m := places.FindString(s); m != "" {
					j.fail(o.Pos, "lint.rule.place", "phrase", m)
				}
			}
			if m := scolds.FindString(why); m != "" {
				j.warn(o.Pos, "lint.rule.scold", "phrase", m)
			}
		}
	}
	for _, w := range []content.Words{j.it.Stem, j.it.After} {
		for _, lang := range text.Langs() {
			if m := places.FindString(w.In(lang)); m != "" {
				j.fail(j.it.Pos, "lint.rule.place", "phrase", m)
			}
		}
	}
}

// reasons: each option has one of its own.
func (j *judge) reasons() {
	seen := map[string]string{}
	for _, o := range j.it.Options {
		if first, twice := seen[o.Reason.EN]; twice {
			j.warn(o.Pos, "lint.rule.reasons", "id", o.ID, "other", first)
		}
		seen[o.Reason.EN] = o.ID
	}
}

// question: the situation, then one question.
func (j *judge) question() {
	n := strings.Count(codeSpan.ReplaceAllString(shownFence.ReplaceAllString(j.it.own, ""), ""), "?")
	asks := j.it.Kind != Order && j.it.Kind != Match // "Put these in order." is no question
	if n > 1 || n == 0 && asks {
		j.warn(j.it.Pos, "lint.rule.question", "n", n)
	}
}

// trapIDs: an option that is one of the step's traps shares its id; one letter
// away is a mistake of typing.
func (j *judge) trapIDs(course Course) {
	if course == nil || j.it.Step == "" {
		return
	}
	traps, _ := course.Traps(j.it.Step)
	for _, o := range j.it.Options {
		if slices.Contains(traps, o.ID) {
			continue
		}
		for _, trap := range traps {
			if oneAway(o.ID, trap) {
				j.fail(o.Pos, "lint.rule.trap", "id", o.ID, "near", trap, "step", j.it.Step)
			}
		}
	}
}

// oneAway tells words of which one has a letter more, less, changed or swapped
// with its neighbour. Short words are too near to each other to say.
func oneAway(a, b string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	if a == b || len(a) < 5 || len(a)-len(b) > 1 {
		return false
	}
	i := 0
	for i < len(b) && a[i] == b[i] {
		i++
	}
	if len(a) > len(b) {
		return a[i+1:] == b[i:]
	}
	return a[i+1:] == b[i+1:] || i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

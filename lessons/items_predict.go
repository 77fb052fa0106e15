package lessons

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"skylab/content"
	"skylab/quizzes"
	"skylab/text"
)

// predictionTopic is the topic of the predictions of all steps: they can be
// drilled together.
const predictionTopic = "prediction"

// Predictions are the predictions of all steps as quiz items, in the order of
// the course: vpc/answer.predict. An item's key is found by running the step's
// prediction in the step's first moment, when the item is loaded.
func (l *Library) Predictions() []quizzes.Other {
	var list []quizzes.Other
	for _, m := range l.Modules {
		for _, s := range m.Steps {
			if s.Predict != nil {
				list = append(list, quizzes.Other{Entry: s.predictionEntry(), Load: s.predictionItem})
			}
		}
	}
	return list
}

func (s *Step) predictionEntry() quizzes.Entry {
	p := s.Predict
	return quizzes.Entry{
		ID: s.Ref() + ".predict", Module: s.Module.ID, Kind: quizzes.Predict, Topic: predictionTopic,
		Tasks: slices.Clone(s.Module.Exams), Level: s.Level.ofItem(), Step: s.Ref(), Proved: true,
		Korean: p.Question.KO != "", Hash: p.hash(), Title: s.Title, Pos: p.Block.Pos,
	}
}

// ofItem is how hard a question of such a step is.
func (l Level) ofItem() quizzes.Level {
	switch l {
	case Copy:
		return 1
	case Repair, Choose:
		return 3
	}
	return 2
}

// hash is of what the learner reads, in English.
func (p *Predict) hash() string {
	var b strings.Builder
	fmt.Fprintln(&b, p.Question.EN)
	for _, o := range p.Options {
		fmt.Fprintln(&b, o.Key, o.Label.EN)
	}
	sum := sha256.Sum256([]byte(b.String()))
	return hex.EncodeToString(sum[:6])
}

func (s *Step) predictionItem(ctx context.Context) (*quizzes.Item, error) {
	start, err := s.Start(ctx, text.English)
	if err != nil {
		return nil, err
	}
	right, o := s.Answer(ctx, start)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if right < 0 {
		return nil, &Undecided{s.Ref(), said(o)}
	}
	it := &quizzes.Item{Entry: s.predictionEntry(), Stem: s.Predict.Question, Script: s.Predict.Block.Body,
		World: &quizzes.World{Begin: s.Start, Given: s.Given()}}
	ids := s.Predict.optionIDs()
	for i, option := range s.Predict.Options {
		it.Options = append(it.Options, quizzes.Option{ID: ids[i], Text: option.Label, Shows: option.Key, Key: i == right,
			Reason: s.Predict.reason(i, right), Pos: s.Predict.Block.Pos})
	}
	return it, nil
}

// optionIDs make ids of the options' keys: status=28 is status-28.
func (p *Predict) optionIDs() []string {
	var list []string
	for i, o := range p.Options {
		id := strings.Join(strings.FieldsFunc(strings.ToLower(o.Key), func(r rune) bool {
			return (r < 'a' || r > 'z') && (r < '0' || r > '9')
		}), "-")
		if id == "" || slices.Contains(list, id) {
			id = strings.Trim(fmt.Sprintf("%s-%d", id, i+1), "-")
		}
		list = append(list, id)
	}
	return list
}

// reason says what the world gave, and for a wrong option what it would have
// had to give.
func (p *Predict) reason(option, right int) content.Words {
	var w content.Words
	for _, lang := range text.Langs() {
		say := text.For(lang)
		gave, would := p.Options[right].shown(say), p.Options[option].shown(say)
		if option == right {
			w = w.With(lang, say.Say("lesson.predict.gave", "gave", gave))
		} else {
			w = w.With(lang, say.Say("lesson.predict.would", "gave", gave, "would", would))
		}
	}
	return w
}

// shown words an option's key: success, exit status 7, the error X, or the
// output.
func (p Option) shown(say text.Speaker) string {
	if p.Key == "ok" {
		return say.Say("lesson.predict.ok")
	}
	if n, ok := strings.CutPrefix(p.Key, "status="); ok {
		return say.Say("lesson.predict.status", "status", n)
	}
	return say.Say("lesson.predict.output", "output", p.Key)
}

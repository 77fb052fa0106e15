// Package generate makes quiz items without end. Each generator draws a small
// world of plain values, asks the simulator what happens in it, and offers
// beside that answer what people with a named wrong belief would expect. An
// item depends on (generator, seed) alone.
package generate

import (
	"fmt"

	"skylab/quizzes"
)

// spec is what is known of a generator, and how it draws a question. draw
// gives nil when the draw is of no use: too few wrong beliefs lead elsewhere,
// or more than one answer would be right.
type spec struct {
	id     string // its items are ~id/1, ~id/2, …
	module string
	topic  string
	step   string   // the lesson step that teaches it
	tasks  []string // SAA-C03/3.4
	level  quizzes.Level
	draw   func(d *draw) *sketch
}

// families lists the generators, one function for each family of questions.
func families() []func() []spec {
	return []func() []spec{
		subnetSpecs,
		routeSpecs,
		listSpecs,
		traceSpecs,
		keySpecs,
		nameSpecs,
		functionSpecs,
		billSpecs,
	}
}

// All lists every generator, in the order in which they are offered.
func All() []quizzes.Generator {
	var list []quizzes.Generator
	for _, family := range families() {
		for _, s := range family() {
			list = append(list, s.generator())
		}
	}
	return list
}

func (s spec) generator() quizzes.Generator {
	return quizzes.Generator{
		ID: s.id, Module: s.module, Topic: s.topic, Tasks: s.tasks, Step: s.step,
		Make: func(seed uint64) (*quizzes.Item, error) { return s.item(seed) },
	}
}

// tries is how often a generator draws again before it gives up; the tests see
// to it that none comes near.
const tries = 400

// item draws until a question has exactly one right answer among four that
// differ.
func (s spec) item(seed uint64) (*quizzes.Item, error) {
	for try := range uint64(tries) {
		d := newDraw(s.id, seed, try)
		k := s.draw(d)
		if k == nil {
			continue
		}
		options, err := k.options(d)
		if err != nil {
			return nil, fmt.Errorf("generator %s, seed %d: %w", s.id, seed, err)
		}
		if options != nil {
			return s.finish(d, k, options), nil
		}
	}
	return nil, fmt.Errorf("generator %s, seed %d: no question in %d draws", s.id, seed, tries)
}

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"skylab/content"
	"skylab/quizzes"
	"skylab/quizzes/generate"
	"skylab/text"
)

func (a *app) quizGeneratorsCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{Use: "generators", Short: a.say("cmd.quiz.generators.short"), Args: cobra.NoArgs,
		Example: "  skylab quiz generators --json",
		RunE:    func(*cobra.Command, []string) error { return a.quizGenerators(asJSON) }}
	cmd.Flags().BoolVar(&asJSON, "json", false, a.say("cmd.quiz.generate.json"))
	return cmd
}

// quizGenerators lists what can be generated.
func (a *app) quizGenerators(asJSON bool) error {
	all := generate.All()
	if asJSON {
		type generator struct {
			ID     string   `json:"id"`
			Module string   `json:"module"`
			Topic  string   `json:"topic"`
			Step   string   `json:"step"`
			Tasks  []string `json:"tasks"`
			Title  words    `json:"title"`
		}
		list := make([]generator, 0, len(all))
		for _, g := range all {
			list = append(list, generator{g.ID, g.Module, g.Topic, g.Step, g.Tasks, wordsOf(generate.Title(g.ID))})
		}
		return a.printJSON(list)
	}
	width := 0
	for _, g := range all {
		width = max(width, len(g.ID))
	}
	for _, g := range all {
		fmt.Fprintf(a.out, "%-*s  %-8s  %s\n", width, g.ID, g.Module, generate.Title(g.ID).In(a.lang))
	}
	return nil
}

// mostGenerated bounds one call: more are another seed away.
const mostGenerated = 1000

func (a *app) quizGenerateCommand() *cobra.Command {
	var seed uint64
	var count int
	var asJSON bool
	cmd := &cobra.Command{Use: "generate GENERATOR", Short: a.say("cmd.quiz.generate.short"), Args: cobra.ExactArgs(1),
		Example: "  skylab quiz generate route --seed 17\n  skylab quiz generate trace --seed 1 --count 30 --json | jq '.[].key'",
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return generatorIDs(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.quizGenerate(args[0], seed, count, asJSON) }}
	cmd.Flags().Uint64Var(&seed, "seed", 1, a.say("cmd.quiz.generate.seed"))
	cmd.Flags().IntVar(&count, "count", 1, a.say("cmd.quiz.generate.count"))
	cmd.Flags().BoolVar(&asJSON, "json", false, a.say("cmd.quiz.generate.json"))
	return cmd
}

func generatorIDs() []string {
	var list []string
	for _, g := range generate.All() {
		list = append(list, g.ID)
	}
	return list
}

// quizGenerate prints the items of seeds seed, seed+1, ….
func (a *app) quizGenerate(name string, seed uint64, count int, asJSON bool) error {
	all := generate.All()
	i := slices.IndexFunc(all, func(g quizzes.Generator) bool { return g.ID == name })
	switch {
	case i < 0:
		return errors.New(a.say("cmd.quiz.generate.unknown", "name", name, "near", text.Nearest(name, generatorIDs()), "known", strings.Join(generatorIDs(), ", ")))
	case count < 1 || count > mostGenerated:
		return errors.New(a.say("cmd.quiz.generate.bad-count", "count", count, "most", mostGenerated))
	case seed+uint64(count)-1 < seed:
		return errors.New(a.say("cmd.quiz.generate.bad-seed"))
	}
	items := make([]*quizzes.Item, 0, count)
	for n := range uint64(count) {
		it, err := all[i].Make(seed + n)
		if err != nil {
			return err
		}
		items = append(items, it)
	}
	if asJSON {
		list := make([]generatedItem, 0, count)
		for n, it := range items {
			list = append(list, jsonOf(it, name, seed+uint64(n)))
		}
		return a.printJSON(list)
	}
	for _, it := range items {
		a.printGenerated(it)
	}
	return nil
}

// printGenerated is an item as a teacher reads it, near the format of banks.
func (a *app) printGenerated(it *quizzes.Item) {
	fmt.Fprintf(a.out, "## %s {%s}\n\n%s\n\n", it.Title.In(a.lang), it.ID, it.Stem.In(a.lang))
	for _, o := range it.Options {
		mark := " "
		if o.Key {
			mark = "x"
		}
		fmt.Fprintf(a.out, "- [%s] %s: %s\n  > %s\n", mark, o.ID, o.Text.In(a.lang), o.Reason.In(a.lang))
	}
	fmt.Fprintf(a.out, "\n%s\n\n", it.After.In(a.lang))
}

// words is a text in both languages, in JSON.
type words struct {
	EN string `json:"en"`
	KO string `json:"ko"`
}

func wordsOf(w content.Words) words { return words{w.EN, w.KO} }

// The JSON of `skylab quiz generate --json`; names do not change.
type (
	generatedItem struct {
		ID        string            `json:"id"`
		Generator string            `json:"generator"`
		Seed      uint64            `json:"seed"`
		Module    string            `json:"module"`
		Topic     string            `json:"topic"`
		Step      string            `json:"step"`
		Tasks     []string          `json:"tasks"`
		Hash      string            `json:"hash"`
		Stem      words             `json:"stem"`
		Options   []generatedOption `json:"options"`
		Key       string            `json:"key"`
		Trace     words             `json:"trace"`
		World     generatedWorld    `json:"world"`
		Facts     []string          `json:"facts"`
	}
	generatedOption struct {
		ID            string `json:"id"`
		Text          words  `json:"text"`
		Reason        words  `json:"reason"`
		Misconception string `json:"misconception"` // empty of the key
		Key           bool   `json:"key"`
		Claim         string `json:"claim"` // ends with 0 in the world when the option holds
	}
	generatedWorld struct {
		Region string `json:"region"`
		Seed   uint64 `json:"seed"`
		Setup  string `json:"setup"`
		Given  string `json:"given"`
	}
)

func jsonOf(it *quizzes.Item, generator string, seed uint64) generatedItem {
	j := generatedItem{
		ID: it.ID, Generator: generator, Seed: seed, Module: it.Module, Topic: it.Topic, Step: it.Step, Tasks: it.Tasks, Hash: it.Hash,
		Stem: wordsOf(it.Stem), Options: []generatedOption{}, Trace: wordsOf(it.After), Facts: append([]string{}, it.Facts...),
	}
	if it.World != nil {
		j.World = generatedWorld{it.World.Options.Region, it.World.Options.Seed, it.World.Setup, it.World.Given}
	}
	for _, o := range it.Options {
		x := generatedOption{ID: o.ID, Text: wordsOf(o.Text), Reason: wordsOf(o.Reason), Misconception: o.ID, Key: o.Key, Claim: o.Script}
		if o.Key {
			j.Key, x.Misconception = o.ID, ""
		}
		j.Options = append(j.Options, x)
	}
	return j
}

// printJSON prints a value for programs.
func (a *app) printJSON(v any) error {
	e := json.NewEncoder(a.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

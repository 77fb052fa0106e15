package quizzes

import (
	"slices"
	"strings"

	"skylab/content"
	"skylab/text"
)

// blocks are the machine's blocks of one item.
type blocks struct {
	world, given       []content.Block
	tries, claims      []content.Block
	check, answer, run *content.Block
}

// machineBlocks are the kinds that an item may hold.
var machineBlocks = []string{"world", "given", "try", "claim", "check", "answer", "run"}

// proofBlocks are those by which the world decides.
func proofBlock(kind string) bool {
	return slices.Contains([]string{"try", "claim", "answer", "run"}, kind)
}

// proofs says which blocks prove an item of a kind, for advice.
func proofs(k Kind) string {
	switch k {
	case Number:
		return "```answer"
	case Predict:
		return "```run"
	case Order:
		return "```try ID, ```check"
	case Match:
		return "```claim"
	}
	return "```try ID + ```check, or ```claim ID"
}

// fits tells whether a block belongs to items of a kind; one of no kind is
// judged later.
func fits(block string, kind Kind) bool {
	of := map[string][]Kind{
		"try": {Choice, Multiple, Order}, "check": {Choice, Multiple, Order},
		"claim": {Choice, Multiple, Match}, "answer": {Number}, "run": {Predict},
	}[block]
	return of == nil || slices.Contains(of, kind) || !slices.Contains(Kinds(), kind)
}

func (r *itemReader) machine(b content.Block) {
	r.flush()
	kind := Kind(r.head.kind)
	if !fits(b.Kind, kind) {
		r.fail(b.Pos, "lint.item.block.kind", "block", b.Kind, "kind", string(kind), "proofs", proofs(kind))
		return
	}
	if len(r.it.Options) == 0 && proofBlock(b.Kind) {
		r.fail(b.Pos, "lint.item.block.early", "block", b.Kind)
	}
	switch b.Kind {
	case "world", "given":
		r.setting(b)
	case "try":
		r.words(b, 1)
		r.bash(b, b.Body)
		r.blocks.tries = append(r.blocks.tries, b)
	case "claim":
		n := 1 // the option; of a Match it is about all
		if kind == Match {
			n = 0
		}
		r.words(b, n)
		r.wanting(b)
		r.blocks.claims = append(r.blocks.claims, b)
	case "check":
		r.single(b, &r.blocks.check)
		r.wanting(b)
	case "answer":
		r.single(b, &r.blocks.answer)
		r.bash(b, b.Body)
	case "run":
		r.single(b, &r.blocks.run)
	case "":
		r.fail(b.Pos, "lint.block.none", "kinds", knownBlocks())
	default:
		r.fail(b.Pos, "lint.block.unknown", "kind", b.Kind, "near", text.Nearest(b.Kind, machineBlocks), "kinds", knownBlocks())
	}
}

// setting reads what the item's world is made of.
func (r *itemReader) setting(b content.Block) {
	r.bash(b, b.Body)
	bare := b.Words()
	switch {
	case b.Kind == "given":
		r.words(b, 0)
		r.blocks.given = append(r.blocks.given, b)
		return
	case len(bare) > 0:
		r.fail(bare[0].Pos, "lint.item.world.named", "name", bare[0].Value)
	default:
		r.words(b, 0)
	}
	r.blocks.world = append(r.blocks.world, b)
}

func knownBlocks() string {
	return strings.Join(append(slices.Clone(machineBlocks), "sh", "text", "json", "yaml"), ", ")
}

// single keeps a block of which there is one.
func (r *itemReader) single(b content.Block, to **content.Block) {
	r.words(b, 0)
	if *to != nil {
		r.fail(b.Pos, "lint.item.block.twice", "block", b.Kind, "line", (*to).Pos.Line)
		return
	}
	*to = &b
}

// wanting checks a block that may end with "want …".
func (r *itemReader) wanting(b content.Block) {
	rest, want, at, has := content.LastLine(b.Body, "want")
	if has && want == "" {
		r.fail(b.At(at, 1), "lint.want.empty")
	}
	for i, line := range strings.Split(rest, "\n") {
		if f := strings.Fields(line); len(f) > 0 && f[0] == "want" {
			r.fail(b.At(i, 1), "lint.want.last")
		}
	}
	r.bash(b, rest)
}

// scripts gives each option its block.
func (r *itemReader) scripts(list []content.Block) {
	var ids []string
	for _, o := range r.it.Options {
		ids = append(ids, o.ID)
	}
	seen := map[string]int{}
	for _, b := range list {
		bare := b.Words()
		if len(bare) == 0 {
			r.fail(b.Pos, "lint.item.block.option", "block", b.Kind)
			continue
		}
		id := bare[0].Value
		o := r.it.Option(id)
		switch {
		case o == nil:
			r.fail(bare[0].Pos, "lint.item.block.unknown", "block", b.Kind, "id", id, "near", text.Nearest(id, ids))
		case seen[id] > 0:
			r.fail(bare[0].Pos, "lint.item.block.again", "block", b.Kind, "id", id, "line", seen[id])
		default:
			o.Script, o.block = b.Body, b.Pos
		}
		seen[id] = b.Pos.Line
	}
	for _, o := range r.it.Options {
		if seen[o.ID] == 0 && o.ID != "" {
			r.fail(o.Pos, "lint.item.block.lacks", "block", list[0].Kind, "id", o.ID)
		}
	}
}

// proof checks that the blocks together decide, and lays them into the item.
func (r *itemReader) proof() {
	b := &r.blocks
	switch {
	case len(b.tries) > 0 && len(b.claims) > 0:
		r.fail(b.claims[0].Pos, "lint.item.mixed")
	case len(b.tries) > 0 && b.check == nil:
		r.fail(b.tries[0].Pos, "lint.item.nocheck")
	case len(b.tries) == 0 && b.check != nil:
		r.fail(b.check.Pos, "lint.item.notry")
	}
	switch {
	case r.it.Kind == Match && len(b.claims) > 0:
		r.it.Script, r.it.block = b.claims[0].Body, b.claims[0].Pos
		if len(b.claims) > 1 {
			r.fail(b.claims[1].Pos, "lint.item.block.twice", "block", "claim", "line", b.claims[0].Pos.Line)
		}
	case len(b.tries) > 0:
		r.scripts(b.tries)
	case len(b.claims) > 0:
		r.scripts(b.claims)
	case b.answer != nil:
		r.it.Script, r.it.block = b.answer.Body, b.answer.Pos
	case b.run != nil:
		r.predicts(*b.run)
	}
	r.it.Proved = len(b.tries)+len(b.claims) > 0 || b.answer != nil || b.run != nil
}

// predicts reads the last line of a run: ? id=KEY | id=KEY.
func (r *itemReader) predicts(b content.Block) {
	rest, line, at, ok := content.LastLine(b.Body, "?")
	r.bash(b, rest)
	r.it.Script, r.it.block = rest, b.Pos
	if !ok || line == "" {
		r.fail(b.Pos, "lint.run.options")
		return
	}
	shown, formed := map[string]string{}, true
	for _, part := range strings.Split(line, "|") {
		id, key, ok := strings.Cut(strings.TrimSpace(part), "=")
		key = strings.Join(strings.Fields(key), " ")
		o := r.it.Option(id)
		switch {
		case !ok || key == "":
			r.fail(b.At(at, 1), "lint.run.form", "part", strings.TrimSpace(part))
			formed = false
		case o == nil:
			r.fail(b.At(at, 1), "lint.run.unknown", "id", id)
		case o.Shows != "":
			r.fail(b.At(at, 1), "lint.run.twice", "id", id)
		case shown[key] != "":
			r.fail(b.At(at, 1), "lint.run.same", "id", id, "other", shown[key], "key", key)
		default:
			o.Shows, shown[key] = key, id
		}
	}
	for _, o := range r.it.Options {
		if formed && o.Shows == "" && o.ID != "" {
			r.fail(b.At(at, 1), "lint.run.lacks", "id", o.ID)
		}
	}
}

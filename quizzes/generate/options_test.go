package generate

import "testing"

// A belief that leads to what holds, or to what another one led to, is no wrong
// answer; with too few left there is no question, and a key that does not hold
// is the generator's mistake.
func TestOnlyWrongAnswersBecomeDistractors(t *testing.T) {
	answer := func(id, words string, holds bool) choice {
		return choice{id: id, text: said{plain: words}, holds: holds}
	}
	wrong := []choice{answer("also", "another way to say it", true), answer("b", "B", false), answer("twice", "B", false), answer("same", "A", false), answer("c", "C", false), answer("d", "D", false)}
	for seed := range uint64(200) {
		d := newDraw("test", seed, 0)
		k := &sketch{right: answer("", "A", true), wrong: wrong}
		list, err := k.options(d)
		if err != nil || len(list) != offered {
			t.Fatal(list, err)
		}
		keys, texts := 0, map[string]bool{}
		for _, o := range list {
			if o.Key {
				keys++
			}
			texts[o.Text.EN] = true
			if o.Key != (o.ID == rightID) {
				t.Errorf("seed %d: %+v", seed, o)
			}
		}
		if keys != 1 || len(texts) != offered {
			t.Fatalf("seed %d: %d keys, %d different answers", seed, keys, len(texts))
		}
		k = &sketch{right: answer("", "A", true), wrong: wrong[:5]}
		if list, err := k.options(d); list != nil || err != nil {
			t.Fatalf("two wrong answers make a question: %v, %v", list, err)
		}
		k = &sketch{right: answer("", "A", false), wrong: wrong}
		if _, err := k.options(d); err == nil {
			t.Fatal("a key that does not hold is offered")
		}
	}
}

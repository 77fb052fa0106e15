package lessons

import (
	"context"
	"slices"
	"strings"

	"skylab/console"
	"skylab/content"
)

// signature is what a mistake looks like from outside: which check fails, how,
// with what output (IDs masked) and which codes. Two mistakes with one
// signature cannot be told apart.
type signature struct {
	check  string
	status int
	output string
	codes  string
	act    string // the code of the learner's own command, where the check shows none
}

// signatureOf is how a result looks; act is added by whoever knows it.
func signatureOf(r Result) signature {
	return signature{r.ID, r.Status, content.Mask(strings.Join(r.Is, " ")), strings.Join(r.codes, " "), ""}
}

// trapRun is a trap played through: the moment after it and the results of the
// checks that it names.
type trapRun struct {
	outcome content.Outcome
	results []Result // of the checks that the trap names, in its order
}

// spring plays a trap from the step's start.
func (s *Step) spring(ctx context.Context, t *Trap, v variant) (trapRun, error) {
	start, err := s.start(ctx, v)
	if err != nil {
		return trapRun{}, err
	}
	o := content.Run(ctx, start, s.Given()+t.Block.Body)
	if o.Cut != nil {
		return trapRun{outcome: o}, o.Cut
	}
	run := trapRun{outcome: o}
	desk, err := s.desk(ctx, o.After, v)
	if err != nil {
		return run, err
	}
	for _, id := range t.Checks {
		if c := s.Named(id); c != nil {
			run.results = append(run.results, c.run(ctx, desk))
		}
	}
	return run, nil
}

// signature is the trap's, for the first check that it names.
func (t *Trap) signature(run trapRun) signature {
	if len(run.results) == 0 {
		return signature{}
	}
	sig := signatureOf(run.results[0])
	if t.Code != "" && !slices.Contains(run.results[0].codes, t.Code) && slices.Contains(run.outcome.Codes(), t.Code) {
		sig.act = t.Code
	}
	return sig
}

// signatures are the traps' own, computed once for a variant. A trap that cannot
// be played has the zero signature, which nothing matches.
func (s *Step) signatures(ctx context.Context, v variant) []signature {
	s.proofs.Lock()
	list, ok := s.proofs.traps[v.key()]
	s.proofs.Unlock()
	if ok {
		return list
	}
	list = make([]signature, len(s.Traps))
	for i, t := range s.Traps {
		if run, err := s.spring(ctx, t, v); err == nil {
			list[i] = t.signature(run)
		}
	}
	if ctx.Err() == nil {
		s.proofs.Lock()
		s.proofs.traps[v.key()] = list
		s.proofs.Unlock()
	}
	return list
}

// findTraps marks the results that look exactly like a known mistake.
func (s *Step) findTraps(ctx context.Context, m *console.Moment, v variant, results []Result) {
	if !slices.ContainsFunc(results, func(r Result) bool { return r.State == Unmet }) {
		return
	}
	sigs := s.signatures(ctx, v)
	for i := range results {
		if results[i].State != Unmet {
			continue
		}
		for j, sig := range sigs {
			if sig.matches(results[i], m.Calls) {
				results[i].Trap = s.Traps[j]
				break
			}
		}
	}
}

// matches: the same failure, and the learner's last line met the code that the
// mistake is known by.
func (sig signature) matches(r Result, last []console.Call) bool {
	if sig.check == "" {
		return false
	}
	act := sig.act
	sig.act = ""
	if sig != signatureOf(r) {
		return false
	}
	return act == "" || slices.ContainsFunc(last, func(c console.Call) bool { return c.Code == act })
}

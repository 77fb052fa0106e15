package play

import (
	"context"
	"errors"
	"strings"

	"skylab/console"
	"skylab/progress"
)

// Done is what became of a line.
type Done struct {
	Line    string
	Before  *console.Moment
	Moment  *console.Moment // the current one, after the line
	Said    string          // what a command of the prompt answered
	Prompt  bool            // it was one: undo, at, diff, …
	Err     error           // nothing happened, and why
	Changed map[string]bool // IDs of what is new or different now
}

// Do runs a line and keeps it. When it returns the line is safe, or Unsaved
// says why not.
func (p *Play) Do(ctx context.Context, line string) Done {
	d := p.run(ctx, line)
	if d.Err == nil && keeps(d) {
		p.keep(d)
	}
	return d
}

func (p *Play) run(ctx context.Context, line string) Done {
	d := Done{Line: line, Before: p.Session.Now()}
	reply, err := p.Session.Do(ctx, line)
	d.Moment, d.Said, d.Prompt, d.Err = reply.Moment, reply.Said, reply.Prompt, err
	if err != nil || d.Moment == nil {
		d.Moment = d.Before
		return d
	}
	d.Changed = Changed(d.Before.World, d.Moment.World)
	return d
}

// keeps: commands of the prompt that only look are no part of the journal.
func keeps(d Done) bool {
	if !d.Prompt {
		return true
	}
	word, _, _ := strings.Cut(strings.TrimSpace(d.Line), " ")
	return word != "diff" && word != "journal"
}

// keep appends the line to the journal.
func (p *Play) keep(d Done) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.seq++
	p.lines = append(p.lines, d.Line)
	e := progress.Entry{Seq: p.seq, Line: d.Line, Status: d.Moment.Status, Virtual: int64(d.Moment.World.Cloud.Now), At: p.desk.Now()}
	if p.saved.ID != 0 { // else there is no session to keep it in, as Unsaved says
		p.fail(p.append(e))
	}
	p.step.Commands++
	if p.Step != nil {
		p.keepStep()
	}
}

func (p *Play) append(e progress.Entry) error {
	err := p.desk.Store.Append(p.saved.ID, e)
	if errors.Is(err, progress.ErrMoved) {
		err = p.branch(e)
	}
	return err
}

// branch: another program went on in this session. From here on this one has a
// session of its own with the same past.
func (p *Play) branch(last progress.Entry) error {
	past, err := p.desk.Store.Journal(p.saved.ID)
	if err != nil {
		return err
	}
	if p.saved, err = p.desk.Store.Begin(p.saved); err != nil {
		return err
	}
	for _, e := range past {
		if e.Seq >= last.Seq {
			break
		}
		if err := p.desk.Store.Append(p.saved.ID, e); err != nil {
			return err
		}
	}
	return p.desk.Store.Append(p.saved.ID, last)
}

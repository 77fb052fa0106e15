package quizzes

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"skylab/console"
	"skylab/content"
	"skylab/text"
)

// prover proves one item and notes what does not hold.
type prover struct {
	it       *Item
	shared   *sharedWorlds
	problems []content.Problem
	runs     int
}

func (p *prover) fail(pos content.Position, code string, args ...any) {
	p.problems = append(p.problems, content.At(pos, code, args...))
}

// patience is how long one item's proof may take by the wall clock. One that
// needs it has a loop that never ends.
const patience = time.Minute

func (p *prover) prove(ctx context.Context) {
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	start, err := p.shared.start(ctx, p.it.World)
	if err != nil {
		p.noWorld(err)
		return
	}
	desk, v := p.it.World.desk(ctx, start)
	if desk == nil {
		p.fail(p.it.Pos, "lint.given.fails", "id", p.it.local(), "said", v.Said)
		return
	}
	if p.it.World.Given != "" && content.Run(ctx, start, p.it.World.Given).Acts() {
		p.fail(p.it.givenAt(), "lint.given.acts", "id", p.it.local())
	}
	p.names(desk)
	switch p.it.Kind {
	case Choice, Multiple:
		p.options(ctx, start)
	case Number:
		p.number(ctx, desk)
	case Predict:
		p.predict(ctx, desk)
	case Order:
		p.order(ctx, start)
	case Match:
		p.match(ctx, desk)
	}
}

func (p *prover) noWorld(err error) {
	pos, why := p.it.Pos, err.Error()
	var failed *SetupError
	if errors.As(err, &failed) {
		why = failed.Said
		if failed.Pos.Line > 0 {
			pos = failed.Pos
		}
	}
	p.fail(pos, "lint.world.fails", "id", p.it.local(), "said", why)
}

// sharedWorlds are the first moments that several items begin from: moments
// never change, so a set-up that many ask for runs once.
type sharedWorlds struct {
	sync.Mutex
	made  map[string]*madeWorld
	first map[string]bool // those that an item begins from
}

type madeWorld struct {
	once   sync.Once
	moment *console.Moment
	err    error
}

func newSharedWorlds() *sharedWorlds {
	return &sharedWorlds{made: map[string]*madeWorld{}, first: map[string]bool{}}
}

// start is a world's first moment in English.
func (s *sharedWorlds) start(ctx context.Context, w *World) (*console.Moment, error) {
	key := w.key(len(w.blocks))
	s.Lock()
	s.first[key] = true
	s.Unlock()
	return s.after(ctx, w, len(w.blocks))
}

// after is the moment behind a world's first n set-ups.
func (s *sharedWorlds) after(ctx context.Context, w *World, n int) (*console.Moment, error) {
	key := w.key(n)
	s.Lock()
	m := s.made[key]
	if m == nil {
		m = &madeWorld{}
		s.made[key] = m
	}
	s.Unlock()
	m.once.Do(func() {
		switch {
		case n > 0:
			if m.moment, m.err = s.after(ctx, w, n-1); m.err == nil {
				m.moment, m.err = setUp(ctx, m.moment, w.blocks[n-1:n])
			}
		case w.first != nil:
			m.moment, m.err = w.first(ctx, text.English)
		default:
			m.moment, m.err = setUp(ctx, console.New(w.Options), nil)
		}
	})
	return m.moment, m.err
}

// key names the moment behind a world's first n set-ups.
func (w *World) key(n int) string {
	o := w.Options
	return fmt.Sprintf("%d %s %d %t %d %s\n%s", o.Seed, o.Region, o.Start, o.NoDefaultVPC, o.AccountBorn, w.start, bodies(w.blocks[:n]))
}

// givenAt is where the item's last given block stands, or the item.
func (it *Item) givenAt() content.Position {
	if n := len(it.World.given); n > 0 {
		return it.World.given[n-1].Pos
	}
	return it.Pos
}

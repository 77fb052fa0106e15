package shell

import "mvdan.cc/sh/v3/syntax"

// pipeBuffer is what a pipe of Linux holds: a command that wrote more than that
// beyond what the next one read has died of SIGPIPE, with this status.
const (
	pipeBuffer = 64 << 10
	brokenPipe = 141
)

// pipeline runs X | Y | Z one after the other: the left side is over before
// the right begins, so the order of calls is always the same. Each side is a
// subshell.
func (r *run) pipeline(c *syntax.BinaryCmd) {
	var sides []*syntax.Stmt
	var both []bool // |& after this side
	for {
		sides = append(sides, c.Y)
		both = append(both, c.Op == syntax.PipeAll)
		left, ok := c.X.Cmd.(*syntax.BinaryCmd)
		if !ok || left.Op != syntax.Pipe && left.Op != syntax.PipeAll || len(c.X.Redirs) > 0 || c.X.Negated {
			sides = append(sides, c.X)
			break
		}
		c = left
	}
	statuses := make([]int, 0, len(sides))
	var between *buffer
	var from *input
	for i := len(sides) - 1; i >= 0; i-- {
		from, between = between.reader(r), nil
		if i > 0 {
			between = &buffer{limit: MaxPipe, tired: r.tired, full: func(b *buffer) { panic(sigpipe{b}) }}
		}
		statuses = append(statuses, r.side(sides[i], from, between, i > 0 && both[i-1]))
		if n := len(statuses); from != nil && len(from.data)-from.at > pipeBuffer && statuses[n-2] == 0 {
			statuses[n-2] = brokenPipe
		}
	}
	r.st.pipe = statuses
	r.st.status = statuses[len(statuses)-1]
	if r.st.options.pipefail {
		for _, s := range statuses {
			if s != 0 {
				r.st.status = s
			}
		}
	}
}

// side runs one side of a pipe. A side that overfills its buffer, or goes on
// writing when little work is left for the next one, ends with the status of a
// process that SIGPIPE killed: the next side mostly wants no more, as in
// seq 1000000 | head. If it does read all that there is, the run is cut off,
// because the rest is missing.
func (r *run) side(s *syntax.Stmt, in *input, out *buffer, both bool) (status int) {
	defer func() {
		p := recover()
		if p == nil {
			return
		}
		if full, ok := p.(sigpipe); !ok || full.full != out {
			panic(p)
		}
		out.full = nil
		status = brokenPipe
	}()
	if out != nil {
		defer func(old soft) { r.soft = old }(r.soft)
		r.soft.steps = min(r.soft.steps, r.steps+(MaxSteps-r.steps)*7/8)
		r.soft.calls = min(r.soft.calls, len(r.Record.Calls)+(MaxCalls-len(r.Record.Calls))*7/8)
	}
	return r.subshell(func(sub *run) {
		sub.st.pipe = nil
		if in != nil {
			sub.fds[0] = fd{r: in}
		}
		if out != nil {
			sub.fds[1] = fd{w: out}
			if both {
				sub.fds[2] = fd{w: out}
			}
		}
		sub.stmt(s)
	})
}

// capture runs f in a subshell and gives what it printed.
func (r *run) capture(f func(*run)) []byte {
	b := &buffer{limit: MaxWord, full: func(*buffer) { r.stop(TooMuchMemory, MaxWord>>20) }}
	status := r.subshell(func(sub *run) {
		sub.fds[1] = fd{w: b}
		sub.nested++
		if !sub.st.options.inherit {
			sub.st.options.errexit = false // as bash has it outside POSIX mode
		}
		f(sub)
	})
	r.st.status = status
	r.substituted = true
	return b.data
}

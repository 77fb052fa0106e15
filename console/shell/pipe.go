package shell

import "mvdan.cc/sh/v3/syntax"

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
	for i := len(sides) - 1; i >= 0; i-- {
		in := between
		between = nil
		if i > 0 {
			between = &buffer{limit: MaxPipe, full: func(b *buffer) { panic(sigpipe{b}) }}
		}
		statuses = append(statuses, r.side(sides[i], in, between, i > 0 && both[i-1]))
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

// side runs one side of a pipe. A side that overfills its buffer ends with the
// status of a process that SIGPIPE killed; if the next side then reads all
// that there is, the run is cut off, because the rest is missing.
func (r *run) side(s *syntax.Stmt, in, out *buffer, both bool) (status int) {
	defer func() {
		p := recover()
		if p == nil {
			return
		}
		if full, ok := p.(sigpipe); !ok || full.full != out {
			panic(p)
		}
		out.full = nil
		status = 141
	}()
	return r.subshell(func(sub *run) {
		sub.st.pipe = nil
		if in != nil {
			i := &input{data: in.data}
			if in.full == nil {
				i.cut = func() { r.stop(TooMuchPipe, MaxPipe>>20) }
			}
			sub.fds[0] = fd{r: i}
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

package aws

import (
	"reflect"
	"strconv"
	"sync"

	"skylab/console/aws/query"
	"skylab/console/aws/value"
	"skylab/simulators/cloud"
)

// waiter is one row of aws … wait: which operation is asked how often, and
// which answers end it.
type waiter struct {
	service, name, operation string
	delay, attempts          int // seconds of virtual time, and how often
	accept                   []acceptor
}

// acceptor matches an answer: all or any of what a path finds, the one value
// that it finds, the code of an error, or that there is an answer at all.
type acceptor struct {
	state    string // success, failure, retry
	matcher  string // pathAll, pathAny, path, error, status
	path     string
	expected string
}

// paths are the compiled paths of all waiters.
var paths = sync.OnceValue(func() map[string]*query.Expression {
	m := map[string]*query.Expression{}
	for i := range waiters {
		for _, a := range waiters[i].accept {
			if a.path == "" {
				continue
			}
			e, err := query.Compile(a.path)
			if err != nil {
				panic("aws: waiter " + waiters[i].name + ": " + err.Error())
			}
			m[a.path] = e
		}
	}
	return m
})

func (a acceptor) matches(answer value.Value, code string) bool {
	switch {
	case a.matcher == "status": // of HTTP; 200 is what an answer comes with, 404 what is not there
		return code == "" && a.expected == "200" || code == a.expected || a.expected == "404" && (code == "NoSuchEntity" || code == "ResourceNotFoundException")
	case a.matcher == "error" && a.expected == "false": // no error at all
		return code == ""
	case a.matcher == "error" || code != "":
		return a.matcher == "error" && code == a.expected
	}
	v, err := paths()[a.path].Search(answer)
	if err != nil {
		return false
	}
	if a.matcher == "path" {
		return value.Str(v) == a.expected
	}
	found := 0
	for _, x := range v.Elements() {
		if value.Str(x) == a.expected {
			found++
		}
	}
	return v.Kind() == value.List && found > 0 && (a.matcher == "pathAny" || found == v.Len())
}

func (a acceptor) String() string {
	switch a.matcher {
	case "path":
		return `For expression "` + a.path + `" we matched expected path: "` + a.expected + `"`
	case "pathAll":
		return `For expression "` + a.path + `" all members matched excepted path: "` + a.expected + `"`
	case "pathAny":
		return `For expression "` + a.path + `" we matched expected path: "` + a.expected + `" at least once`
	}
	if a.matcher == "status" {
		return "Matched expected HTTP status code: " + a.expected
	}
	return "Matched expected service error code: " + a.expected
}

// wait runs aws SERVICE wait NAME.
func (s *service) wait(c *call, args []string) *failure {
	names := s.waiterNames()
	p, f := noOptions.parse(args)
	switch {
	case f != nil:
		return f
	case !p.hasWord:
		return invalid("usage: aws [options] " + s.name + " wait <subcommand> [parameters]\naws: error: too few arguments")
	case p.word == "help":
		return s.helpWait(c.d)
	case !contains(names, p.word):
		return misused("argument subcommand: " + wrongChoice(p.word, names))
	}
	for i, w := range s.waiters {
		if names[i] == p.word {
			c.command = s.named(w.operation)
			return c.await(w, p.rest)
		}
	}
	return nil
}

func (c *call) await(w *waiter, args []string) *failure {
	c.plan = c.command.plan()
	typed, f := c.parse(args)
	if f != nil {
		return f
	}
	if typed.word == "help" {
		return c.helpWaiter(w)
	}
	p, f := c.params(typed)
	if f != nil {
		return f
	}
	if f := c.bind(p); f != nil {
		return f
	}
	if f := c.unreachable(); f != nil {
		return f
	}
	return c.poll(w)
}

// poll asks until an answer ends it, letting virtual time pass in between.
func (c *call) poll(w *waiter) *failure {
	failed := func(reason string) *failure { return broken("Waiter " + w.name + " failed: " + reason) }
	retried := false
	for attempt := 1; ; attempt++ {
		if c.ctx.Err() != nil {
			return broken("")
		}
		state, why, f := c.ask(w)
		switch {
		case f != nil:
			return failed(f.text)
		case state == "success":
			return nil
		case state == "failure":
			return failed("Waiter encountered a terminal failure state: " + why)
		}
		retried = retried || state == "retry"
		if attempt >= w.attempts && retried {
			return failed("Max attempts exceeded. Previously accepted state: " + why)
		} else if attempt >= w.attempts {
			return failed("Max attempts exceeded")
		}
		c.d.World.Sleep(cloud.Time(w.delay) * cloud.Second)
	}
}

// ask makes one call and holds it against the acceptors.
func (c *call) ask(w *waiter) (state, why string, f *failure) {
	out, err := c.attempt()
	code := ""
	var answer value.Value
	if e, ok := err.(*cloud.Error); ok {
		code = e.Code
	} else if f, ok := err.(*failure); ok {
		return "", "", f
	} else if err != nil {
		return "", "", broken(err.Error())
	} else {
		answer = c.plan.out.read(reflect.ValueOf(out))
	}
	for _, a := range w.accept {
		if a.matches(answer, code) {
			return a.state, a.String(), nil
		}
	}
	if e, ok := err.(*cloud.Error); ok {
		return "", "", broken("An error occurred (" + e.Code + "): " + e.Message)
	}
	// The real command names the rule that it looked at last.
	return "waiting", w.accept[len(w.accept)-1].String(), nil
}

// summary describes a waiter for help and completion.
func (w *waiter) summary() string {
	s := "until "
	for _, a := range w.accept {
		if a.state != "success" {
			continue
		}
		switch a.matcher {
		case "pathAll":
			s += a.path + " is " + a.expected + " for all"
		case "pathAny":
			s += a.path + " is " + a.expected + " for any"
		case "path":
			s += a.path + " is " + a.expected
		case "status":
			s += "there is an answer"
		case "error":
			s += "the answer is " + a.expected
		}
		break
	}
	return s + "; asks every " + strconv.Itoa(w.delay) + " s, " + strconv.Itoa(w.attempts) + " times"
}

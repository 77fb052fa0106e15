package coreutils

import (
	"context"
	"encoding/json"
	"math/big"
	"strconv"
	"strings"

	"skylab/console/desk"
)

// jqWords words an error of gojq as jq does.
func jqWords(err error) string {
	s := err.Error()
	if v, ok := strings.CutPrefix(s, "cannot iterate over: "); ok {
		if v == "null" {
			v = "null (null)"
		}
		return "Cannot iterate over " + v
	}
	if v, ok := strings.CutPrefix(s, "expected an object but got: "); ok {
		return "Cannot index " + strings.Split(v, " ")[0] + " with string: " + v
	}
	if v, ok := strings.CutPrefix(s, "expected an array but got: "); ok {
		return "Cannot index " + strings.Split(v, " ")[0] + " with number"
	}
	return strings.TrimPrefix(s, "error: ")
}

// number keeps whole numbers whole, as gojq wants them.
func number(n json.Number) any {
	if i, err := strconv.Atoi(n.String()); err == nil {
		return i
	}
	if !strings.ContainsAny(n.String(), ".eE") {
		if i, ok := new(big.Int).SetString(n.String(), 10); ok {
			return i
		}
	}
	f, _ := n.Float64()
	return f
}

// counter meters gojq: its machine asks the context before every step. A few
// steps can double a text again and again, so the memory is looked at often.
type counter struct {
	n     int
	shell desk.Shell
}

type metered struct {
	context.Context
	count *counter
}

func watch(s desk.Shell) {
	if w, ok := s.(desk.Watcher); ok {
		w.Watch()
	}
}

// Done implements context.Context.
func (m metered) Done() <-chan struct{} {
	if m.count.n++; m.count.n%4 == 0 {
		m.count.shell.Spend(1)
		watch(m.count.shell)
	}
	return m.Context.Done()
}

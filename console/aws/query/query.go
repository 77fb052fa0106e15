// Package query is JMESPath as the aws command's --query understands it: the
// grammar, the words of its errors and the order of its results are those of
// the Python library that the real command carries.
package query

import (
	"fmt"

	"skylab/console/aws/value"
)

// Expression is a compiled query. It holds no state: one expression may be
// searched with by many at once.
type Expression struct{ root *node }

// CallError is what a search ends in when a function cannot do what is asked:
// unknown, given too few arguments or ones of the wrong types. The message is
// that of the Python library.
type CallError struct{ Message string }

func (e *CallError) Error() string { return e.Message }

func failed(format string, args ...any) error {
	return &CallError{fmt.Sprintf(format, args...)}
}

// Search looks the expression up in v. The error is a *CallError.
func (e *Expression) Search(v value.Value) (value.Value, error) {
	run := evaluator{functions: functions}
	return run.visit(e.root, v)
}

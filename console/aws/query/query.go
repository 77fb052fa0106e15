// Package query is JMESPath as the aws command's --query understands it: the
// grammar, the words of its errors and the order of its results are those of
// the Python library that the real command carries.
package query

import "skylab/console/aws/value"

// Expression is a compiled query. It holds no state: one expression may be
// searched with by many at once.
type Expression struct{ root *node }

// Search looks the expression up in v. An error is one of the function calls
// in it: unknown, called with too few arguments, or with the wrong types.
func (e *Expression) Search(v value.Value) (value.Value, error) {
	run := evaluator{functions: functions}
	return run.visit(e.root, v)
}

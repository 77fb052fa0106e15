package lambda

import "skylab/simulators/cloud"

// around are the services that Lambda and its functions touch. The world plugs
// them in; any of them may be missing.
type around struct {
	roles   Roles
	logs    Logs
	metrics Metrics
	queues  Queues
	tables  Tables
}

// Plug gives the service what it needs of the others.
func (s *State) Plug(r Roles, l Logs, m Metrics, q Queues, t Tables) {
	s.around = around{r, l, m, q, t}
}

// Roles is what Lambda asks of IAM.
type Roles interface {
	// Trusts tells whether the role exists and lets the service assume it.
	Trusts(role, service string) (exists, trusts bool)
	// As is the caller that a function is when it runs with the role.
	As(role, session string) cloud.Caller
}

// Line is one line of a function's log.
type Line struct {
	At   cloud.Time
	Text string
}

// Logs is where functions write.
type Logs interface {
	Write(w *cloud.World, scope cloud.Scope, group, stream string, lines []Line)
}

// Metrics is where Lambda counts. A value is added to the bucket of its minute.
type Metrics interface {
	Put(scope cloud.Scope, at cloud.Time, namespace, name, unit string, dimensions [][2]string, value float64)
}

// Queues is what Lambda asks of SQS.
type Queues interface {
	// Send puts a message into the queue of the ARN.
	Send(c *cloud.Call, queue, body string, attributes map[string]string) error
}

// Tables is what function bodies ask of DynamoDB.
type Tables interface {
	// PutOnce puts an item unless one with its key is there already; fresh tells
	// which of the two it was.
	PutOnce(c *cloud.Call, table, key string, item map[string]string) (fresh bool, err error)
}

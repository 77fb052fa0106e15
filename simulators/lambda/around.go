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
	objects Objects
	nets    Networks
}

// Around are the services that Lambda and its functions touch.
type Around struct {
	Roles    Roles
	Logs     Logs
	Metrics  Metrics
	Queues   Queues
	Tables   Tables
	Objects  Objects
	Networks Networks
}

// Plug gives the service what it needs of the others. What is nil is taken not
// to exist: no logs are kept then, every role is good.
func (s *State) Plug(a Around) {
	s.around = around{a.Roles, a.Logs, a.Metrics, a.Queues, a.Tables, a.Objects, a.Networks}
}

// Roles is what Lambda asks of IAM.
type Roles interface {
	// Trusts tells whether the role exists and lets the service assume it.
	Trusts(role, service string) (exists, trusts bool)
	// As is the caller that a function is when it runs with the role.
	As(role, session string) cloud.Caller
	// Access is who judges callers; nil allows all.
	Access() cloud.Access
}

// Line is one line of a function's log.
type Line struct {
	At   cloud.Time
	Text string
}

// Logs is where functions write. The group and the stream are made when they
// are not there.
type Logs interface {
	Write(w *cloud.World, scope cloud.Scope, group, stream string, lines []Line)
}

// Dimension is a name and a value that a metric is counted by.
type Dimension struct{ Name, Value string }

// Metrics is where Lambda counts.
type Metrics interface {
	// Count adds a value so many times to the bucket of its minute.
	Count(scope cloud.Scope, at cloud.Time, namespace, name, unit string, dimensions []Dimension, value float64, times uint64)
}

// Attribute is a message attribute.
type Attribute struct{ Name, Type, Value string }

// Message is a message of a queue as a poller gets it.
type Message struct {
	ID, Receipt, Body, MD5 string
	Attributes             map[string]string // ApproximateReceiveCount, SentTimestamp, …
	Own                    []Attribute
}

// Queues is what Lambda asks of SQS, in the name of the call's caller.
type Queues interface {
	// Exists tells whether there is a queue of the ARN, and its visibility timeout.
	Exists(queue string) (visibility cloud.Time, ok bool)
	Send(c *cloud.Call, queue, body string, attributes []Attribute) error
	// Receive takes messages and hides them for the queue's time, at least so long.
	Receive(c *cloud.Call, queue string, most int, least cloud.Time) ([]Message, error)
	Delete(c *cloud.Call, queue string, receipts []string) error
	// Waiting counts the messages that can be received, and tells when the next
	// one that cannot yet becomes so (0: none).
	Waiting(now cloud.Time, queue string) (visible int, next cloud.Time)
}

// Tables is what function bodies ask of DynamoDB, in the name of the call's
// caller.
type Tables interface {
	// Put writes an item under a key; with once only if there is none of it yet.
	// fresh tells whether it was written.
	Put(c *cloud.Call, table, key string, item map[string]string, once bool) (fresh bool, err error)
}

// Objects is what Lambda asks of S3.
type Objects interface {
	// Object is a file's bytes; without it the code of S3's error.
	Object(c *cloud.Call, bucket, key string) (body []byte, code string)
}

// Networks is what Lambda asks of EC2.
type Networks interface {
	// Subnet is the VPC of a subnet, or empty when there is none.
	Subnet(scope cloud.Scope, id string) (vpc string)
	// Group tells whether a security group exists.
	Group(scope cloud.Scope, id string) bool
}

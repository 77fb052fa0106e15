package sqs

import (
	"maps"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// State is everything that the simulated SQS remembers, for all accounts and
// Regions of a world. Plain values only: Clone copies all of it.
type State struct {
	Regions map[cloud.Scope]*Region

	watchers Watchers // who wants to know of messages, plugged in by the world
}

// Region is what one account has in one Region.
type Region struct{ Queues cloud.Collection[Queue] }

// Queue is a standard queue.
type Queue struct {
	Name, URL, ARN string
	Made, Changed  cloud.Time
	Visibility     cloud.Time
	Delay          cloud.Time
	Retention      cloud.Time
	Wait           cloud.Time // of receives that say nothing else
	MaxSize        int        // bytes of a message
	DeadLetter     string     // ARN of the queue for messages that were received too often
	MaxReceives    int        // that is: more often than this
	RedriveAllow   string     // JSON, or empty
	Policy         string     // JSON, or empty
	Encrypted      bool       // with SQS's own key
	KMSKey         string
	Tags           map[string]string
	Messages       cloud.Collection[Message] // oldest first
	Purged         cloud.Time
}

// Message is one message of a queue.
type Message struct {
	ID         string
	Body       string
	Attributes []Attribute // by name
	Sender     string      // user ID of who sent it
	Sent       cloud.Time  // of the queue in which it was first
	First      cloud.Time  // received for the first time; 0: never
	Received   int         // how often
	Visible    cloud.Time  // from then on it can be received
	Source     string      // ARN of the queue that it was moved from
}

// Attribute is a message attribute.
type Attribute struct {
	Name, Type string
	Value      string // of a Binary one: its bytes
}

// Watchers are told when a queue gets a message that can be received from an
// instant on: Lambda's pollers.
type Watchers interface {
	Arrived(w *cloud.World, queue string, visible cloud.Time)
}

// Plug gives the service what it needs of others.
func (s *State) Plug(w Watchers) { s.watchers = w }

func (s *State) arrived(w *cloud.World, q *Queue, visible cloud.Time) {
	if s.watchers != nil {
		s.watchers.Arrived(w, q.ARN, visible)
	}
}

// Key is the queue's name.
func (q Queue) Key() string { return q.Name }

// Clone copies the queue.
func (q Queue) Clone() Queue {
	q.Tags, q.Messages = maps.Clone(q.Tags), q.Messages.Clone()
	return q
}

// Key is the message's ID.
func (m Message) Key() string { return m.ID }

// Clone copies the message.
func (m Message) Clone() Message { m.Attributes = slices.Clone(m.Attributes); return m }

// Clone copies the state; afterwards the two share nothing that changes.
func (s *State) Clone() State {
	n := State{}
	if s.Regions != nil {
		n.Regions = make(map[cloud.Scope]*Region, len(s.Regions))
	}
	for scope, r := range s.Regions {
		n.Regions[scope] = &Region{Queues: r.Queues.Clone()}
	}
	return n
}

// At is the Region that a call goes to, made on first touch.
func (s *State) At(scope cloud.Scope) *Region {
	if s.Regions == nil {
		s.Regions = map[cloud.Scope]*Region{}
	}
	r := s.Regions[scope]
	if r == nil {
		r = &Region{}
		s.Regions[scope] = r
	}
	return r
}

// Find is the queue of an ARN, or nil.
func (s *State) Find(arn string) *Queue {
	p := strings.Split(arn, ":")
	if len(p) != 6 || p[2] != "sqs" {
		return nil
	}
	r := s.Regions[cloud.Scope{Account: p[4], Region: p[3]}]
	if r == nil {
		return nil
	}
	return r.Queues.Find(p[5])
}

// live drops what is older than the retention says. A dead letter counts from
// when it was first sent, so the oldest need not stand first.
func (q *Queue) live(now cloud.Time) {
	var old []string
	for m := range q.Messages.All {
		if now-m.Sent >= q.Retention {
			old = append(old, m.ID)
		}
	}
	for _, id := range old {
		q.Messages.Remove(id)
	}
}

// Waiting counts the messages that can be received, and tells when the next one
// that cannot becomes so; 0 is never.
func (q *Queue) Waiting(now cloud.Time) (visible int, next cloud.Time) {
	q.live(now)
	for m := range q.Messages.All {
		switch {
		case m.Visible <= now:
			visible++
		case next == 0 || m.Visible < next:
			next = m.Visible
		}
	}
	return visible, next
}

package lambda

import (
	"fmt"

	"skylab/simulators/cloud"
)

// Room is what an execution environment remembers of what it was called with:
// in a global variable, which goes with the process, and in /tmp, which stays
// until the environment is gone. No two functions or versions share one.
// docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
type Room struct {
	Stream string // name of the environment's log stream, by which it is known
	Global string // JSON of the event before, or empty
	Tmp    string
}

// Key is the log stream's name with the function's.
func (r Room) Key() string { return r.Stream }

// Clone copies the room.
func (r Room) Clone() Room { return r }

// roomsMost bounds what the lab keeps of them; the oldest is forgotten first.
const roomsMost = 2000

// room is the memory of an environment, made when there is none.
func (r *Region) room(key string) *Room {
	if x := r.Rooms.Find(key); x != nil {
		return x
	}
	if r.Rooms.Len() >= roomsMost {
		for x := range r.Rooms.All {
			r.Rooms.Remove(x.Stream)
			break
		}
	}
	return r.Rooms.Add(Room{Stream: key})
}

// logStream is the name of an environment's log stream: the day it was made, the
// version and an identifier.
// docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html
func logStream(seed uint64, f *Function, v *Configuration, e Environment) string {
	label := cloud.Label(f.ARN+":"+v.Number) ^ uint64(f.Made)
	return fmt.Sprintf("%s/[%s]%016x%016x", e.Born.UTC().Format("2006/01/02"), v.Number,
		cloud.Roll(seed, label, 2*uint64(e.Ordinal)), cloud.Roll(seed, label, 2*uint64(e.Ordinal)+1))
}

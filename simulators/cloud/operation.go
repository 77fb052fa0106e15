package cloud

import (
	"fmt"
	"reflect"
)

func sprintf(format string, args []any) string {
	if len(args) == 0 {
		return format
	}
	return fmt.Sprintf(format, args...)
}

// Op is one row of a service's static table of operations. It holds a method
// expression and types, so it belongs to no world.
type Op struct {
	Service  string // as the aws command spells it: ec2
	Name     string // as the API spells it: CreateSubnet
	ReadOnly bool   // describes, never changes
	Doc      string // one line for the help, in English
	In, Out  reflect.Type
	Do       func(state any, c *Call, in reflect.Value) (any, error)
	// Decides is true of an operation that asks itself who may call it, because
	// a resource's policy has a say (a key, a queue, a function).
	Decides bool
	// Action is the action of policies where it is not SERVICE:NAME.
	Action string
	// On is the ARN that the caller must be allowed to do it to; nil means *.
	On func(state any, c *Call, in reflect.Value) string
}

// Deciding marks an operation as one that asks itself who may call it.
func Deciding(op Op) Op {
	op.Decides = true
	return op
}

// Upon says which resource an operation is judged by.
func Upon[S, I any](op Op, on func(*S, *Call, I) string) Op {
	op.On = func(state any, c *Call, in reflect.Value) string {
		return on(state.(*S), c, *in.Addr().Interface().(*I))
	}
	return op
}

// Operation makes a row from a method expression such as
// (*State).CreateSubnet. I and O are plain structs in the shape of botocore's
// model: same names, same order; a member that AWS may leave out is a pointer
// or a nil slice.
func Operation[S, I, O any](service, name, doc string, f func(*S, *Call, I) (O, error)) Op {
	return Op{
		Service: service, Name: name, Doc: doc,
		In: reflect.TypeFor[I](), Out: reflect.TypeFor[O](),
		Do: func(state any, c *Call, in reflect.Value) (any, error) {
			out, err := f(state.(*S), c, *in.Addr().Interface().(*I))
			return out, err
		},
	}
}

// Reader is Operation for one that only describes.
func Reader[S, I, O any](service, name, doc string, f func(*S, *Call, I) (O, error)) Op {
	op := Operation(service, name, doc, f)
	op.ReadOnly = true
	return op
}

// On is one row of a service's static table of events.
type On struct {
	What reflect.Type
	Do   func(state any, w *World, what any)
}

// Handle makes a row of the events table from a method expression.
func Handle[S, E any](f func(*S, *World, E)) On {
	return On{What: reflect.TypeFor[E](), Do: func(state any, w *World, what any) { f(state.(*S), w, what.(E)) }}
}

package vpc

import (
	"reflect"

	"skylab/simulators/cloud"
)

// networkOperations are the operations of networks; network_….go each.
var networkOperations = []cloud.Op{}

// networkEvents are what can fall due among them.
var networkEvents []cloud.On

// errDryRun is how EC2 tells that a call marked as a dry run would have worked.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/CommonParameters.html
var errDryRun = cloud.Errorf("DryRunOperation", "Request would have succeeded, but DryRun flag is set.")

// change makes the row of an ec2 operation that changes the network. A member
// DryRun is honoured here for all: the call runs on a copy of everything, so
// whatever would have been refused is refused.
func change[I, O any](name, doc string, f func(*State, *cloud.Call, I) (O, error)) cloud.Op {
	return dry(cloud.Operation("ec2", name, doc, f))
}

// read makes the row of an ec2 operation that only describes.
func read[I, O any](name, doc string, f func(*State, *cloud.Call, I) (O, error)) cloud.Op {
	return dry(cloud.Reader("ec2", name, doc, f))
}

func dry(op cloud.Op) cloud.Op {
	member, ok := op.In.FieldByName("DryRun")
	do := op.Do
	op.Do = func(state any, c *cloud.Call, in reflect.Value) (any, error) {
		if !ok || in.FieldByIndex(member.Index).IsNil() || !in.FieldByIndex(member.Index).Elem().Bool() {
			return do(state, c, in)
		}
		s, w, trial := state.(*State).Clone(), c.World.Clone(), *c
		trial.World = &w
		out, err := do(&s, &trial, in)
		if c.Reasons = trial.Reasons; err == nil {
			err = errDryRun
		}
		return out, err
	}
	return op
}

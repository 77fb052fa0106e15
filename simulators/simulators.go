// Package simulators is a world with every simulated service in it. It is the
// one place that knows them all.
package simulators

import (
	"reflect"

	"skylab/simulators/acm"
	"skylab/simulators/cloud"
	"skylab/simulators/cloudtrail"
	"skylab/simulators/cloudwatch"
	"skylab/simulators/dynamodb"
	"skylab/simulators/elbv2"
	"skylab/simulators/iam"
	"skylab/simulators/kms"
	"skylab/simulators/lambda"
	"skylab/simulators/logs"
	"skylab/simulators/rds"
	"skylab/simulators/route53"
	"skylab/simulators/s3"
	"skylab/simulators/sqs"
	"skylab/simulators/vpc"
)

// World is the whole simulated cloud at one instant. A copy is a Fork.
type World struct {
	Cloud      cloud.World
	VPC        vpc.State
	ACM        acm.State
	CloudTrail cloudtrail.State
	CloudWatch cloudwatch.State
	DynamoDB   dynamodb.State
	ELB        elbv2.State
	IAM        iam.State
	KMS        kms.State
	Lambda     lambda.State
	Logs       logs.State
	RDS        rds.State
	Route53    route53.State
	S3         s3.State
	SQS        sqs.State
}

// Account is the account that a learner works in unless a lesson says
// otherwise; it is the number that AWS's own documentation uses.
const Account = "111122223333"

// New is an empty world: the same seed and start give the same world.
func New(seed uint64, start cloud.Time) *World {
	w := &World{Cloud: cloud.NewWorld(seed, start)}
	w.Route53.Begin()
	w.wire()
	return w
}

// Fork copies the world; afterwards the two share nothing that changes.
func (w *World) Fork() *World {
	c := &World{Cloud: w.Cloud.Clone(), VPC: w.VPC.Clone(), ACM: w.ACM.Clone(), CloudTrail: w.CloudTrail.Clone(), CloudWatch: w.CloudWatch.Clone(), DynamoDB: w.DynamoDB.Clone(), ELB: w.ELB.Clone(), IAM: w.IAM.Clone(), KMS: w.KMS.Clone(), Lambda: w.Lambda.Clone(), Logs: w.Logs.Clone(), RDS: w.RDS.Clone(), Route53: w.Route53.Clone(), S3: w.S3.Clone(), SQS: w.SQS.Clone()}
	c.wire()
	return c
}

// Do runs one operation. in is an addressable struct value of op.In. The call
// is entered in the trail; its reasons come back beside its output.
func (w *World) Do(op *Operation, caller cloud.Caller, scope cloud.Scope, in reflect.Value) (any, []cloud.Reason, error) {
	c := &cloud.Call{World: &w.Cloud, Scope: scope, Caller: caller, Access: w.access()}
	var out any
	err := w.judge(op, c, in)
	if err == nil {
		out, err = op.Do(op.state(w), c, in)
	}
	record := cloud.Record{
		At: w.Cloud.Now, Scope: scope, Caller: caller, Service: op.Service, Operation: op.Name, ReadOnly: op.ReadOnly,
		Input: in.Interface(), Resources: c.Resources, Shown: c.Shown, Reasons: c.Reasons,
	}
	if c.Shown != nil && c.Shown.Reads {
		record.ReadOnly = true
	}
	if e, ok := err.(*cloud.Error); ok {
		record.Error, record.Message = e.Code, e.Message
	} else if !op.ReadOnly || op.Decides {
		// What a key or a function gave is kept too, for the lab's pictures:
		// CloudTrail shows no output of a call that only reads.
		record.Output = out
	}
	w.Cloud.Trail.Add(record)
	if c.Took > 0 {
		w.Sleep(c.Took)
	}
	return out, c.Reasons, err
}

// Sleep lets virtual time pass and runs what falls due on the way.
func (w *World) Sleep(d cloud.Time) {
	until := w.Cloud.Now + d
	w.look() // what was changed since the last time
	for {
		e, ok := w.Cloud.Due(until)
		if !ok {
			break
		}
		kind := reflect.TypeOf(e.What)
		handlers[kind](w, e.What)
		if looksAt[kind] {
			w.Route53.Look(&w.Cloud)
		}
	}
	w.Cloud.Now = until
}

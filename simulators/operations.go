package simulators

import (
	"reflect"
	"slices"
	"strings"

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

// Operation is a row of some service's table together with the way to that
// service's state in a world.
type Operation struct {
	cloud.Op
	state func(*World) any
}

// Service is one command group of aws: its name and its operations, in the
// order of their API names.
type Service struct {
	Name       string // ec2
	Operations []*Operation
}

var (
	services = catalogue()
	handlers = events()
)

// Services lists the simulated services in alphabetical order. Do not change
// what it returns.
func Services() []Service { return services }

// Find looks an operation up by service (ec2) and API name (CreateVpc).
func Find(service, name string) (*Operation, bool) {
	for i := range services {
		if services[i].Name != service {
			continue
		}
		for _, op := range services[i].Operations {
			if op.Name == name {
				return op, true
			}
		}
	}
	return nil, false
}

func catalogue() []Service {
	byName := map[string][]*Operation{}
	add := func(state func(*World) any, table []cloud.Op) {
		for _, op := range table {
			byName[op.Service] = append(byName[op.Service], &Operation{op, state})
		}
	}
	add(func(w *World) any { return &w.VPC }, vpc.Operations)
	add(func(w *World) any { return &w.ACM }, acm.Operations)
	add(func(w *World) any { return &w.CloudTrail }, cloudtrail.Operations)
	add(func(w *World) any { return &w.CloudWatch }, cloudwatch.Operations)
	add(func(w *World) any { return &w.DynamoDB }, dynamodb.Operations)
	add(func(w *World) any { return &w.ELB }, elbv2.Operations)
	add(func(w *World) any { return &w.IAM }, iam.Operations)
	add(func(w *World) any { return &w.KMS }, kms.Operations)
	add(func(w *World) any { return &w.Lambda }, lambda.Operations)
	add(func(w *World) any { return &w.Logs }, logs.Operations)
	add(func(w *World) any { return &w.RDS }, rds.Operations)
	add(func(w *World) any { return &w.Route53 }, route53.Operations)
	add(func(w *World) any { return &w.S3 }, s3.Operations)
	add(func(w *World) any { return &w.SQS }, sqs.Operations)
	list := make([]Service, 0, len(byName))
	for name, ops := range byName {
		slices.SortFunc(ops, func(a, b *Operation) int { return strings.Compare(a.Name, b.Name) })
		list = append(list, Service{name, ops})
	}
	slices.SortFunc(list, func(a, b Service) int { return strings.Compare(a.Name, b.Name) })
	return list
}

func events() map[reflect.Type]func(*World, any) {
	m := map[reflect.Type]func(*World, any){}
	add := func(state func(*World) any, table []cloud.On) {
		for _, on := range table {
			m[on.What] = func(w *World, what any) { on.Do(state(w), &w.Cloud, what) }
		}
	}
	add(func(w *World) any { return &w.VPC }, vpc.Events)
	add(func(w *World) any { return &w.ACM }, acm.Events)
	add(func(w *World) any { return &w.CloudTrail }, cloudtrail.Events)
	add(func(w *World) any { return &w.CloudWatch }, cloudwatch.Events)
	add(func(w *World) any { return &w.DynamoDB }, dynamodb.Events)
	add(func(w *World) any { return &w.ELB }, elbv2.Events)
	add(func(w *World) any { return &w.IAM }, iam.Events)
	add(func(w *World) any { return &w.KMS }, kms.Events)
	add(func(w *World) any { return &w.Lambda }, lambda.Events)
	add(func(w *World) any { return &w.Logs }, logs.Events)
	add(func(w *World) any { return &w.RDS }, rds.Events)
	add(func(w *World) any { return &w.Route53 }, route53.Events)
	add(func(w *World) any { return &w.S3 }, s3.Events)
	add(func(w *World) any { return &w.SQS }, sqs.Events)
	return m
}

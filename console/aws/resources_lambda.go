package aws

import (
	"strconv"

	"skylab/console/desk"
	"skylab/simulators/lambda"
)

// functionServices are the services around functions.
var functionServices = []string{"lambda", "logs", "sqs", "cloudwatch"}

// ofFunctions lists what of those services a member may mean; ok is false where
// it means something of the network.
func (c *completion) ofFunctions(member string) (found []desk.Candidate, ok bool) {
	add := func(id, doc string) { found = append(found, desk.Candidate{Text: id, Doc: doc}) }
	switch member {
	case "FunctionName", "Qualifier", "FunctionVersion", "UUID", "Resource", "Name":
		c.functions(member, add)
	case "Runtime":
		for _, name := range lambda.Runtimes() {
			add(name, "")
		}
	case "Handler":
		for _, name := range lambda.Handlers() {
			add(name, "")
		}
	case "Role":
		if a := c.World.IAM.Accounts[c.scope().Account]; a != nil {
			for r := range a.Roles.All {
				add(r.ARN(), "")
			}
		}
	case "EventSourceArn", "QueueUrl", "QueueName":
		if r := c.World.SQS.Regions[c.scope()]; r != nil {
			for q := range r.Queues.All {
				add(map[string]string{"EventSourceArn": q.ARN, "QueueUrl": q.URL, "QueueName": q.Name}[member], strconv.Itoa(q.Messages.Len()))
			}
		}
	case "logGroupName", "logGroupIdentifier", "logStreamName", "logStreamNames":
		c.logs(member, add)
	case "Namespace", "MetricName":
		c.metrics(member, add)
	default:
		return nil, false
	}
	return found, true
}

func (c *completion) functions(member string, add func(id, doc string)) {
	r := c.World.Lambda.Regions[c.scope()]
	if r == nil {
		return
	}
	if member == "UUID" {
		for m := range r.Mappings.All {
			add(m.UUID, m.Function+" "+m.State)
		}
		return
	}
	for f := range r.Functions.All {
		switch member {
		case "FunctionName":
			add(f.Name, f.Latest.Handler)
		case "Resource":
			add(f.ARN, f.Name)
		default:
			for _, a := range f.Aliases {
				if member != "FunctionVersion" {
					add(a.Name, f.Name+" "+a.Version)
				}
			}
			for i := range f.Versions {
				if member != "Name" {
					add(f.Versions[i].Number, f.Name)
				}
			}
		}
	}
}

func (c *completion) logs(member string, add func(id, doc string)) {
	r := c.World.Logs.Regions[c.scope()]
	if r == nil {
		return
	}
	for g := range r.Groups.All {
		if member == "logGroupName" || member == "logGroupIdentifier" {
			add(g.Name, "")
			continue
		}
		for x := range g.Streams.All {
			add(x.Name, g.Name)
		}
	}
}

func (c *completion) metrics(member string, add func(id, doc string)) {
	r := c.World.CloudWatch.Regions[c.scope()]
	if r == nil {
		return
	}
	seen := map[string]bool{}
	for x := range r.Series.All {
		text, doc := x.Name, x.Namespace
		if member == "Namespace" {
			text, doc = x.Namespace, ""
		}
		if !seen[text] {
			seen[text] = true
			add(text, doc)
		}
	}
}

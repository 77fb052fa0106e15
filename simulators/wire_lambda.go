package simulators

import (
	"reflect"

	"skylab/simulators/cloud"
	"skylab/simulators/cloudwatch"
	"skylab/simulators/dynamodb"
	"skylab/simulators/lambda"
	"skylab/simulators/logs"
	"skylab/simulators/s3"
	"skylab/simulators/sqs"
)

// wireLambda joins functions to what they run as, write into, read from and
// are called by.
func (w *World) wireLambda() {
	w.Lambda.Plug(lambda.Around{
		Roles: functionRoles{w}, Logs: functionLogs{&w.Logs}, Metrics: functionMetrics{&w.CloudWatch},
		Queues: functionQueues{&w.SQS}, Tables: functionTables{w}, Objects: functionCode{w}, Networks: functionNetworks{w},
	})
	w.SQS.Plug(&w.Lambda)
}

// functionRoles is IAM as Lambda asks it.
type functionRoles struct{ world *World }

func (r functionRoles) Trusts(role, service string) (exists, trusts bool) {
	return r.world.IAM.Trusts(role, service)
}

func (r functionRoles) As(role, session string) cloud.Caller { return r.world.IAM.As(role, session) }

func (r functionRoles) Access() cloud.Access { return r.world.access() }

// functionLogs is CloudWatch Logs as functions write into it.
type functionLogs struct{ logs *logs.State }

func (l functionLogs) Write(w *cloud.World, scope cloud.Scope, group, stream string, lines []lambda.Line) {
	events := make([]logs.Event, len(lines))
	for i, x := range lines {
		events[i] = logs.Event{At: x.At, Came: x.At, Text: x.Text + "\n"}
	}
	l.logs.Write(scope, w.Now, group, stream, events)
}

// functionMetrics is CloudWatch as Lambda counts into it.
type functionMetrics struct{ metrics *cloudwatch.State }

func (m functionMetrics) Count(scope cloud.Scope, at cloud.Time, namespace, name, unit string, dimensions []lambda.Dimension, value float64, times uint64) {
	list := make([]cloudwatch.Dimension, len(dimensions))
	for i, d := range dimensions {
		list[i] = cloudwatch.Dimension(d)
	}
	m.metrics.Count(scope, at, cloudwatch.NewMetric(namespace, name, list...), unit, value, float64(times))
}

// functionQueues is SQS as Lambda's pollers and destinations use it.
type functionQueues struct{ queues *sqs.State }

func (q functionQueues) Exists(queue string) (visibility cloud.Time, ok bool) {
	if x := q.queues.Find(queue); x != nil {
		return x.Visibility, true
	}
	return 0, false
}

func (q functionQueues) Waiting(now cloud.Time, queue string) (visible int, next cloud.Time) {
	if x := q.queues.Find(queue); x != nil {
		return x.Waiting(now)
	}
	return 0, 0
}

func (q functionQueues) Send(c *cloud.Call, queue, body string, attributes []lambda.Attribute) error {
	list := make([]sqs.Attribute, len(attributes))
	for i, a := range attributes {
		list[i] = sqs.Attribute(a)
	}
	return q.queues.Deliver(c, queue, body, list)
}

func (q functionQueues) Receive(c *cloud.Call, queue string, most int, least cloud.Time) ([]lambda.Message, error) {
	x := q.queues.Find(queue)
	if x == nil {
		return nil, nil
	}
	if err := x.Authorize(c, "ReceiveMessage"); err != nil {
		return nil, err
	}
	var list []lambda.Message
	for _, m := range q.queues.Take(c.World, x, c.Now, most, max(x.Visibility, least)) {
		got := lambda.Message{ID: m.ID, Receipt: sqs.Receipt(x, m), Body: m.Body, MD5: m.Sum(), Attributes: m.System()}
		for _, a := range m.Attributes {
			got.Own = append(got.Own, lambda.Attribute(a))
		}
		list = append(list, got)
	}
	return list, nil
}

func (q functionQueues) Delete(c *cloud.Call, queue string, receipts []string) error {
	x := q.queues.Find(queue)
	if x == nil {
		return nil
	}
	if err := x.Authorize(c, "DeleteMessage"); err != nil {
		return err
	}
	for _, r := range receipts {
		if err := x.Delete(r); err != nil {
			return err
		}
	}
	return nil
}

// functionTables is DynamoDB as functions write into it: a call of its own, in
// the name of the function's role.
type functionTables struct{ world *World }

func (f functionTables) Put(c *cloud.Call, table, key string, item map[string]string, once bool) (fresh bool, err error) {
	in := dynamodb.PutItemInput{TableName: table, Item: map[string]dynamodb.AttributeValue{}}
	for name, value := range item {
		in.Item[name] = dynamodb.AttributeValue{S: new(value)}
	}
	t := f.world.DynamoDB.At(c.Scope).Tables.Find(table)
	if t != nil {
		in.Item[t.Keys[0].AttributeName] = dynamodb.AttributeValue{S: &key}
		for x := range t.Items.All {
			if old := x.Attributes[t.Keys[0].AttributeName].S; once && old != nil && *old == key {
				return false, nil // the condition attribute_not_exists failed
			}
		}
	}
	op, _ := Find("dynamodb", "PutItem")
	_, _, err = f.world.Do(op, c.Caller, c.Scope, reflect.ValueOf(&in).Elem())
	return err == nil, err
}

// functionCode is S3 as Lambda fetches packages from it, in the name of who
// makes the function.
type functionCode struct{ world *World }

func (f functionCode) Object(c *cloud.Call, bucket, key string) (body []byte, code string) {
	op, _ := Find("s3", "GetObject")
	if op == nil {
		op, _ = Find("s3api", "GetObject")
	}
	caller := c.Caller
	caller.Via = "lambda.amazonaws.com"
	out, _, err := f.world.Do(op, caller, c.Scope, reflect.ValueOf(&s3.GetObjectInput{Bucket: bucket, Key: key}).Elem())
	if e, ok := err.(*cloud.Error); ok {
		return nil, e.Code
	}
	return out.(s3.GetObjectOutput).Body, ""
}

// functionNetworks is EC2 as Lambda checks subnets and groups.
type functionNetworks struct{ world *World }

func (n functionNetworks) Subnet(scope cloud.Scope, id string) string {
	if r := n.world.VPC.Regions[scope]; r != nil {
		if s := r.Subnets.Find(id); s != nil {
			return s.VPC
		}
	}
	return ""
}

func (n functionNetworks) Group(scope cloud.Scope, id string) bool {
	r := n.world.VPC.Regions[scope]
	return r != nil && r.Groups.Find(id) != nil
}

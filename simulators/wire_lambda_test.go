package simulators

import (
	"reflect"
	"strings"
	"testing"

	"skylab/simulators/cloud"
	"skylab/simulators/cloudwatch"
	"skylab/simulators/iam"
	"skylab/simulators/lambda"
	"skylab/simulators/sqs"
)

// kitchen is a world in which functions, queues, logs and metrics hold
// something of every kind.
func kitchen(t *testing.T) *World {
	w := New(3, cloud.DefaultStart)
	scope := cloud.Scope{Account: Account, Region: "us-east-1"}
	do := func(service, name string, in any) any {
		t.Helper()
		op, ok := Find(service, name)
		if !ok {
			t.Fatalf("no %s %s", service, name)
		}
		out, _, err := w.Do(op, cloud.Caller{Account: Account, ARN: "arn:aws:iam::" + Account + ":user/you"}, scope, reflect.ValueOf(in).Elem())
		if err != nil {
			t.Fatalf("%s %s: %v", service, name, err)
		}
		return out
	}
	role := "arn:aws:iam::" + Account + ":role/run"
	do("iam", "CreateRole", &iam.CreateRoleInput{RoleName: "run", AssumeRolePolicyDocument: `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}`})
	do("iam", "PutRolePolicy", &iam.PutRolePolicyInput{RoleName: "run", PolicyName: "all", PolicyDocument: `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["logs:*","sqs:*"],"Resource":"*"}]}`})
	url := do("sqs", "CreateQueue", &sqs.CreateQueueInput{QueueName: "in", Tags: map[string]string{"a": "b"}}).(sqs.QueueURLOutput).QueueUrl
	do("lambda", "CreateFunction", &lambda.CreateFunctionInput{
		FunctionName: "f", Runtime: new("python3.13"), Role: role, Handler: new("wait.handler"), Publish: new(true), Tags: map[string]string{"a": "b"},
		Code:   lambda.FunctionCode{S3Bucket: new("lab-packages"), S3Key: new("1MB.zip")},
		Layers: []string{"arn:aws:lambda:us-east-1:" + Account + ":layer:l:1"}, Environment: &lambda.EnvironmentInput{Variables: map[string]string{"WAIT_MS": "2000"}},
	})
	w.Sleep(cloud.Minute)
	do("lambda", "CreateAlias", &lambda.CreateAliasInput{FunctionName: "f", Name: "live", FunctionVersion: "1"})
	do("lambda", "AddPermission", &lambda.AddPermissionInput{FunctionName: "f", StatementId: "s", Action: "lambda:InvokeFunction", Principal: "s3.amazonaws.com"})
	do("lambda", "PutProvisionedConcurrencyConfig", &lambda.PutProvisionedConcurrencyConfigInput{FunctionName: "f", Qualifier: "live", ProvisionedConcurrentExecutions: 2})
	do("lambda", "PutFunctionEventInvokeConfig", &lambda.EventInvokeConfigInput{FunctionName: "f", MaximumRetryAttempts: new(1)})
	do("application-autoscaling", "RegisterScalableTarget", &lambda.RegisterScalableTargetInput{ServiceNamespace: "lambda", ResourceId: "function:f:live", ScalableDimension: "lambda:function:ProvisionedConcurrency", MinCapacity: new(2), MaxCapacity: new(4)})
	do("application-autoscaling", "PutScheduledAction", &lambda.PutScheduledActionInput{ServiceNamespace: "lambda", ResourceId: "function:f:live", ScalableDimension: "lambda:function:ProvisionedConcurrency", ScheduledActionName: "n", Schedule: new("rate(1 day)"), ScalableTargetAction: &lambda.ScalableTargetAction{MinCapacity: new(3)}})
	do("lambda", "CreateEventSourceMapping", &lambda.CreateEventSourceMappingInput{EventSourceArn: new("arn:aws:sqs:us-east-1:" + Account + ":in"), FunctionName: "f", FilterCriteria: &lambda.FilterCriteria{Filters: []lambda.Filter{{Pattern: new(`{"body":["x","y"]}`)}}}})
	w.Sleep(cloud.Minute)
	do("lambda", "Invoke", &lambda.InvocationInput{FunctionName: "f", Payload: []byte(`{"n":1}`)})
	do("lambda", "Invoke", &lambda.InvocationInput{FunctionName: "f", Payload: []byte(`{"poison":true}`), InvocationType: new("Event")})
	do("sqs", "SendMessage", &sqs.SendMessageInput{QueueUrl: url, MessageBody: "x", MessageAttributes: map[string]sqs.MessageAttributeValue{"a": {DataType: "String", StringValue: new("b")}}})
	w.Sleep(cloud.Second)
	do("sqs", "SendMessage", &sqs.SendMessageInput{QueueUrl: url, MessageBody: "y", MessageAttributes: map[string]sqs.MessageAttributeValue{"a": {DataType: "String", StringValue: new("b")}}})
	do("cloudwatch", "PutMetricData", &cloudwatch.PutMetricDataInput{Namespace: "N", MetricData: []cloudwatch.MetricDatum{{MetricName: "m", Value: new(1.0), Dimensions: []cloudwatch.Dimension{{Name: "a", Value: "b"}}}}})
	r := w.Lambda.At(scope)
	r.Quotas = map[string]int{"L-B99A9384": 2000}
	if r.Queue.Len() == 0 || r.Rooms.Len() == 0 || r.Batches.Len() == 0 || w.SQS.At(scope).Queues.Find("in").Messages.Len() == 0 || w.Logs.At(scope).Groups.Len() == 0 {
		t.Fatalf("the kitchen lacks something: %d events, %d rooms, %d batches", r.Queue.Len(), r.Rooms.Len(), r.Batches.Len())
	}
	return w
}

// TestForkSharesNoFunctions: what is under way in a fork is its own.
func TestForkSharesNoFunctions(t *testing.T) {
	w := kitchen(t)
	if s := shared(t, w, w.Fork()); len(s) != 0 {
		t.Fatalf("a fork shares %s", strings.Join(s, "\n  "))
	}
	f := w.Fork()
	for name, both := range map[string][2]any{
		"Lambda": {w.Lambda.Regions, f.Lambda.Regions}, "SQS": {w.SQS.Regions, f.SQS.Regions}, "Logs": {w.Logs, f.Logs}, "CloudWatch": {w.CloudWatch, f.CloudWatch},
	} {
		if !reflect.DeepEqual(both[0], both[1]) {
			t.Errorf("a fork's %s is not its world's: Clone leaves something out", name)
		}
	}
}

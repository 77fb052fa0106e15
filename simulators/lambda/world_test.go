package lambda_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"skylab/simulators"
	"skylab/simulators/cloud"
	"skylab/simulators/iam"
	"skylab/simulators/lambda"
	"skylab/simulators/sqs"
)

// lab is a world in which a test makes functions and calls them.
type lab struct {
	*testing.T
	*simulators.World
	scope  cloud.Scope
	caller cloud.Caller
}

const (
	role      = "arn:aws:iam::111122223333:role/run"
	functions = "arn:aws:lambda:us-east-1:111122223333:function:"
	queueARN  = "arn:aws:sqs:us-east-1:111122223333:"
)

// trust lets Lambda take a role on.
const trust = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}`

// everything a function may do in these tests unless they say otherwise.
const everything = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["logs:*","sqs:*","dynamodb:*"],"Resource":"*"}]}`

func newLab(t *testing.T) *lab {
	l := &lab{T: t, World: simulators.New(1, cloud.DefaultStart), scope: cloud.Scope{Account: simulators.Account, Region: "us-east-1"}}
	l.caller = cloud.Caller{Account: simulators.Account, ARN: "arn:aws:iam::111122223333:user/you", UserID: "AIDACKCEVSQ6C2EXAMPLE"}
	l.must("iam", "CreateRole", &iam.CreateRoleInput{RoleName: "run", AssumeRolePolicyDocument: trust})
	l.must("iam", "PutRolePolicy", &iam.PutRolePolicyInput{RoleName: "run", PolicyName: "all", PolicyDocument: everything})
	return l
}

// do calls an operation; in points to its input.
func (l *lab) do(service, name string, in any) (any, error) {
	l.Helper()
	op, ok := simulators.Find(service, name)
	if !ok {
		l.Fatalf("no operation %s %s", service, name)
	}
	out, _, err := l.World.Do(op, l.caller, l.scope, reflect.ValueOf(in).Elem())
	return out, err
}

func (l *lab) must(service, name string, in any) any {
	l.Helper()
	out, err := l.do(service, name, in)
	if err != nil {
		l.Fatalf("%s %s: %v", service, name, err)
	}
	return out
}

// create makes a function that echoes, unless it is changed, and waits for it.
func (l *lab) create(name string, change ...func(*lambda.CreateFunctionInput)) {
	l.Helper()
	in := lambda.CreateFunctionInput{
		FunctionName: name, Runtime: new("python3.13"), Role: role, Handler: new("echo.handler"),
		Code: lambda.FunctionCode{S3Bucket: new("lab-packages"), S3Key: new("5MB.zip")},
	}
	for _, c := range change {
		c(&in)
	}
	l.must("lambda", "CreateFunction", &in)
	l.Sleep(5 * cloud.Minute)
}

func (l *lab) publish(name string) string {
	l.Helper()
	return l.must("lambda", "PublishVersion", &lambda.PublishVersionInput{FunctionName: name}).(lambda.FunctionConfiguration).Version
}

func (l *lab) invoke(name, payload string) (lambda.InvocationOutput, error) {
	l.Helper()
	out, err := l.do("lambda", "Invoke", &lambda.InvocationInput{FunctionName: name, Payload: []byte(payload)})
	r, _ := out.(lambda.InvocationOutput)
	return r, err
}

func (l *lab) send(name, payload string) {
	l.Helper()
	out := l.must("lambda", "Invoke", &lambda.InvocationInput{FunctionName: name, Payload: []byte(payload), InvocationType: new("Event")}).(lambda.InvocationOutput)
	if out.StatusCode != 202 {
		l.Fatalf("an event is answered with %d", out.StatusCode)
	}
}

// queue makes a queue and gives its address.
func (l *lab) queue(name string, attributes map[string]string) string {
	l.Helper()
	return l.must("sqs", "CreateQueue", &sqs.CreateQueueInput{QueueName: name, Attributes: attributes}).(sqs.QueueURLOutput).QueueUrl
}

// bodies receives all that a queue holds now.
func (l *lab) bodies(url string) (list []string) {
	l.Helper()
	out := l.must("sqs", "ReceiveMessage", &sqs.ReceiveMessageInput{QueueUrl: url, MaxNumberOfMessages: new(10)}).(sqs.ReceiveMessageOutput)
	for _, m := range out.Messages {
		list = append(list, m.Body)
	}
	return list
}

// failure is the code and the message of an API error.
func failure(err error) (code, message string) {
	var e *cloud.Error
	if errors.As(err, &e) {
		return e.Code, e.Message
	}
	return "", ""
}

// parsed reads JSON into members.
func parsed(t *testing.T, text string) object {
	t.Helper()
	var m object
	if err := json.Unmarshal([]byte(text), &m); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return m
}

// log is the text of a function's log, line by line.
func (l *lab) log(group string) (lines []string) {
	l.Helper()
	g := l.Logs.At(l.scope).Groups.Find(group)
	if g == nil {
		return nil
	}
	for i := range g.Events.Len() {
		lines = append(lines, strings.TrimSuffix(g.Events.At(i).Text, "\n"))
	}
	return lines
}

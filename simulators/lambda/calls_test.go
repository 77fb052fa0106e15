package lambda_test

import (
	"fmt"
	"strings"
	"testing"

	"skylab/simulators/cloud"
	"skylab/simulators/iam"
	"skylab/simulators/lambda"
	"skylab/simulators/sqs"
)

// An alias shares its calls as its weight says: 1,000 calls are within four
// standard deviations of it.
func TestAliasShares(t *testing.T) {
	l := newLab(t)
	l.create("f")
	l.publish("f")
	l.must("lambda", "UpdateFunctionConfiguration", &lambda.UpdateFunctionConfigurationInput{FunctionName: "f", MemorySize: new(256)})
	l.Sleep(cloud.Minute)
	l.publish("f")
	l.must("lambda", "CreateAlias", &lambda.CreateAliasInput{FunctionName: "f", Name: "live", FunctionVersion: "1", RoutingConfig: &lambda.AliasRoutingConfiguration{AdditionalVersionWeights: map[string]float64{"2": 0.1}}})
	second := 0
	for range 1000 {
		out, err := l.invoke("f:live", "{}")
		if err != nil {
			t.Fatal(err)
		}
		if *out.ExecutedVersion == "2" {
			second++
		}
	}
	if second < 62 || second > 138 { // 100 ± 4 × √90
		t.Errorf("%d of 1000 calls reached the second version", second)
	}
}

// Every event either works or comes to the failure destination, once, after as
// many runs as its configuration lets.
func TestNoEventIsLost(t *testing.T) {
	for retries := range 3 {
		l := newLab(t)
		l.create("f")
		url := l.queue("lost", map[string]string{"VisibilityTimeout": "0"})
		l.must("lambda", "PutFunctionEventInvokeConfig", &lambda.EventInvokeConfigInput{FunctionName: "f", MaximumRetryAttempts: &retries,
			DestinationConfig: &lambda.DestinationConfig{OnFailure: &lambda.OnResult{Destination: new(queueARN + "lost")}}})
		for i := range 8 {
			l.send("f", fmt.Sprintf(`{"n":%d,"poison":%v}`, i, i%2 == 0))
			l.Sleep(cloud.Second)
		}
		l.Sleep(cloud.Hour)
		lost := map[string]bool{}
		for _, body := range l.bodies(url) {
			r := parsed(t, body)
			if got := members(r["requestContext"])["approximateInvokeCount"]; got != float64(retries+1) {
				t.Errorf("with %d retries an event ran %v times", retries, got)
			}
			lost[fmt.Sprint(members(r["requestPayload"])["n"])] = true
		}
		if len(lost) != 4 || l.starts("f") != 4+4*(retries+1) {
			t.Errorf("with %d retries %d events failed, after %d runs", retries, len(lost), l.starts("f"))
		}
	}
}

// An update takes effect when it is done; until then the old settings run, and
// no environment of the old code is used after it.
func TestUpdateTakesEffectWhenItIsDone(t *testing.T) {
	l := newLab(t)
	l.create("f", func(in *lambda.CreateFunctionInput) { in.Handler = new("wait.handler") })
	first, _ := l.invoke("f", "{}")
	l.must("lambda", "UpdateFunctionCode", &lambda.UpdateFunctionCodeInput{FunctionName: "f", S3Bucket: new("lab-packages"), S3Key: new("9MB.zip")})
	during, _ := l.invoke("f", "{}")
	l.Sleep(5 * cloud.Second)
	after, _ := l.invoke("f", "{}")
	a, b, c := parsed(t, string(first.Payload)), parsed(t, string(during.Payload)), parsed(t, string(after.Payload))
	if a["environment"] != b["environment"] || b["count"] != 2.0 {
		t.Errorf("during the update: %v", b)
	}
	if c["environment"] == a["environment"] || c["count"] != 1.0 {
		t.Errorf("after the update: %v", c)
	}
}

// A timeout takes the process, and what it remembered, and leaves /tmp.
func TestTimeoutForgetsGlobalsAndKeepsTmp(t *testing.T) {
	l := newLab(t)
	l.create("f", func(in *lambda.CreateFunctionInput) {
		in.Timeout, in.Environment = new(1), &lambda.EnvironmentInput{Variables: map[string]string{"WAIT_MS": "980", "SPREAD_PERCENT": "10"}}
	})
	var before, got object
	for n := range 60 {
		out, err := l.invoke("f", fmt.Sprintf(`{"n":%d}`, n))
		if err != nil {
			t.Fatal(err)
		}
		if out.FunctionError != nil {
			before = object{"n": float64(n)}
			continue
		}
		if got = parsed(t, string(out.Payload)); before != nil {
			break
		}
	}
	if before == nil || got == nil {
		t.Fatal("no call timed out, or none came after it: choose other lengths")
	}
	if got["count"] != 1.0 || got["global"] != nil || fmt.Sprint(got["tmp"]) != fmt.Sprint(map[string]any(before)) {
		t.Errorf("after a timeout: %v, the event before was %v", got, before)
	}
}

// The messages of a queue end up deleted or in the dead-letter queue, whatever
// the function does with them.
func TestQueueConservesMessages(t *testing.T) {
	l := newLab(t)
	l.create("f", func(in *lambda.CreateFunctionInput) {
		in.Environment = &lambda.EnvironmentInput{Variables: map[string]string{"REPORT_BATCH_ITEM_FAILURES": "1"}}
	})
	dead := l.queue("dead", map[string]string{"VisibilityTimeout": "0"})
	url := l.queue("in", map[string]string{"VisibilityTimeout": "10", "RedrivePolicy": `{"deadLetterTargetArn":"` + queueARN + `dead","maxReceiveCount":3}`})
	l.must("lambda", "CreateEventSourceMapping", &lambda.CreateEventSourceMappingInput{EventSourceArn: new(queueARN + "in"), FunctionName: "f", FunctionResponseTypes: []string{"ReportBatchItemFailures"}})
	l.Sleep(cloud.Minute)
	for i := range 40 {
		l.must("sqs", "SendMessage", &sqs.SendMessageInput{QueueUrl: url, MessageBody: fmt.Sprintf(`{"n":%d,"poison":%v}`, i, i%10 == 0)})
	}
	l.Sleep(10 * cloud.Minute)
	var poison []string
	for _, body := range l.bodies(dead) {
		if !strings.Contains(body, "true") {
			t.Errorf("a good message lies among the dead: %s", body)
		}
		poison = append(poison, body)
	}
	if q := l.SQS.At(l.scope).Queues.Find("in"); len(poison) != 4 || q.Messages.Len() != 0 {
		t.Errorf("%d dead letters, %d left", len(poison), q.Messages.Len())
	}
	if m := l.World.Lambda.At(l.scope); m.Batches.Len() != 0 {
		t.Errorf("%d batches never ended", m.Batches.Len())
	}
}

// A mapping with a maximum never runs more batches at once.
func TestMappingKeepsItsMaximum(t *testing.T) {
	l := newLab(t)
	l.create("f", func(in *lambda.CreateFunctionInput) {
		in.Handler, in.Environment = new("wait.handler"), &lambda.EnvironmentInput{Variables: map[string]string{"WAIT_MS": "2000", "SPREAD_PERCENT": "0"}}
	})
	url := l.queue("in", nil)
	l.must("lambda", "CreateEventSourceMapping", &lambda.CreateEventSourceMappingInput{EventSourceArn: new(queueARN + "in"), FunctionName: "f", BatchSize: new(1), ScalingConfig: &lambda.ScalingConfig{MaximumConcurrency: new(2)}})
	l.Sleep(cloud.Minute)
	for i := range 12 {
		l.must("sqs", "SendMessage", &sqs.SendMessageInput{QueueUrl: url, MessageBody: fmt.Sprint(i)})
	}
	most := 0
	for range 300 {
		l.Sleep(100 * cloud.Millisecond)
		most = max(most, l.World.Lambda.At(l.scope).Engine.Busy(l.Cloud.Now, "f"))
	}
	if most != 2 || l.starts("f") != 12 {
		t.Errorf("%d batches at once, %d runs", most, l.starts("f"))
	}
}

// A world with everything in it and its fork share nothing, and go the same way.
func TestForksGoTheSameWay(t *testing.T) {
	l := newLab(t)
	l.create("f", func(in *lambda.CreateFunctionInput) { in.Publish = new(true) })
	url := l.queue("in", nil)
	l.must("lambda", "CreateEventSourceMapping", &lambda.CreateEventSourceMappingInput{EventSourceArn: new(queueARN + "in"), FunctionName: "f"})
	l.Sleep(10 * cloud.Second)
	l.send("f", `{"poison":true}`)
	l.must("sqs", "SendMessage", &sqs.SendMessageInput{QueueUrl: url, MessageBody: "x"})
	fork := &lab{T: t, World: l.Fork(), scope: l.scope, caller: l.caller}
	for _, x := range []*lab{fork, l} {
		x.Sleep(10 * cloud.Minute)
		if _, err := x.invoke("f", `{"n":1}`); err != nil {
			t.Fatal(err)
		}
	}
	if a, b := strings.Join(l.log("/aws/lambda/f"), "\n"), strings.Join(fork.log("/aws/lambda/f"), "\n"); a != b || a == "" {
		t.Errorf("the fork's log:\n%s\n\nthe world's:\n%s", b, a)
	}
}

// A queue that hides nothing, and a role that may read and not delete, do not
// keep a mapping busy for ever at one instant.
func TestMappingOfAQueueThatHidesNothing(t *testing.T) {
	l := newLab(t)
	l.create("f")
	url := l.queue("in", nil)
	l.must("lambda", "CreateEventSourceMapping", &lambda.CreateEventSourceMappingInput{EventSourceArn: new(queueARN + "in"), FunctionName: "f",
		FilterCriteria: &lambda.FilterCriteria{Filters: []lambda.Filter{{Pattern: new(`{"body":["good"]}`)}}}})
	l.Sleep(cloud.Minute)
	l.must("sqs", "SetQueueAttributes", &sqs.SetQueueAttributesInput{QueueUrl: url, Attributes: map[string]string{"VisibilityTimeout": "0"}})
	l.must("iam", "PutRolePolicy", &iam.PutRolePolicyInput{RoleName: "run", PolicyName: "all", PolicyDocument: `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:ReceiveMessage","Resource":"*"}]}`})
	l.must("sqs", "SendMessage", &sqs.SendMessageInput{QueueUrl: url, MessageBody: "bad"})
	l.must("sqs", "SendMessage", &sqs.SendMessageInput{QueueUrl: url, MessageBody: "good"})
	before := l.Cloud.Now
	l.Sleep(cloud.Minute)
	if l.Cloud.Now != before+cloud.Minute || l.SQS.At(l.scope).Queues.Find("in").Messages.Len() != 2 {
		t.Error("the messages are gone, or time stands still")
	}
	if n := l.World.Lambda.At(l.scope).Engine.Environments(l.Cloud.Now, "f"); len(n) == 0 || n[0].Calls > 25 {
		t.Errorf("called again and again: %v", n)
	}
}

package sqs

import (
	"fmt"
	"strings"
	"testing"

	"skylab/simulators/cloud"
)

// bench is a queue service with a clock.
type bench struct {
	*testing.T
	State
	w cloud.World
}

func newBench(t *testing.T) *bench {
	return &bench{T: t, w: cloud.NewWorld(1, cloud.DefaultStart)}
}

func (b *bench) call() *cloud.Call {
	return &cloud.Call{World: &b.w, Scope: cloud.Scope{Account: "111122223333", Region: "us-east-1"}, Caller: cloud.Caller{Account: "111122223333"}}
}

func (b *bench) queue(name string, attributes map[string]string) string {
	b.Helper()
	out, err := b.CreateQueue(b.call(), CreateQueueInput{QueueName: name, Attributes: attributes})
	if err != nil {
		b.Fatal(err)
	}
	return out.QueueUrl
}

func (b *bench) put(url, body string) {
	b.Helper()
	if _, err := b.SendMessage(b.call(), SendMessageInput{QueueUrl: url, MessageBody: body}); err != nil {
		b.Fatal(err)
	}
}

func (b *bench) get(url string) []ReceivedMessage {
	b.Helper()
	out, err := b.ReceiveMessage(b.call(), ReceiveMessageInput{QueueUrl: url, MaxNumberOfMessages: new(10), AttributeNames: []string{"All"}})
	if err != nil {
		b.Fatal(err)
	}
	return out.Messages
}

// A message that was received is hidden for its time, counted from when it was
// received or last changed, and gone once it is deleted, also too late.
func TestVisibility(t *testing.T) {
	b := newBench(t)
	url := b.queue("q", nil)
	b.put(url, "m")
	first := b.get(url)
	if len(first) != 1 || len(b.get(url)) != 0 {
		t.Fatal("a message is not hidden")
	}
	b.w.Now += 15 * cloud.Second
	change := ChangeMessageVisibilityInput{QueueUrl: url, ReceiptHandle: first[0].ReceiptHandle, VisibilityTimeout: 10}
	if _, err := b.ChangeMessageVisibility(b.call(), change); err != nil {
		t.Fatal(err)
	}
	b.w.Now += 9 * cloud.Second
	if len(b.get(url)) != 0 {
		t.Error("it came back at 24 s")
	}
	b.w.Now += 2 * cloud.Second
	again := b.get(url)
	if len(again) != 1 || again[0].Attributes["ApproximateReceiveCount"] != "2" {
		t.Errorf("at 26 s: %v", again)
	}
	b.w.Now += cloud.Hour
	if _, err := b.DeleteMessage(b.call(), ReceiptInput{url, again[0].ReceiptHandle}); err != nil || len(b.get(url)) != 0 {
		t.Errorf("deleted too late: %v", err)
	}
	b.put(url, "m")
	m := b.get(url)[0]
	b.w.Now += cloud.Second
	change = ChangeMessageVisibilityInput{QueueUrl: url, ReceiptHandle: m.ReceiptHandle, VisibilityTimeout: 43200}
	if _, err := b.ChangeMessageVisibility(b.call(), change); err == nil {
		t.Error("hidden for longer than 12 hours in all")
	}
}

// A message goes to the dead-letter queue with its ID and its age.
func TestDeadLetters(t *testing.T) {
	b := newBench(t)
	dead := b.queue("dead", map[string]string{"MessageRetentionPeriod": "345600"})
	url := b.queue("q", map[string]string{"VisibilityTimeout": "0", "RedrivePolicy": `{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:111122223333:dead","maxReceiveCount":"2"}`})
	b.put(url, "m")
	id := ""
	for n := range 2 {
		list := b.get(url)
		if len(list) != 1 {
			t.Fatalf("receive %d: %v", n, list)
		}
		id = list[0].MessageId
	}
	b.w.Now += cloud.Day
	if len(b.get(url)) != 0 {
		t.Error("received a third time")
	}
	moved := b.get(dead)
	if len(moved) != 1 || moved[0].MessageId != id || moved[0].Attributes["DeadLetterQueueSourceArn"] == "" {
		t.Fatalf("moved: %v", moved)
	}
	b.w.Now += 3*cloud.Day - cloud.Second
	if b.get(dead); b.Find("arn:aws:sqs:us-east-1:111122223333:dead").Messages.Len() != 1 {
		t.Error("gone before four days")
	}
	b.w.Now += 2 * cloud.Second
	if b.get(dead); b.Find("arn:aws:sqs:us-east-1:111122223333:dead").Messages.Len() != 0 {
		t.Error("older than four days")
	}
}

// Delays, retention and long polls take their time.
func TestTimes(t *testing.T) {
	b := newBench(t)
	url := b.queue("q", map[string]string{"DelaySeconds": "10", "MessageRetentionPeriod": "60"})
	b.put(url, "m")
	c := b.call()
	out, err := b.ReceiveMessage(c, ReceiveMessageInput{QueueUrl: url, WaitTimeSeconds: new(5)})
	if err != nil || len(out.Messages) != 0 || c.Took != 5*cloud.Second {
		t.Errorf("a poll of 5 s took %d: %v", c.Took, out)
	}
	c = b.call()
	if out, err = b.ReceiveMessage(c, ReceiveMessageInput{QueueUrl: url, WaitTimeSeconds: new(20)}); err != nil || len(out.Messages) != 1 || c.Took != 10*cloud.Second {
		t.Errorf("a poll of 20 s took %d: %v", c.Took, out)
	}
	b.w.Now += 61 * cloud.Second
	if len(b.get(url)) != 0 {
		t.Error("older than its retention")
	}
}

// AWS's own example of the checksum of attributes, and that of a body.
func TestChecksums(t *testing.T) {
	if got := sumOf("msg"); got != "6e2baaf3b97dbeef01c0043275f9a0e7" {
		t.Errorf("body: %s", got)
	}
	if got := sumOfAttributes([]Attribute{{"Foo", "String", "Bar"}}); got != "ae7155c6026991b6d54b11589678bf9c" {
		t.Errorf("attribute: %s", got)
	}
	if got := sumOfAttributes([]Attribute{{"Author", "String", "John Grisham"}, {"Title", "String", "The Whistler"}, {"WeeksOn", "Number", "6"}}); got != "d25a6aea97eb8f585bfa92d314504a92" {
		t.Errorf("attributes: %s", got)
	}
}

func TestRefusals(t *testing.T) {
	b := newBench(t)
	url := b.queue("q", nil)
	many := make([]SendMessageBatchEntry, 11)
	for i := range many {
		many[i] = SendMessageBatchEntry{Id: fmt.Sprint(i), MessageBody: "m"}
	}
	send := func(in SendMessageInput) error { in.QueueUrl = url; _, err := b.SendMessage(b.call(), in); return err }
	create := func(name string, attributes map[string]string) error {
		_, err := b.CreateQueue(b.call(), CreateQueueInput{QueueName: name, Attributes: attributes})
		return err
	}
	receive := func(in ReceiveMessageInput) error {
		in.QueueUrl = url
		_, err := b.ReceiveMessage(b.call(), in)
		return err
	}
	batch := func(list []SendMessageBatchEntry) error {
		_, err := b.SendMessageBatch(b.call(), SendMessageBatchInput{url, list})
		return err
	}
	purge := func() error { _, err := b.PurgeQueue(b.call(), QueueInput{url}); return err }
	if err := purge(); err != nil {
		t.Fatal(err)
	}
	_, gone := b.SendMessage(b.call(), SendMessageInput{QueueUrl: "https://sqs.us-east-1.amazonaws.com/111122223333/none", MessageBody: "m"})
	_, receipt := b.DeleteMessage(b.call(), ReceiptInput{url, "soup"})
	for i, x := range []struct {
		err  error
		says string
	}{
		{gone, "AWS.SimpleQueueService.NonExistentQueue: The specified queue does not exist."},
		{receipt, "ReceiptHandleIsInvalid: "},
		{send(SendMessageInput{}), "MissingParameter: The request must contain the parameter MessageBody."},
		{send(SendMessageInput{MessageBody: strings.Repeat("x", 1048577)}), "InvalidParameterValue: One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes."},
		{send(SendMessageInput{MessageBody: "\x00"}), "InvalidMessageContents: "},
		{send(SendMessageInput{MessageBody: "m", DelaySeconds: new(901)}), "InvalidParameterValue: Value 901 for parameter DelaySeconds is invalid."},
		{send(SendMessageInput{MessageBody: "m", MessageAttributes: map[string]MessageAttributeValue{"a": {DataType: "String"}}}), "InvalidParameterValue: Message (user) attribute 'a' must contain a non-empty value of type 'String'."},
		{receive(ReceiveMessageInput{MaxNumberOfMessages: new(11)}), "InvalidParameterValue: Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided."},
		{receive(ReceiveMessageInput{WaitTimeSeconds: new(-1)}), "InvalidParameterValue: Value -1 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided."},
		{batch(many), "AWS.SimpleQueueService.TooManyEntriesInBatchRequest: Maximum number of entries per request are 10. You have sent 11."},
		{batch(nil), "AWS.SimpleQueueService.EmptyBatchRequest: "},
		{batch([]SendMessageBatchEntry{{Id: "a b", MessageBody: "m"}}), "AWS.SimpleQueueService.InvalidBatchEntryId: "},
		{batch([]SendMessageBatchEntry{{Id: "a", MessageBody: "m"}, {Id: "a", MessageBody: "m"}}), "AWS.SimpleQueueService.BatchEntryIdsNotDistinct: "},
		{create("q", map[string]string{"DelaySeconds": "1"}), "QueueAlreadyExists: A queue already exists with the same name and a different value for attribute DelaySeconds"},
		{create("q", nil), ""},
		{create("a b", nil), "InvalidParameterValue: "},
		{create("a", map[string]string{"ContentBasedDeduplication": "true"}), "InvalidAttributeName: Unknown Attribute ContentBasedDeduplication."},
		{create("a", map[string]string{"VisibilityTimeout": "-1"}), "InvalidAttributeValue: Invalid value for the parameter VisibilityTimeout."},
		{create("a", map[string]string{"RedrivePolicy": `{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:111122223333:q","maxReceiveCount":2}`}), "InvalidParameterValue: "},
		{create("a", map[string]string{"RedrivePolicy": `{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:111122223333:q","maxReceiveCount":0}`}), "InvalidParameterValue: "},
		{create("a.fifo", nil), "AWS.SimpleQueueService.UnsupportedOperation: "},
		{purge(), "AWS.SimpleQueueService.PurgeQueueInProgress: Only one PurgeQueue operation on q is allowed every 60 seconds."},
	} {
		got := ""
		if x.err != nil {
			got = x.err.Error()
		}
		if x.says == "" && got != "" || !strings.HasPrefix(got, x.says) {
			t.Errorf("%d: says %.120q, want %q", i, got, x.says)
		}
	}
}

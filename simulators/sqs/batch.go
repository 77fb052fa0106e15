package sqs

import (
	"fmt"
	"regexp"

	"skylab/simulators/cloud"
)

// SendMessageBatchEntry is one of several messages.
type SendMessageBatchEntry struct {
	Id                string                           `required:"true" doc:"a name for it in the answer"`
	MessageBody       string                           `required:"true" doc:"the message"`
	DelaySeconds      *int                             `doc:"0 to 900 until it can be received"`
	MessageAttributes map[string]MessageAttributeValue `doc:"Name={DataType=String,StringValue=…}"`
}

// SendMessageBatchInput is up to ten messages.
type SendMessageBatchInput struct {
	QueueUrl string                  `required:"true" doc:"the queue's address"`
	Entries  []SendMessageBatchEntry `required:"true" doc:"Id=1,MessageBody=… Id=2,MessageBody=…"`
}

// SentEntry is one that was sent.
type SentEntry struct {
	Id                     string
	MessageId              string
	MD5OfMessageBody       string
	MD5OfMessageAttributes *string
}

// FailedEntry is one that was not.
type FailedEntry struct {
	Id          string
	SenderFault bool
	Code        string
	Message     *string
}

// DoneEntry is one that was done.
type DoneEntry struct{ Id string }

// SendMessageBatchOutput tells of each.
type SendMessageBatchOutput struct {
	Successful []SentEntry
	Failed     []FailedEntry
}

var batchID = regexp.MustCompile(`^[a-zA-Z0-9_-]{1,80}$`)

// checkBatch refuses a batch as a whole.
// docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
func checkBatch[T any](entries []T, id func(T) string) error {
	const prefix = "AWS.SimpleQueueService."
	if len(entries) == 0 {
		return wrong(prefix+"EmptyBatchRequest", "There should be at least one SendMessageBatchRequestEntry in the request.")
	}
	if len(entries) > 10 {
		return wrong(prefix+"TooManyEntriesInBatchRequest", fmt.Sprintf("Maximum number of entries per request are 10. You have sent %d.", len(entries)))
	}
	seen := map[string]bool{}
	for _, e := range entries {
		switch x := id(e); {
		case !batchID.MatchString(x):
			return wrong(prefix+"InvalidBatchEntryId", "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.")
		case seen[x]:
			return wrong(prefix+"BatchEntryIdsNotDistinct", "Id "+x+" repeated.")
		default:
			seen[x] = true
		}
	}
	return nil
}

func failed(id string, err error) FailedEntry {
	f := FailedEntry{Id: id, SenderFault: true, Code: "InternalError"}
	if e, ok := err.(*cloud.Error); ok {
		f.Code, f.Message = e.Code, &e.Message
	}
	return f
}

// batchMost is the size of all messages of a batch.
const batchMost = 1048576

// SendMessageBatch puts up to ten messages into a queue.
// docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
func (s *State) SendMessageBatch(c *cloud.Call, in SendMessageBatchInput) (SendMessageBatchOutput, error) {
	var out SendMessageBatchOutput
	q, err := s.queue(c, in.QueueUrl, "SendMessage")
	if err := first(err, checkBatch(in.Entries, func(e SendMessageBatchEntry) string { return e.Id })); err != nil {
		return out, err
	}
	whole := 0
	for _, e := range in.Entries {
		attributes, _ := attributesOf(e.MessageAttributes) // what is wrong with them is told entry by entry
		whole += size(e.MessageBody, attributes)
	}
	if whole > batchMost {
		return out, wrong("AWS.SimpleQueueService.BatchRequestTooLong", fmt.Sprintf("Batch requests cannot be longer than %d bytes. You have sent %d bytes.", batchMost, whole))
	}
	for _, e := range in.Entries {
		sent, err := s.send(c, q, e.MessageBody, e.DelaySeconds, e.MessageAttributes)
		if err != nil {
			out.Failed = append(out.Failed, failed(e.Id, err))
			continue
		}
		out.Successful = append(out.Successful, SentEntry{e.Id, sent.MessageId, sent.MD5OfMessageBody, sent.MD5OfMessageAttributes})
	}
	return out, nil
}

// DeleteMessageBatchEntry is one of several messages to delete.
type DeleteMessageBatchEntry struct {
	Id            string `required:"true" doc:"a name for it in the answer"`
	ReceiptHandle string `required:"true" doc:"the handle that came with the message"`
}

// DeleteMessageBatchInput is up to ten of them.
type DeleteMessageBatchInput struct {
	QueueUrl string                    `required:"true" doc:"the queue's address"`
	Entries  []DeleteMessageBatchEntry `required:"true" doc:"Id=1,ReceiptHandle=… Id=2,ReceiptHandle=…"`
}

// BatchOutput tells of each.
type BatchOutput struct {
	Successful []DoneEntry
	Failed     []FailedEntry
}

// DeleteMessageBatch deletes up to ten messages that were received.
// docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html
func (s *State) DeleteMessageBatch(c *cloud.Call, in DeleteMessageBatchInput) (BatchOutput, error) {
	var out BatchOutput
	q, err := s.queue(c, in.QueueUrl, "DeleteMessage")
	if err := first(err, checkBatch(in.Entries, func(e DeleteMessageBatchEntry) string { return e.Id })); err != nil {
		return out, err
	}
	for _, e := range in.Entries {
		out.add(e.Id, q.Delete(e.ReceiptHandle))
	}
	return out, nil
}

func (out *BatchOutput) add(id string, err error) {
	if err != nil {
		out.Failed = append(out.Failed, failed(id, err))
		return
	}
	out.Successful = append(out.Successful, DoneEntry{id})
}

// ChangeVisibilityBatchEntry is one of several messages to hide.
type ChangeVisibilityBatchEntry struct {
	Id                string `required:"true" doc:"a name for it in the answer"`
	ReceiptHandle     string `required:"true" doc:"the handle that came with the message"`
	VisibilityTimeout *int   `doc:"seconds from now"`
}

// ChangeVisibilityBatchInput is up to ten of them.
type ChangeVisibilityBatchInput struct {
	QueueUrl string                       `required:"true" doc:"the queue's address"`
	Entries  []ChangeVisibilityBatchEntry `required:"true" doc:"Id=1,ReceiptHandle=…,VisibilityTimeout=60"`
}

// ChangeMessageVisibilityBatch hides up to ten messages for longer or shorter.
// docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibilityBatch.html
func (s *State) ChangeMessageVisibilityBatch(c *cloud.Call, in ChangeVisibilityBatchInput) (BatchOutput, error) {
	var out BatchOutput
	q, err := s.queue(c, in.QueueUrl, "ChangeMessageVisibility")
	if err := first(err, checkBatch(in.Entries, func(e ChangeVisibilityBatchEntry) string { return e.Id })); err != nil {
		return out, err
	}
	for _, e := range in.Entries {
		seconds := 0
		if e.VisibilityTimeout != nil {
			seconds = *e.VisibilityTimeout
		}
		out.add(e.Id, s.Show(c.World, q, e.ReceiptHandle, seconds))
	}
	return out, nil
}

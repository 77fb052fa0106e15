package sqs

import (
	"encoding/base64"
	"slices"
	"strconv"
	"strings"

	"skylab/simulators/cloud"
)

// ReceiveMessageInput asks for messages.
type ReceiveMessageInput struct {
	QueueUrl                    string   `required:"true" doc:"the queue's address"`
	AttributeNames              []string `doc:"All, ApproximateReceiveCount, SentTimestamp, …"`
	MessageSystemAttributeNames []string `doc:"the same under its newer name"`
	MessageAttributeNames       []string `doc:"All, names, or name.*"`
	MaxNumberOfMessages         *int     `doc:"1 to 10; 1 unless given"`
	VisibilityTimeout           *int     `doc:"seconds that the messages are hidden from others"`
	WaitTimeSeconds             *int     `doc:"0 to 20: wait for a message"`
}

// ReceivedMessage is a message as it is received.
type ReceivedMessage struct {
	MessageId              string
	ReceiptHandle          string
	MD5OfBody              string
	Body                   string
	Attributes             map[string]string
	MD5OfMessageAttributes *string
	MessageAttributes      map[string]MessageAttributeValue
}

// ReceiveMessageOutput is them all; none are not told at all.
type ReceiveMessageOutput struct{ Messages []ReceivedMessage }

// ReceiveMessage takes messages off a queue for a time: who does not delete
// them in it leaves them to the next. An empty queue is waited for.
// docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
func (s *State) ReceiveMessage(c *cloud.Call, in ReceiveMessageInput) (ReceiveMessageOutput, error) {
	var out ReceiveMessageOutput
	q, err := s.queue(c, in.QueueUrl, "ReceiveMessage")
	if err != nil {
		return out, err
	}
	most, hidden, wait := 1, q.Visibility, q.Wait
	if in.MaxNumberOfMessages != nil {
		most = *in.MaxNumberOfMessages
	}
	err = between("MaxNumberOfMessages", most, 1, 10)
	if in.WaitTimeSeconds != nil {
		wait = cloud.Time(*in.WaitTimeSeconds) * cloud.Second
		err = first(err, between("WaitTimeSeconds", *in.WaitTimeSeconds, 0, 20))
	}
	if in.VisibilityTimeout != nil {
		hidden = cloud.Time(*in.VisibilityTimeout) * cloud.Second
		err = first(err, between("VisibilityTimeout", *in.VisibilityTimeout, 0, 43200))
	}
	if err != nil {
		return out, err
	}
	at := c.Now
	visible, next := q.Waiting(at)
	if visible == 0 && wait > 0 {
		// What arrives in the meantime through another service is not waited for.
		c.Took = wait
		if next > 0 && next <= at+wait {
			c.Took = next - at
			at = next
		}
	}
	if q.inflight(at) >= InflightMost {
		return out, wrong("OverLimit", "Too many messages in flight.")
	}
	for _, m := range s.Take(c.World, q, at, most, hidden) {
		out.Messages = append(out.Messages, in.show(q, m))
	}
	return out, nil
}

func (q *Queue) inflight(now cloud.Time) (n int) {
	for m := range q.Messages.All {
		if m.Received > 0 && m.Visible > now {
			n++
		}
	}
	return n
}

// Take receives messages and hides them for a time. One that was received too
// often goes to the dead-letter queue instead.
// docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
func (s *State) Take(w *cloud.World, q *Queue, now cloud.Time, most int, hidden cloud.Time) (list []Message) {
	q.live(now)
	var dead []string
	for m := range q.Messages.All {
		if len(list) == most {
			break
		}
		if m.Visible > now {
			continue
		}
		if q.DeadLetter != "" && m.Received >= q.MaxReceives {
			dead = append(dead, m.ID)
			continue
		}
		m.Received++
		if m.First == 0 {
			m.First = now
		}
		m.Visible = now + hidden
		list = append(list, m.Clone())
	}
	for _, id := range dead {
		s.bury(w, q, id, now)
	}
	return list
}

// bury moves a message to the dead-letter queue. It keeps its ID and the time
// at which it was sent, so its retention goes on.
func (s *State) bury(w *cloud.World, q *Queue, id string, now cloud.Time) {
	m := q.Messages.Find(id).Clone()
	q.Messages.Remove(id)
	if to := s.Find(q.DeadLetter); to != nil {
		m.Received, m.First, m.Visible, m.Source = 0, 0, now, q.ARN
		to.Messages.Add(m)
		s.arrived(w, to, now)
	}
}

// Receipt is the handle of a message that was received for the n-th time.
func Receipt(q *Queue, m Message) string {
	return "AQEB" + base64.StdEncoding.EncodeToString([]byte(q.Name+" "+m.ID+" "+strconv.Itoa(m.Received)))
}

// opened is the message that a receipt is for; ok is false of what is none.
func (q *Queue) opened(receipt string) (id string, ok bool) {
	rest, ok := strings.CutPrefix(receipt, "AQEB")
	text, err := base64.StdEncoding.DecodeString(rest)
	p := strings.Split(string(text), " ")
	if !ok || err != nil || len(p) != 3 || p[0] != q.Name {
		return "", false
	}
	return p[1], true
}

// System are a message's own attributes.
func (m *Message) System() map[string]string {
	ms := func(t cloud.Time) string { return strconv.FormatInt(int64(t/cloud.Millisecond), 10) }
	a := map[string]string{
		"SenderId": m.Sender, "ApproximateFirstReceiveTimestamp": ms(m.First), "ApproximateReceiveCount": strconv.Itoa(m.Received), "SentTimestamp": ms(m.Sent),
	}
	if m.Source != "" {
		a["DeadLetterQueueSourceArn"] = m.Source
	}
	return a
}

// Sum is the checksum of a body.
func (m *Message) Sum() string { return sumOf(m.Body) }

func (in *ReceiveMessageInput) show(q *Queue, m Message) ReceivedMessage {
	out := ReceivedMessage{MessageId: m.ID, ReceiptHandle: Receipt(q, m), MD5OfBody: m.Sum(), Body: m.Body}
	wanted := append(slices.Clone(in.AttributeNames), in.MessageSystemAttributeNames...)
	for name, v := range m.System() {
		if slices.Contains(wanted, "All") || slices.Contains(wanted, name) {
			if out.Attributes == nil {
				out.Attributes = map[string]string{}
			}
			out.Attributes[name] = v
		}
	}
	var own []Attribute
	for _, a := range m.Attributes {
		if slices.ContainsFunc(in.MessageAttributeNames, func(want string) bool { return fits(want, a.Name) }) {
			own = append(own, a)
		}
	}
	if len(own) == 0 {
		return out
	}
	out.MD5OfMessageAttributes = new(sumOfAttributes(own))
	out.MessageAttributes = map[string]MessageAttributeValue{}
	for _, a := range own {
		v := MessageAttributeValue{DataType: a.Type}
		if strings.HasPrefix(a.Type, "Binary") {
			v.BinaryValue = []byte(a.Value)
		} else {
			v.StringValue = new(a.Value)
		}
		out.MessageAttributes[a.Name] = v
	}
	return out
}

func fits(want, name string) bool {
	head, isPrefix := strings.CutSuffix(want, "*")
	return want == "All" || want == name || isPrefix && strings.HasPrefix(name, strings.TrimSuffix(head, "."))
}

// ReceiptInput names a message that was received.
type ReceiptInput struct {
	QueueUrl      string `required:"true" doc:"the queue's address"`
	ReceiptHandle string `required:"true" doc:"the handle that came with the message"`
}

func badReceipt(handle string) error {
	return wrong("ReceiptHandleIsInvalid", `The input receipt handle "`+handle+`" is not a valid receipt handle.`)
}

// DeleteMessage deletes a message that was received, also one whose time is
// over. docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html
func (s *State) DeleteMessage(c *cloud.Call, in ReceiptInput) (NoOutput, error) {
	q, err := s.queue(c, in.QueueUrl, "DeleteMessage")
	if err != nil {
		return NoOutput{}, err
	}
	return NoOutput{}, q.Delete(in.ReceiptHandle)
}

// Delete deletes the message of a receipt.
func (q *Queue) Delete(receipt string) error {
	id, ok := q.opened(receipt)
	if !ok {
		return badReceipt(receipt)
	}
	q.Messages.Remove(id)
	return nil
}

// ChangeMessageVisibilityInput hides a message for longer or shorter.
type ChangeMessageVisibilityInput struct {
	QueueUrl          string `required:"true" doc:"the queue's address"`
	ReceiptHandle     string `required:"true" doc:"the handle that came with the message"`
	VisibilityTimeout int    `required:"true" doc:"seconds from now"`
}

// ChangeMessageVisibility hides a message for so long from now on; 0 gives it
// back at once.
// docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html
func (s *State) ChangeMessageVisibility(c *cloud.Call, in ChangeMessageVisibilityInput) (NoOutput, error) {
	q, err := s.queue(c, in.QueueUrl, "ChangeMessageVisibility")
	if err != nil {
		return NoOutput{}, err
	}
	return NoOutput{}, s.Show(c.World, q, in.ReceiptHandle, in.VisibilityTimeout)
}

// visibilityMost is how long a message can stay hidden after it was received.
const visibilityMost = 12 * cloud.Hour

// Show hides the message of a receipt for so many seconds from now on.
func (s *State) Show(w *cloud.World, q *Queue, receipt string, seconds int) error {
	if err := between("VisibilityTimeout", seconds, 0, 43200); err != nil {
		return err
	}
	id, ok := q.opened(receipt)
	if !ok {
		return badReceipt(receipt)
	}
	m := q.Messages.Find(id)
	if m == nil || m.Visible <= w.Now {
		return parameter(receipt, "ReceiptHandle", "Message does not exist or is not available for visibility timeout change.")
	}
	until := w.Now + cloud.Time(seconds)*cloud.Second
	if until > m.First+visibilityMost {
		return parameter(strconv.Itoa(seconds), "VisibilityTimeout", "Total VisibilityTimeout for the message is beyond the limit [43200 seconds].")
	}
	m.Visible = until
	s.arrived(w, q, until)
	return nil
}

package sqs

import (
	"crypto/md5" // AWS's own checksum of messages; no secret hangs on it
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// MessageAttributeValue is a message attribute.
type MessageAttributeValue struct {
	StringValue *string `doc:"text or number"`
	BinaryValue []byte  `doc:"bytes"`
	DataType    string  `required:"true" doc:"String, Number, Binary"`
}

// SendMessageInput is a message.
type SendMessageInput struct {
	QueueUrl          string                           `required:"true" doc:"the queue's address"`
	MessageBody       string                           `required:"true" doc:"the message, up to 1 MB"`
	DelaySeconds      *int                             `doc:"0 to 900 until it can be received"`
	MessageAttributes map[string]MessageAttributeValue `doc:"Name={DataType=String,StringValue=…}"`
}

// SendMessageOutput tells what was sent.
type SendMessageOutput struct {
	MD5OfMessageBody       string
	MD5OfMessageAttributes *string
	MessageId              string
}

// SendMessage puts a message into a queue.
// docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
func (s *State) SendMessage(c *cloud.Call, in SendMessageInput) (SendMessageOutput, error) {
	q, err := s.queue(c, in.QueueUrl, "SendMessage")
	if err != nil {
		return SendMessageOutput{}, err
	}
	return s.send(c, q, in.MessageBody, in.DelaySeconds, in.MessageAttributes)
}

func (s *State) send(c *cloud.Call, q *Queue, body string, delay *int, values map[string]MessageAttributeValue) (SendMessageOutput, error) {
	var none SendMessageOutput
	attributes, err := attributesOf(values)
	if err := first(err, checkBody(q, body, attributes)); err != nil {
		return none, err
	}
	wait := q.Delay
	if delay != nil {
		if err := between("DelaySeconds", *delay, 0, 900); err != nil {
			return none, err
		}
		wait = cloud.Time(*delay) * cloud.Second
	}
	out := SendMessageOutput{MD5OfMessageBody: sumOf(body), MessageId: s.put(c, q, body, attributes, wait)}
	if len(attributes) > 0 {
		out.MD5OfMessageAttributes = new(sumOfAttributes(attributes))
	}
	return out, nil
}

func (s *State) put(c *cloud.Call, q *Queue, body string, attributes []Attribute, wait cloud.Time) (id string) {
	m := Message{ID: uuid(c.World, c.Scope, "sqs-message"), Body: body, Attributes: attributes, Sender: c.Caller.UserID, Sent: c.Now, Visible: c.Now + wait}
	q.Messages.Add(m)
	s.arrived(c.World, q, m.Visible)
	return m.ID
}

// Deliver puts a message of another service into the queue of an ARN, in the
// name of the call's caller.
func (s *State) Deliver(c *cloud.Call, queue, body string, attributes []Attribute) error {
	q := s.Find(queue)
	if q == nil {
		return noQueue()
	}
	slices.SortFunc(attributes, func(a, b Attribute) int { return strings.Compare(a.Name, b.Name) })
	if err := first(q.Authorize(c, "SendMessage"), checkBody(q, body, attributes)); err != nil {
		return err
	}
	s.put(c, q, body, attributes, q.Delay)
	return nil
}

// checkBody refuses what is empty, too large, or no text.
// docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
func checkBody(q *Queue, body string, attributes []Attribute) error {
	if body == "" {
		return wrong("MissingParameter", "The request must contain the parameter MessageBody.")
	}
	if size(body, attributes) > q.MaxSize {
		return wrong("InvalidParameterValue", fmt.Sprintf("One or more parameters are invalid. Reason: Message must be shorter than %d bytes.", q.MaxSize))
	}
	for _, r := range body {
		if r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff {
			return wrong("InvalidMessageContents", "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF")
		}
	}
	return nil
}

func size(body string, attributes []Attribute) int {
	n := len(body)
	for _, a := range attributes {
		n += len(a.Name) + len(a.Type) + len(a.Value)
	}
	return n
}

var attributeName = regexp.MustCompile(`^[a-zA-Z0-9_.-]{1,256}$`)

// attributesOf checks message attributes and puts them in order.
// docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
func attributesOf(values map[string]MessageAttributeValue) ([]Attribute, error) {
	if len(values) > 10 {
		return nil, wrong("InvalidParameterValue", fmt.Sprintf("Number of message attributes [%d] exceeds the allowed maximum [10].", len(values)))
	}
	var list []Attribute
	for _, name := range slices.Sorted(maps.Keys(values)) {
		v := values[name]
		kind, _, _ := strings.Cut(v.DataType, ".")
		if !attributeName.MatchString(name) {
			return nil, wrong("InvalidParameterValue", "The message attribute name '"+name+"' is invalid. Attribute name can contain A-Z, a-z, 0-9, underscore (_), hyphen (-), and period (.) characters.")
		}
		a := Attribute{Name: name, Type: v.DataType}
		switch kind {
		case "String", "Number":
			if v.StringValue == nil || *v.StringValue == "" {
				return nil, wrong("InvalidParameterValue", "Message (user) attribute '"+name+"' must contain a non-empty value of type 'String'.")
			}
			a.Value = *v.StringValue
		case "Binary":
			if len(v.BinaryValue) == 0 {
				return nil, wrong("InvalidParameterValue", "Message (user) attribute '"+name+"' must contain a non-empty value of type 'Binary'.")
			}
			a.Value = string(v.BinaryValue)
		default:
			return nil, wrong("InvalidParameterValue", "The type of message (user) attribute '"+name+"' is invalid. You must use only the following supported type prefixes: Binary, Number, String.")
		}
		list = append(list, a)
	}
	return list, nil
}

func sumOf(body string) string {
	sum := md5.Sum([]byte(body))
	return hex.EncodeToString(sum[:])
}

// sumOfAttributes is AWS's checksum of message attributes.
// docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation
func sumOfAttributes(list []Attribute) string {
	var b []byte
	add := func(s string) {
		b = binary.BigEndian.AppendUint32(b, uint32(len(s)))
		b = append(b, s...)
	}
	for _, a := range list {
		add(a.Name)
		add(a.Type)
		if strings.HasPrefix(a.Type, "Binary") {
			b = append(b, 2)
		} else {
			b = append(b, 1)
		}
		add(a.Value)
	}
	sum := md5.Sum(b)
	return hex.EncodeToString(sum[:])
}

// uuid is the next random-looking identifier of a kind.
func uuid(w *cloud.World, s cloud.Scope, kind string) string {
	n := w.Next(s, kind)
	label := cloud.Label(s.Account) ^ cloud.Label(s.Region)*3 ^ cloud.Label(kind)*5
	a, b := cloud.Roll(w.Seed, label, 2*n), cloud.Roll(w.Seed, label, 2*n+1)
	return fmt.Sprintf("%08x-%04x-4%03x-%x%03x-%012x", uint32(a>>32), uint16(a>>16), uint16(a)&0xfff, 8|b>>62, uint16(b>>48)&0xfff, b&0xffffffffffff)
}

package sqs

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/cloud/policy"
)

// limit is a queue's attribute that is a number. Docs and defaults:
// docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html (read 2026-11-20)
type limit struct {
	name               string
	least, most, usual int
}

// numbers are the attributes of a queue that are numbers, in AWS's order.
var numbers = []limit{
	{"VisibilityTimeout", 0, 43200, 30},
	{"MessageRetentionPeriod", 60, 1209600, 345600},
	{"MaximumMessageSize", 1024, 1048576, 1048576},
	{"DelaySeconds", 0, 900, 0},
	{"ReceiveMessageWaitTimeSeconds", 0, 20, 0},
}

// InflightMost is how many messages of a queue can be received and not deleted.
// docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
const InflightMost = 120000

// set changes one attribute after checking it. A wrong value changes nothing.
func (s *State) set(q *Queue, name, value string) error {
	for _, l := range numbers {
		if l.name != name {
			continue
		}
		n, err := strconv.Atoi(value)
		if err != nil || n < l.least || n > l.most {
			return wrong("InvalidAttributeValue", "Invalid value for the parameter "+name+".")
		}
		q.setNumber(name, n)
		return nil
	}
	switch name {
	case "Policy":
		return q.setPolicy(value)
	case "RedrivePolicy":
		return s.setRedrive(q, value)
	case "RedriveAllowPolicy":
		if value != "" && !json.Valid([]byte(value)) {
			return wrong("InvalidAttributeValue", "Invalid value for the parameter RedriveAllowPolicy.")
		}
		q.RedriveAllow = value
		return nil
	case "KmsMasterKeyId":
		q.KMSKey, q.Encrypted = value, value == ""
		return nil
	case "KmsDataKeyReusePeriodSeconds":
		return nil
	case "SqsManagedSseEnabled":
		q.Encrypted = value == "true"
		return nil
	}
	return wrong("InvalidAttributeName", "Unknown Attribute "+name+".")
}

func (q *Queue) setNumber(name string, n int) {
	t := cloud.Time(n) * cloud.Second
	switch name {
	case "VisibilityTimeout":
		q.Visibility = t
	case "MessageRetentionPeriod":
		q.Retention = t
	case "MaximumMessageSize":
		q.MaxSize = n
	case "DelaySeconds":
		q.Delay = t
	case "ReceiveMessageWaitTimeSeconds":
		q.Wait = t
	}
}

func (q *Queue) setPolicy(text string) error {
	if text != "" {
		if _, err := policy.Parse(text); err != nil {
			return wrong("InvalidAttributeValue", "Invalid value for the parameter Policy.")
		}
	}
	q.Policy = text
	return nil
}

// count is a number that may be written as a text.
type count int

func (c *count) UnmarshalJSON(b []byte) error {
	n, err := strconv.Atoi(strings.Trim(string(b), `"`))
	*c = count(n)
	return err
}

// setRedrive wants a queue of the same account and Region.
// docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
func (s *State) setRedrive(q *Queue, text string) error {
	if text == "" {
		q.DeadLetter, q.MaxReceives = "", 0
		return nil
	}
	var r struct {
		DeadLetterTargetArn string `json:"deadLetterTargetArn"`
		MaxReceiveCount     count  `json:"maxReceiveCount"`
	}
	bad := func(reason string) error {
		return parameter(text, "RedrivePolicy", reason)
	}
	if json.Unmarshal([]byte(text), &r) != nil {
		return bad("Redrive policy is not a valid JSON map.")
	}
	if r.DeadLetterTargetArn == "" {
		return bad("Redrive policy does not contain mandatory attribute: deadLetterTargetArn.")
	}
	if r.MaxReceiveCount < 1 || r.MaxReceiveCount > 1000 {
		return bad("Invalid value for maxReceiveCount: " + strconv.Itoa(int(r.MaxReceiveCount)) + ", valid values are from 1 to 1000 both inclusive.")
	}
	p, own := strings.Split(r.DeadLetterTargetArn, ":"), strings.Split(q.ARN, ":")
	if len(p) != 6 || p[2] != "sqs" {
		return bad("Invalid value for deadLetterTargetArn.")
	}
	if p[3] != own[3] || p[4] != own[4] {
		return bad("Dead letter target must be owned by same account and Region as source.")
	}
	dead := s.Find(r.DeadLetterTargetArn)
	if dead == nil {
		return bad("Dead letter target does not exist.")
	}
	if !dead.takes(q.ARN) {
		return bad("Queue " + q.Name + " is not allowed to use " + dead.Name + " as a dead-letter queue.")
	}
	q.DeadLetter, q.MaxReceives = r.DeadLetterTargetArn, int(r.MaxReceiveCount)
	return nil
}

// takes tells whether a queue lets another use it for dead letters.
func (q *Queue) takes(source string) bool {
	var a struct {
		Permission string   `json:"redrivePermission"`
		Sources    []string `json:"sourceQueueArns"`
	}
	if q.RedriveAllow == "" || json.Unmarshal([]byte(q.RedriveAllow), &a) != nil {
		return true
	}
	switch a.Permission {
	case "denyAll":
		return false
	case "byQueue":
		return slices.Contains(a.Sources, source)
	}
	return true
}

// attributes are all that a queue tells of itself.
func (q *Queue) attributes(now cloud.Time) map[string]string {
	visible, hidden, delayed := 0, 0, 0
	for m := range q.Messages.All {
		switch {
		case m.Visible <= now:
			visible++
		case m.Received == 0:
			delayed++
		default:
			hidden++
		}
	}
	seconds := func(t cloud.Time) string { return strconv.FormatInt(int64(t/cloud.Second), 10) }
	m := map[string]string{
		"QueueArn": q.ARN, "ApproximateNumberOfMessages": strconv.Itoa(visible), "ApproximateNumberOfMessagesNotVisible": strconv.Itoa(hidden),
		"ApproximateNumberOfMessagesDelayed": strconv.Itoa(delayed), "CreatedTimestamp": seconds(q.Made), "LastModifiedTimestamp": seconds(q.Changed),
		"VisibilityTimeout": seconds(q.Visibility), "MaximumMessageSize": strconv.Itoa(q.MaxSize), "MessageRetentionPeriod": seconds(q.Retention),
		"DelaySeconds": seconds(q.Delay), "ReceiveMessageWaitTimeSeconds": seconds(q.Wait), "SqsManagedSseEnabled": strconv.FormatBool(q.Encrypted),
	}
	if q.Policy != "" {
		m["Policy"] = q.Policy
	}
	if q.DeadLetter != "" {
		m["RedrivePolicy"] = `{"deadLetterTargetArn":"` + q.DeadLetter + `","maxReceiveCount":` + strconv.Itoa(q.MaxReceives) + `}`
	}
	if q.RedriveAllow != "" {
		m["RedriveAllowPolicy"] = q.RedriveAllow
	}
	if q.KMSKey != "" {
		m["KmsMasterKeyId"], m["KmsDataKeyReusePeriodSeconds"] = q.KMSKey, "300"
	}
	return m
}

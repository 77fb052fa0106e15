package cloudtrail

import (
	"encoding/base64"
	"strconv"
	"strings"

	"skylab/simulators/cloud"
)

// LookupAttribute narrows the search to what has this value.
type LookupAttribute struct {
	AttributeKey   string `required:"true" enum:"EventId|EventName|ReadOnly|Username|ResourceType|ResourceName|EventSource|AccessKeyId" doc:"EventId, EventName, ReadOnly, Username, ResourceType, ResourceName, EventSource or AccessKeyId"`
	AttributeValue string `required:"true" doc:"the value, in full and with its case"`
}

// LookupEventsInput narrows the search.
type LookupEventsInput struct {
	LookupAttributes []LookupAttribute `doc:"one attribute at most: AttributeKey=EventName,AttributeValue=Decrypt"`
	StartTime        *cloud.Time       `doc:"only events at or after it, in UTC unless it says otherwise"`
	EndTime          *cloud.Time       `doc:"only events at or before it"`
	MaxResults       *int32            `doc:"how many events one answer has: 1 to 50, 50 by default"`
	NextToken        *string           `doc:"where to go on"`
}

// Resource is what an event was about.
type Resource struct{ ResourceType, ResourceName *string }

// Event is one event; the whole of it is the JSON text in CloudTrailEvent.
type Event struct {
	EventId         string
	EventName       string
	ReadOnly        string
	AccessKeyId     *string
	EventTime       cloud.Time
	EventSource     string
	Username        *string
	Resources       []Resource
	CloudTrailEvent string
}

// LookupEventsOutput lists events, newest first.
type LookupEventsOutput struct {
	Events    []Event
	NextToken *string
}

const pageSize = 50

// LookupEvents lists the management events of the call's account and Region:
// those of the last 90 days that have been delivered.
// docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
func (s *State) LookupEvents(c *cloud.Call, in LookupEventsInput) (LookupEventsOutput, error) {
	size, at, err := s.check(c, in)
	if err != nil {
		return LookupEventsOutput{}, err
	}
	out := LookupEventsOutput{Events: []Event{}}
	for ; at >= 0; at-- {
		r := c.Trail.At(at)
		if c.Now-r.At > Kept {
			break
		}
		if !s.delivered(c, &r) || !within(&r, in) {
			continue
		}
		e := entry{&r, at, c.Seed, s.sessions}
		if !e.has(in.LookupAttributes) {
			continue
		}
		if len(out.Events) == size {
			out.NextToken = new(token(at))
			break
		}
		out.Events = append(out.Events, e.event())
	}
	return out, nil
}

// check reads the input: how many events, and from which record of the trail on.
func (s *State) check(c *cloud.Call, in LookupEventsInput) (size, at int, err error) {
	size, at = pageSize, c.Trail.Len()-1
	switch {
	case len(in.LookupAttributes) > 1:
		return 0, 0, cloud.Errorf("InvalidLookupAttributesException", "You can only specify one attribute key-value pair.")
	case in.MaxResults != nil && (*in.MaxResults < 1 || *in.MaxResults > pageSize):
		return 0, 0, cloud.Errorf("InvalidMaxResultsException", "Max results must be between 1 and 50.")
	case in.StartTime != nil && in.EndTime != nil && *in.StartTime > *in.EndTime:
		return 0, 0, cloud.Errorf("InvalidTimeRangeException", "Start time must be earlier than or equal to end time.")
	}
	if in.MaxResults != nil {
		size = int(*in.MaxResults)
	}
	if in.NextToken != nil {
		b, err := base64.StdEncoding.DecodeString(*in.NextToken)
		n, err2 := strconv.Atoi(strings.TrimPrefix(string(b), "trail "))
		if err != nil || err2 != nil || n < 0 || n > at {
			return 0, 0, cloud.Errorf("InvalidNextTokenException", "The token is not valid.")
		}
		at = n
	}
	return size, at, nil
}

func token(at int) string {
	return base64.StdEncoding.EncodeToString([]byte("trail " + strconv.Itoa(at)))
}

// delivered tells whether an event can be looked up here and now.
func (s *State) delivered(c *cloud.Call, r *cloud.Record) bool {
	account := r.Scope.Account
	if account == "" {
		account = r.Caller.Account
	}
	return c.Now-r.At >= s.delay() && account == c.Scope.Account && region(r) == c.Scope.Region && !isData(r)
}

func within(r *cloud.Record, in LookupEventsInput) bool {
	return (in.StartTime == nil || r.At >= *in.StartTime) && (in.EndTime == nil || r.At <= *in.EndTime)
}

// has tells whether the event has the attribute that is looked for.
func (e entry) has(attributes []LookupAttribute) bool {
	for _, a := range attributes {
		if !e.is(a.AttributeKey, a.AttributeValue) {
			return false
		}
	}
	return true
}

func (e entry) is(key, want string) bool {
	switch key {
	case "EventId":
		return e.id("event") == want
	case "EventName":
		return e.Operation == want
	case "ReadOnly":
		return strconv.FormatBool(e.ReadOnly) == want
	case "Username":
		return e.username() == want
	case "EventSource":
		return e.source() == want
	case "AccessKeyId":
		return e.Caller.Key == want
	}
	for _, r := range e.resources() {
		if key == "ResourceType" && *r.ResourceType == want || key == "ResourceName" && *r.ResourceName == want {
			return true
		}
	}
	return false
}

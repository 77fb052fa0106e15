package cloudtrail

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"skylab/simulators/cloud"
)

// entry is one record of the trail on its way to an event.
type entry struct {
	*cloud.Record
	at       int // its place in the trail
	seed     uint64
	sessions Sessions
}

// id draws one of the event's two IDs; they depend on its place in the trail.
func (e entry) id(of string) string {
	l := cloud.Label("cloudtrail " + of)
	a, b := cloud.Roll(e.seed, l, uint64(2*e.at)), cloud.Roll(e.seed, l, uint64(2*e.at+1))
	return fmt.Sprintf("%08x-%04x-4%03x-%04x-%012x", a>>32, a>>16&0xffff, a&0xfff, b>>48&0x3fff|0x8000, b&0xffffffffffff)
}

func (e entry) source() string { return source(e.Service) }

// username is who CloudTrail says it was: the user's name, or the session's.
func (e entry) username() string {
	switch {
	case e.Caller.Kind == "AWSService":
		return ""
	case e.Caller.Kind == "Root":
		return "root"
	}
	return e.Caller.ARN[strings.LastIndexByte(e.Caller.ARN, '/')+1:]
}

func (e entry) event() Event {
	return Event{
		EventId: e.id("event"), EventName: e.Operation, ReadOnly: strconv.FormatBool(e.ReadOnly), AccessKeyId: some(e.Caller.Key),
		EventTime: e.At, EventSource: e.source(), Username: some(e.username()), Resources: e.resources(), CloudTrailEvent: e.text(),
	}
}

func some(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// named are the members of inputs and outputs that name a resource without an
// ARN: their kinds.
var named = map[string]string{
	"RoleName": "AWS::IAM::Role", "UserName": "AWS::IAM::User", "GroupName": "AWS::IAM::Group", "InstanceProfileName": "AWS::IAM::InstanceProfile",
	"Bucket": "AWS::S3::Bucket", "TableName": "AWS::DynamoDB::Table", "FunctionName": "AWS::Lambda::Function",
}

// resources are what the call touched, as far as it told, and what its input
// and output name.
func (e entry) resources() []Resource {
	list := []Resource{}
	add := func(kind, name string) {
		for _, r := range list {
			if *r.ResourceName == name && *r.ResourceType == kind {
				return
			}
		}
		list = append(list, Resource{&kind, &name})
	}
	for _, arn := range e.Resources {
		if kind, ok := typeOf(arn); ok {
			add(kind, arn)
		}
	}
	for _, v := range []any{e.Input, e.Output} {
		names(reflect.ValueOf(v), 0, func(member, name string) {
			if kind, ok := typeOf(name); ok {
				add(kind, name)
			} else if kind := named[member]; kind != "" && (e.Service == "iam" || !strings.HasPrefix(kind, "AWS::IAM")) {
				add(kind, name)
			}
		})
	}
	return list
}

// names walks the strings of the upper two levels of an input or output.
func names(v reflect.Value, depth int, found func(member, name string)) {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if v.Kind() != reflect.Struct || depth > 1 {
		return
	}
	for i := range v.NumField() {
		f, member := v.Field(i), v.Type().Field(i).Name
		if f.Kind() == reflect.Pointer {
			f = f.Elem()
		}
		switch {
		case f.Kind() == reflect.String && f.Len() > 0:
			found(member, f.String())
		case f.Kind() == reflect.Slice && f.Type().Elem().Kind() == reflect.String:
			for j := range min(f.Len(), 20) {
				found(member, f.Index(j).String())
			}
		case f.Kind() == reflect.Struct:
			names(f, depth+1, found)
		}
	}
}

// record is the event as CloudTrail writes it, in its order of members.
// docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
type record struct {
	EventVersion       string          `json:"eventVersion"`
	UserIdentity       userIdentity    `json:"userIdentity"`
	EventTime          string          `json:"eventTime"`
	EventSource        string          `json:"eventSource"`
	EventName          string          `json:"eventName"`
	AwsRegion          string          `json:"awsRegion"`
	SourceIPAddress    string          `json:"sourceIPAddress"`
	UserAgent          string          `json:"userAgent"`
	ErrorCode          string          `json:"errorCode,omitempty"`
	ErrorMessage       string          `json:"errorMessage,omitempty"`
	RequestParameters  json.RawMessage `json:"requestParameters"`
	ResponseElements   json.RawMessage `json:"responseElements"`
	AdditionalEvent    json.RawMessage `json:"additionalEventData,omitempty"`
	RequestID          string          `json:"requestID"`
	EventID            string          `json:"eventID"`
	ReadOnly           bool            `json:"readOnly"`
	Resources          []arnResource   `json:"resources,omitempty"`
	EventType          string          `json:"eventType"`
	ManagementEvent    bool            `json:"managementEvent"`
	RecipientAccountID string          `json:"recipientAccountId"`
	EventCategory      string          `json:"eventCategory"`
}

type arnResource struct {
	AccountID string `json:"accountId"`
	Type      string `json:"type,omitempty"`
	ARN       string `json:"ARN"`
}

// laptop is where calls come from that name no address: the learner's.
const laptop = "203.0.113.10"

// agent is the program that the calls are made with.
const agent = "aws-cli/2.9.19"

func (e entry) text() string {
	r := record{
		EventVersion: "1.11", UserIdentity: e.identity(), EventTime: stamp(e.At), EventSource: e.source(), EventName: e.Operation,
		AwsRegion: region(e.Record), SourceIPAddress: laptop, UserAgent: agent, ErrorCode: e.errorCode(), ErrorMessage: e.Message,
		RequestParameters: json.RawMessage("null"), ResponseElements: json.RawMessage("null"),
		RequestID: e.id("request"), EventID: e.id("event"), ReadOnly: e.ReadOnly, EventType: e.kind(), ManagementEvent: true,
		RecipientAccountID: e.Scope.Account, EventCategory: "Management",
	}
	if e.Caller.Source != "" {
		r.SourceIPAddress = e.Caller.Source
	}
	if by := e.invokedBy(); by != "" {
		r.SourceIPAddress, r.UserAgent = by, by
	}
	for _, arn := range e.Resources {
		kind, _ := typeOf(arn)
		r.Resources = append(r.Resources, arnResource{accountOf(arn, e.Scope.Account), kind, arn})
	}
	r.RequestParameters, r.ResponseElements = e.parameters()
	if e.Shown != nil && e.Shown.More != "" && e.Error == "" {
		r.AdditionalEvent = json.RawMessage(e.Shown.More)
	}
	return string(compact(r))
}

// parameters are the input and the output, unless the service shows others.
// What only describes has no response elements, and what failed has none.
func (e entry) parameters() (request, response json.RawMessage) {
	request, response = json.RawMessage("null"), json.RawMessage("null")
	if e.Shown != nil {
		if json.Valid([]byte(e.Shown.Request)) {
			request = json.RawMessage(e.Shown.Request)
		}
		if json.Valid([]byte(e.Shown.Response)) && e.Error == "" {
			response = json.RawMessage(e.Shown.Response)
		}
		return request, response
	}
	if b := lower(reflect.ValueOf(e.Input)); b != "" && b != "{}" {
		request = json.RawMessage(b)
	}
	if !e.ReadOnly && e.Error == "" && e.Output != nil {
		if b := lower(reflect.ValueOf(e.Output)); b != "" && b != "{}" {
			response = json.RawMessage(b)
		}
	}
	return request, response
}

// kind tells a call from what a service did of itself: KMS when it rotates or
// deletes a key. docs.aws.amazon.com/awscloudtrail/latest/userguide/non-api-aws-service-events.html
func (e entry) kind() string {
	if e.Caller.Kind == "AWSService" && e.Caller.Source == e.source() {
		return "AwsServiceEvent"
	}
	return "AwsApiCall"
}

// errorCode is the code as CloudTrail writes it: EC2's with its prefix.
func (e entry) errorCode() string {
	if e.Service == "ec2" && e.Error != "" {
		return "Client." + e.Error
	}
	if e.Error == "AccessDeniedException" {
		return "AccessDenied"
	}
	return e.Error
}

func stamp(t cloud.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }

func accountOf(arn, otherwise string) string {
	if part := strings.SplitN(arn, ":", 6); len(part) == 6 && part[4] != "" {
		return part[4]
	}
	return otherwise
}

// compact writes JSON without escaping <, > and &.
func compact(v any) []byte {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if enc.Encode(v) != nil {
		return []byte("{}")
	}
	return []byte(strings.TrimSuffix(b.String(), "\n"))
}

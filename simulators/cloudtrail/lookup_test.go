package cloudtrail

import (
	"encoding/json"
	"strings"
	"testing"

	"skylab/simulators/cloud"
)

var seoul = cloud.Scope{Account: "111122223333", Region: "ap-northeast-2"}

type makeInput struct {
	VpcId   *string
	Count   int32
	Tags    map[string]string
	Secret  []byte
	Missing *int32
}

type makeOutput struct{ VpcId string }

// history is a world with calls of every kind, a minute apart.
func history(t *testing.T) (*State, *cloud.Call) {
	t.Helper()
	w := cloud.NewWorld(7, cloud.DefaultStart)
	you := cloud.Caller{Account: seoul.Account, ARN: "arn:aws:iam::111122223333:user/you", UserID: "AIDA", Key: "AKIA", Kind: "IAMUser"}
	night := cloud.Caller{Account: seoul.Account, ARN: "arn:aws:sts::111122223333:assumed-role/app/night", UserID: "AROA:night", Kind: "AssumedRole", Role: "arn:aws:iam::111122223333:role/path/app", Key: "ASIA"}
	via := night
	via.Via, via.Source = "s3.amazonaws.com", "s3.amazonaws.com"
	tokyo := seoul
	tokyo.Region = "ap-northeast-1"
	for _, r := range []cloud.Record{
		{Service: "ec2", Operation: "CreateVpc", Caller: you, Input: makeInput{VpcId: new("vpc-00000000000000001"), Count: 2, Tags: map[string]string{"b": "2", "a": "1"}, Secret: []byte("x")}, Output: makeOutput{"vpc-00000000000000002"}},
		{Service: "ec2", Operation: "DescribeVpcs", Caller: night, ReadOnly: true, Input: makeInput{}, Output: makeOutput{"vpc-00000000000000003"}},
		{Service: "kms", Operation: "Decrypt", Caller: via, ReadOnly: true, Resources: []string{"arn:aws:kms:ap-northeast-2:111122223333:key/1"}, Shown: &cloud.Shown{Request: `{"encryptionContext":{"customer":"42"}}`}, Error: "AccessDeniedException", Message: "no <&>"},
		{Service: "s3", Operation: "GetObject", Caller: you, ReadOnly: true},
		{Service: "iam", Operation: "CreateRole", Caller: you, Scope: tokyo, Input: struct{ RoleName string }{"app"}},
		{Service: "lambda", Operation: "UpdateFunctionCode", Caller: cloud.Caller{Kind: "AWSService", Source: "lambda.amazonaws.com"}},
		{Service: "sqs", Operation: "CreateQueue", Caller: cloud.Caller{Account: seoul.Account, ARN: "arn:aws:iam::111122223333:root", Kind: "Root"}, Scope: tokyo},
	} {
		if r.Scope.Region == "" {
			r.Scope = seoul
		}
		r.At = w.Now
		w.Trail.Add(r)
		w.Now += cloud.Minute
	}
	return &State{}, &cloud.Call{World: &w, Scope: seoul}
}

func lookUp(t *testing.T, s *State, c *cloud.Call, in LookupEventsInput) (names []string, out LookupEventsOutput) {
	t.Helper()
	out, err := s.LookupEvents(c, in)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range out.Events {
		names = append(names, e.EventName)
	}
	return names, out
}

func TestLookup(t *testing.T) {
	s, c := history(t)
	only := func(key, value string) LookupEventsInput {
		return LookupEventsInput{LookupAttributes: []LookupAttribute{{key, value}}}
	}
	c.Now = cloud.DefaultStart + 5*cloud.Minute
	for what, x := range map[string]struct {
		later  cloud.Time
		region string
		in     LookupEventsInput
		want   string
	}{
		"five minutes on":      {0, "", LookupEventsInput{}, "CreateVpc"},
		"a minute later":       {cloud.Minute, "", LookupEventsInput{}, "DescribeVpcs CreateVpc"},
		"no data events":       {cloud.Hour, "", LookupEventsInput{}, "UpdateFunctionCode Decrypt DescribeVpcs CreateVpc"},
		"IAM in us-east-1":     {cloud.Hour, "us-east-1", LookupEventsInput{}, "CreateRole"},
		"another Region":       {cloud.Hour, "ap-northeast-1", LookupEventsInput{}, "CreateQueue"},
		"90 days":              {90 * cloud.Day, "", LookupEventsInput{}, "UpdateFunctionCode"},
		"by name":              {cloud.Hour, "", only("EventName", "Decrypt"), "Decrypt"},
		"by name, other case":  {cloud.Hour, "", only("EventName", "decrypt"), ""},
		"changes":              {cloud.Hour, "", only("ReadOnly", "false"), "UpdateFunctionCode CreateVpc"},
		"by user":              {cloud.Hour, "", only("Username", "you"), "CreateVpc"},
		"by session":           {cloud.Hour, "", only("Username", "night"), "Decrypt DescribeVpcs"},
		"root":                 {cloud.Hour, "ap-northeast-1", only("Username", "root"), "CreateQueue"},
		"by key":               {cloud.Hour, "", only("AccessKeyId", "ASIA"), "Decrypt DescribeVpcs"},
		"by source":            {cloud.Hour, "", only("EventSource", "kms.amazonaws.com"), "Decrypt"},
		"by a resource made":   {cloud.Hour, "", only("ResourceName", "vpc-00000000000000002"), "CreateVpc"},
		"by kind of resource":  {cloud.Hour, "", only("ResourceType", "AWS::KMS::Key"), "Decrypt"},
		"by a role's name":     {cloud.Hour, "us-east-1", only("ResourceName", "app"), "CreateRole"},
		"from an instant":      {cloud.Hour, "", LookupEventsInput{StartTime: new(cloud.DefaultStart + cloud.Minute), EndTime: new(cloud.DefaultStart + 2*cloud.Minute)}, "Decrypt DescribeVpcs"},
		"what an output names": {cloud.Hour, "", only("ResourceName", "vpc-00000000000000003"), "DescribeVpcs"},
	} {
		at := *c
		w := *c.World
		at.World, w.Now = &w, c.Now+x.later
		if x.region != "" {
			at.Region = x.region
		}
		names, _ := lookUp(t, s, &at, x.in)
		if got := strings.Join(names, " "); got != x.want {
			t.Errorf("%s: %s, want %s", what, got, x.want)
		}
	}
}

func TestPages(t *testing.T) {
	s, c := history(t)
	c.Now += cloud.Hour
	var all []string
	in := LookupEventsInput{MaxResults: new(int32(2))}
	for range 9 {
		names, out := lookUp(t, s, c, in)
		all = append(all, names...)
		if in.NextToken = out.NextToken; in.NextToken == nil {
			break
		}
	}
	if got := strings.Join(all, " "); got != "UpdateFunctionCode Decrypt DescribeVpcs CreateVpc" {
		t.Error(got)
	}
	for code, bad := range map[string]LookupEventsInput{
		"InvalidMaxResultsException":       {MaxResults: new(int32(51))},
		"InvalidNextTokenException":        {NextToken: new("nonsense")},
		"InvalidTimeRangeException":        {StartTime: new(cloud.Time(2)), EndTime: new(cloud.Time(1))},
		"InvalidLookupAttributesException": {LookupAttributes: make([]LookupAttribute, 2)},
	} {
		if _, err := s.LookupEvents(c, bad); err == nil || err.(*cloud.Error).Code != code {
			t.Errorf("%+v: %v, want %s", bad, err, code)
		}
	}
}

// TestEventText holds the JSON of single events against what AWS's page says of
// each member.
func TestEventText(t *testing.T) {
	s, c := history(t)
	c.Now += cloud.Hour
	_, out := lookUp(t, s, c, LookupEventsInput{})
	text := map[string]string{}
	for _, e := range out.Events {
		text[e.EventName] = e.CloudTrailEvent
		var v struct{ EventID, RequestID string }
		if err := json.Unmarshal([]byte(e.CloudTrailEvent), &v); err != nil || v.EventID != e.EventId || v.RequestID == v.EventID || len(v.EventID) != 36 {
			t.Errorf("%s: %v", e.CloudTrailEvent, err)
		}
	}
	for name, parts := range map[string][]string{
		"CreateVpc": {`"userIdentity":{"type":"IAMUser","principalId":"AIDA","arn":"arn:aws:iam::111122223333:user/you","accountId":"111122223333","accessKeyId":"AKIA","userName":"you"}`,
			`"requestParameters":{"vpcId":"vpc-00000000000000001","count":2,"tags":{"a":"1","b":"2"},"secret":"eA=="}`, `"responseElements":{"vpcId":"vpc-00000000000000002"}`, `"eventTime":"2026-11-20T02:30:00Z"`, `"sourceIPAddress":"203.0.113.10"`},
		"DescribeVpcs": {`"responseElements":null`, `"sessionIssuer":{"type":"Role","principalId":"AROA","arn":"arn:aws:iam::111122223333:role/path/app","accountId":"111122223333","userName":"app"}`, `"readOnly":true`},
		"Decrypt": {`"invokedBy":"s3.amazonaws.com"`, `"sourceIPAddress":"s3.amazonaws.com"`, `"requestParameters":{"encryptionContext":{"customer":"42"}}`, `"errorCode":"AccessDenied"`, `"errorMessage":"no <&>"`,
			`"resources":[{"accountId":"111122223333","type":"AWS::KMS::Key","ARN":"arn:aws:kms:ap-northeast-2:111122223333:key/1"}]`},
		"UpdateFunctionCode": {`"userIdentity":{"type":"AWSService","invokedBy":"lambda.amazonaws.com"}`},
	} {
		for _, p := range parts {
			if !strings.Contains(text[name], p) {
				t.Errorf("%s lacks %s:\n%s", name, p, text[name])
			}
		}
	}
}

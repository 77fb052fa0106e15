package logs

import (
	"slices"
	"strconv"
	"strings"

	"skylab/simulators/cloud"
)

// Errors that several operations give.
const (
	codeNotFound = "ResourceNotFoundException"
	codeExists   = "ResourceAlreadyExistsException"
	codeInvalid  = "InvalidParameterException"
)

func noGroup() error {
	return cloud.Errorf(codeNotFound, "The specified log group does not exist.")
}

func noStream() error {
	return cloud.Errorf(codeNotFound, "The specified log stream does not exist.")
}

// NoOutput is what an operation answers that only changes something.
type NoOutput struct{}

// CreateLogGroupInput is a new group.
type CreateLogGroupInput struct {
	LogGroupName  string            `aws:"logGroupName" required:"true" doc:"name of the log group"`
	KmsKeyId      *string           `aws:"kmsKeyId" doc:"ARN of a key"`
	Tags          map[string]string `aws:"tags" doc:"tags"`
	LogGroupClass *string           `aws:"logGroupClass" enum:"STANDARD|INFREQUENT_ACCESS|DELIVERY"`
}

// CreateLogGroup makes a log group. Services that write make theirs themselves.
// docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
func (s *State) CreateLogGroup(c *cloud.Call, in CreateLogGroupInput) (NoOutput, error) {
	if err := checkName(in.LogGroupName); err != nil {
		return NoOutput{}, err
	}
	r := s.At(c.Scope)
	if r.Groups.Find(in.LogGroupName) != nil {
		return NoOutput{}, cloud.Errorf(codeExists, "The specified log group already exists")
	}
	g := r.group(c.Scope, c.Now, in.LogGroupName)
	if in.LogGroupClass != nil {
		g.Class = *in.LogGroupClass
	}
	if in.KmsKeyId != nil {
		g.KMSKey = *in.KmsKeyId
	}
	if len(in.Tags) > 0 {
		g.Tags = map[string]string{}
		for k, v := range in.Tags {
			g.Tags[k] = v
		}
	}
	c.Resources = append(c.Resources, g.ARN)
	return NoOutput{}, nil
}

func checkName(name string) error {
	if name == "" || len(name) > 512 {
		return cloud.Errorf(codeInvalid, "Invalid LogGroup or LogStream, both must have length less than or equal to 512.")
	}
	for _, r := range name {
		if !strings.ContainsRune("._-/#", r) && !(r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') {
			return cloud.Errorf(codeInvalid, `1 validation error detected: Value '%s' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\.\-_/#A-Za-z0-9]+`, name)
		}
	}
	return nil
}

// GroupInput names a group.
type GroupInput struct {
	LogGroupName string `aws:"logGroupName" required:"true" doc:"name of the log group"`
}

// DeleteLogGroup deletes a group and all that is in it.
// docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogGroup.html
func (s *State) DeleteLogGroup(c *cloud.Call, in GroupInput) (NoOutput, error) {
	r := s.At(c.Scope)
	if r.Groups.Find(in.LogGroupName) == nil {
		return NoOutput{}, noGroup()
	}
	r.Groups.Remove(in.LogGroupName)
	return NoOutput{}, nil
}

// PutRetentionPolicyInput is how long lines are kept.
type PutRetentionPolicyInput struct {
	LogGroupName    string `aws:"logGroupName" required:"true" doc:"name of the log group"`
	RetentionInDays int    `aws:"retentionInDays" required:"true" doc:"1, 3, 5, 7, 14, 30, 60, 90, … days"`
}

// retentions are the days that can be chosen.
// docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
var retentions = []int{1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653}

// PutRetentionPolicy says how long lines are kept; without it for ever.
// docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
func (s *State) PutRetentionPolicy(c *cloud.Call, in PutRetentionPolicyInput) (NoOutput, error) {
	g := s.At(c.Scope).Groups.Find(in.LogGroupName)
	if g == nil {
		return NoOutput{}, noGroup()
	}
	if !slices.Contains(retentions, in.RetentionInDays) {
		words := make([]string, len(retentions))
		for i, n := range retentions {
			words[i] = strconv.Itoa(n)
		}
		return NoOutput{}, cloud.Errorf(codeInvalid, "1 validation error detected: Value '%d' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [%s]", in.RetentionInDays, strings.Join(words, ", "))
	}
	g.Retention = in.RetentionInDays
	return NoOutput{}, nil
}

// DeleteRetentionPolicy keeps lines for ever again.
// docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteRetentionPolicy.html
func (s *State) DeleteRetentionPolicy(c *cloud.Call, in GroupInput) (NoOutput, error) {
	g := s.At(c.Scope).Groups.Find(in.LogGroupName)
	if g == nil {
		return NoOutput{}, noGroup()
	}
	g.Retention = 0
	return NoOutput{}, nil
}

// DescribeLogGroupsInput asks for groups.
type DescribeLogGroupsInput struct {
	LogGroupNamePrefix  *string `aws:"logGroupNamePrefix" doc:"only those that begin so"`
	LogGroupNamePattern *string `aws:"logGroupNamePattern" doc:"only those that contain this"`
	NextToken           *string `aws:"nextToken" doc:"where to go on"`
	Limit               *int    `aws:"limit" doc:"how many at most, up to 50"`
}

// LogGroup is a group as AWS describes it.
type LogGroup struct {
	LogGroupName      string  `aws:"logGroupName"`
	CreationTime      int64   `aws:"creationTime"`
	RetentionInDays   *int    `aws:"retentionInDays"`
	MetricFilterCount int     `aws:"metricFilterCount"`
	Arn               string  `aws:"arn"`
	StoredBytes       int64   `aws:"storedBytes"`
	KmsKeyId          *string `aws:"kmsKeyId"`
	LogGroupClass     string  `aws:"logGroupClass"`
	LogGroupArn       string  `aws:"logGroupArn"`
}

// DescribeLogGroupsOutput is one page of groups.
type DescribeLogGroupsOutput struct {
	LogGroups []LogGroup `aws:"logGroups"`
	NextToken *string    `aws:"nextToken"`
}

// DescribeLogGroups lists groups by name.
// docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html
func (s *State) DescribeLogGroups(c *cloud.Call, in DescribeLogGroupsInput) (DescribeLogGroupsOutput, error) {
	if in.LogGroupNamePrefix != nil && in.LogGroupNamePattern != nil {
		return DescribeLogGroupsOutput{}, cloud.Errorf(codeInvalid, "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.")
	}
	list := []LogGroup{}
	for g := range s.At(c.Scope).Groups.All {
		if in.LogGroupNamePrefix != nil && !strings.HasPrefix(g.Name, *in.LogGroupNamePrefix) ||
			in.LogGroupNamePattern != nil && !strings.Contains(strings.ToLower(g.Name), strings.ToLower(*in.LogGroupNamePattern)) {
			continue
		}
		list = append(list, g.describe())
	}
	slices.SortFunc(list, func(a, b LogGroup) int { return strings.Compare(a.LogGroupName, b.LogGroupName) })
	page, next, err := paged(list, in.NextToken, in.Limit, 50, 50)
	return DescribeLogGroupsOutput{page, next}, err
}

func (g *Group) describe() LogGroup {
	d := LogGroup{LogGroupName: g.Name, CreationTime: millis(g.Made), Arn: g.ARN + ":*", LogGroupClass: g.Class, LogGroupArn: g.ARN}
	if g.Retention > 0 {
		d.RetentionInDays = new(g.Retention)
	}
	if g.KMSKey != "" {
		d.KmsKeyId = new(g.KMSKey)
	}
	for x := range g.Streams.All {
		d.StoredBytes += x.Bytes
	}
	return d
}

// millis is an instant as this API tells it: milliseconds since 1970.
func millis(t cloud.Time) int64 { return int64(t / cloud.Millisecond) }

// paged cuts one page out of a list; the token is a place in it.
func paged[T any](list []T, token *string, want *int, usual, most int) ([]T, *string, error) {
	n, from := usual, 0
	if want != nil {
		if *want < 1 {
			return nil, nil, cloud.Errorf(codeInvalid, "1 validation error detected: Value '%d' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1", *want)
		}
		if *want > most {
			return nil, nil, cloud.Errorf(codeInvalid, "1 validation error detected: Value '%d' at 'limit' failed to satisfy constraint: Member must have value less than or equal to %d", *want, most)
		}
		n = *want
	}
	if token != nil {
		var ok bool
		if from, ok = place("t/", *token); !ok || from > len(list) {
			return nil, nil, cloud.Errorf(codeInvalid, "The specified nextToken is invalid.")
		}
	}
	if from+n >= len(list) {
		return list[from:], nil, nil
	}
	return list[from : from+n], new(mark("t/", from+n)), nil
}

// mark and place write a place into a token in the manner of this API.
func mark(kind string, n int) string {
	text := strconv.Itoa(n)
	return kind + strings.Repeat("0", 56-len(text)) + text + "/s"
}

func place(kind, token string) (int, bool) {
	rest, ok := strings.CutPrefix(token, kind)
	rest, tail := strings.CutSuffix(rest, "/s")
	n, err := strconv.Atoi(rest)
	return n, ok && tail && len(rest) == 56 && err == nil && n >= 0
}

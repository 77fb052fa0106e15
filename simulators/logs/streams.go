package logs

import (
	"cmp"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// StreamInput names a stream.
type StreamInput struct {
	LogGroupName  string `aws:"logGroupName" required:"true" doc:"name of the log group"`
	LogStreamName string `aws:"logStreamName" required:"true" doc:"name of the log stream"`
}

// CreateLogStream makes a stream in a group.
// docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogStream.html
func (s *State) CreateLogStream(c *cloud.Call, in StreamInput) (NoOutput, error) {
	g := s.At(c.Scope).Groups.Find(in.LogGroupName)
	switch {
	case in.LogStreamName == "" || len(in.LogStreamName) > 512:
		return NoOutput{}, cloud.Errorf(codeInvalid, "Invalid LogGroup or LogStream, both must have length less than or equal to 512.")
	case strings.ContainsAny(in.LogStreamName, ":*"):
		return NoOutput{}, cloud.Errorf(codeInvalid, "1 validation error detected: Value '%s' at 'logStreamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [^:*]*", in.LogStreamName)
	case g == nil:
		return NoOutput{}, noGroup()
	case g.Streams.Find(in.LogStreamName) != nil:
		return NoOutput{}, cloud.Errorf(codeExists, "The specified log stream already exists")
	}
	g.stream(c.Now, in.LogStreamName)
	return NoOutput{}, nil
}

// DeleteLogStream deletes a stream with its events.
// docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogStream.html
func (s *State) DeleteLogStream(c *cloud.Call, in StreamInput) (NoOutput, error) {
	g := s.At(c.Scope).Groups.Find(in.LogGroupName)
	if g == nil {
		return NoOutput{}, noGroup()
	}
	if g.Streams.Find(in.LogStreamName) == nil {
		return NoOutput{}, noStream()
	}
	g.Streams.Remove(in.LogStreamName)
	return NoOutput{}, nil
}

// DescribeLogStreamsInput asks for streams.
type DescribeLogStreamsInput struct {
	LogGroupName        *string `aws:"logGroupName" doc:"name of the log group"`
	LogGroupIdentifier  *string `aws:"logGroupIdentifier" doc:"name or ARN of the log group"`
	LogStreamNamePrefix *string `aws:"logStreamNamePrefix" doc:"only those that begin so"`
	OrderBy             *string `aws:"orderBy" enum:"LogStreamName|LastEventTime"`
	Descending          *bool   `aws:"descending" doc:"last first"`
	NextToken           *string `aws:"nextToken" doc:"where to go on"`
	Limit               *int    `aws:"limit" doc:"how many at most, up to 50"`
}

// LogStream is a stream as AWS describes it.
type LogStream struct {
	LogStreamName       string `aws:"logStreamName"`
	CreationTime        int64  `aws:"creationTime"`
	FirstEventTimestamp *int64 `aws:"firstEventTimestamp"`
	LastEventTimestamp  *int64 `aws:"lastEventTimestamp"`
	LastIngestionTime   *int64 `aws:"lastIngestionTime"`
	UploadSequenceToken string `aws:"uploadSequenceToken"`
	Arn                 string `aws:"arn"`
	StoredBytes         int64  `aws:"storedBytes"`
}

// DescribeLogStreamsOutput is one page of streams.
type DescribeLogStreamsOutput struct {
	LogStreams []LogStream `aws:"logStreams"`
	NextToken  *string     `aws:"nextToken"`
}

// named finds a group by its name or by what identifies it.
func (s *State) named(c *cloud.Call, name, identifier *string) (*Group, error) {
	switch {
	case name != nil && identifier != nil:
		return nil, cloud.Errorf("ValidationException", "LogGroup name and LogGroup ARN are mutually exclusive parameters.")
	case name == nil && identifier == nil:
		return nil, cloud.Errorf(codeInvalid, "At least one of logGroupName or logGroupIdentifier must be provided.")
	case name == nil:
		name = identifier
	}
	_, short, isARN := strings.Cut(*name, ":log-group:")
	if !isARN {
		short = *name
	}
	g := s.At(c.Scope).Groups.Find(strings.TrimSuffix(short, ":*"))
	if g == nil {
		return nil, noGroup()
	}
	return g, nil
}

// DescribeLogStreams lists the streams of a group, by name or by the time of
// the last event.
// docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html
func (s *State) DescribeLogStreams(c *cloud.Call, in DescribeLogStreamsInput) (DescribeLogStreamsOutput, error) {
	g, err := s.named(c, in.LogGroupName, in.LogGroupIdentifier)
	if err != nil {
		return DescribeLogStreamsOutput{}, err
	}
	byTime := in.OrderBy != nil && *in.OrderBy == "LastEventTime"
	if byTime && in.LogStreamNamePrefix != nil {
		return DescribeLogStreamsOutput{}, cloud.Errorf(codeInvalid, "Cannot order by LastEventTime with a logStreamNamePrefix.")
	}
	var streams []*Stream
	for x := range g.Streams.All {
		if in.LogStreamNamePrefix == nil || strings.HasPrefix(x.Name, *in.LogStreamNamePrefix) {
			streams = append(streams, x)
		}
	}
	slices.SortStableFunc(streams, func(a, b *Stream) int {
		if byTime && a.Last != b.Last {
			return cmp.Compare(a.Last, b.Last)
		}
		return strings.Compare(a.Name, b.Name)
	})
	if in.Descending != nil && *in.Descending {
		slices.Reverse(streams)
	}
	list := make([]LogStream, len(streams))
	for i, x := range streams {
		list[i] = x.describe(g, c.Now)
	}
	page, next, err := paged(list, in.NextToken, in.Limit, 50, 50)
	return DescribeLogStreamsOutput{page, next}, err
}

func (x *Stream) describe(g *Group, now cloud.Time) LogStream {
	d := LogStream{
		LogStreamName: x.Name, CreationTime: millis(x.Made), UploadSequenceToken: strings.TrimSuffix(mark("", int(x.Ordinal)), "/s"),
		Arn: g.ARN + ":log-stream:" + x.Name, StoredBytes: 0, // AWS has told 0 since 2019
	}
	if x.First > 0 && x.First <= now {
		d.FirstEventTimestamp, d.LastEventTimestamp, d.LastIngestionTime = new(millis(x.First)), new(millis(min(x.Last, now))), new(millis(min(x.Came, now)))
	}
	return d
}

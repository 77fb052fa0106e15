package logs

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// InputLogEvent is a line to write.
type InputLogEvent struct {
	Timestamp int64  `aws:"timestamp" required:"true" doc:"milliseconds since 1970"`
	Message   string `aws:"message" required:"true" doc:"the text"`
}

// PutLogEventsInput is lines for a stream.
type PutLogEventsInput struct {
	LogGroupName  string          `aws:"logGroupName" required:"true" doc:"name of the log group"`
	LogStreamName string          `aws:"logStreamName" required:"true" doc:"name of the log stream"`
	LogEvents     []InputLogEvent `aws:"logEvents" required:"true" doc:"timestamp=MS,message=TEXT …"`
	SequenceToken *string         `aws:"sequenceToken" doc:"not needed any more"`
}

// RejectedLogEventsInfo tells which lines were not taken.
type RejectedLogEventsInfo struct {
	TooNewLogEventStartIndex *int `aws:"tooNewLogEventStartIndex"`
	TooOldLogEventEndIndex   *int `aws:"tooOldLogEventEndIndex"`
	ExpiredLogEventEndIndex  *int `aws:"expiredLogEventEndIndex"`
}

// PutLogEventsOutput is the answer.
type PutLogEventsOutput struct {
	NextSequenceToken     string                 `aws:"nextSequenceToken"`
	RejectedLogEventsInfo *RejectedLogEventsInfo `aws:"rejectedLogEventsInfo"`
}

// PutLogEvents writes lines. Lines of the far past or future are not taken.
// docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
func (s *State) PutLogEvents(c *cloud.Call, in PutLogEventsInput) (PutLogEventsOutput, error) {
	var none PutLogEventsOutput
	g := s.At(c.Scope).Groups.Find(in.LogGroupName)
	if g == nil {
		return none, noGroup()
	}
	if g.Streams.Find(in.LogStreamName) == nil {
		return none, noStream()
	}
	if n := len(in.LogEvents); n == 0 || n > 10000 {
		return none, cloud.Errorf(codeInvalid, "1 validation error detected: Value at 'logEvents' failed to satisfy constraint: Member must have length between 1 and 10000")
	}
	if !slices.IsSortedFunc(in.LogEvents, func(a, b InputLogEvent) int { return cmp.Compare(a.Timestamp, b.Timestamp) }) {
		return none, cloud.Errorf(codeInvalid, "Log events in a single PutLogEvents request must be in chronological order.")
	}
	size := 0
	for _, e := range in.LogEvents {
		if e.Message == "" || e.Timestamp < 0 || e.Timestamp > 1<<42 {
			return none, cloud.Errorf(codeInvalid, "1 validation error detected: Value '' at 'logEvents.1.member.message' failed to satisfy constraint: Member must have length greater than or equal to 1")
		}
		size += len(e.Message) + overhead
	}
	if size > 1<<20 {
		return none, cloud.Errorf(codeInvalid, "Upload too large: %d bytes exceeds limit of 1048576", size)
	}
	lines, rejected := g.acceptable(c.Now, in.LogEvents)
	s.Write(c.Scope, c.Now, in.LogGroupName, in.LogStreamName, lines)
	return PutLogEventsOutput{strings.TrimSuffix(mark("", int(c.Next(c.Scope, "logs-token"))), "/s"), rejected}, nil
}

// acceptable sorts out lines that are older than 14 days or the retention, or
// more than two hours ahead.
func (g *Group) acceptable(now cloud.Time, list []InputLogEvent) (lines []Event, rejected *RejectedLogEventsInfo) {
	reject := func() *RejectedLogEventsInfo {
		if rejected == nil {
			rejected = &RejectedLogEventsInfo{}
		}
		return rejected
	}
	for i, e := range list {
		at := cloud.Time(e.Timestamp) * cloud.Millisecond
		switch {
		case at > now+2*cloud.Hour:
			if r := reject(); r.TooNewLogEventStartIndex == nil {
				r.TooNewLogEventStartIndex = new(i)
			}
		case at < now-14*cloud.Day:
			reject().TooOldLogEventEndIndex = new(i + 1)
		case g.Retention > 0 && at < now-cloud.Time(g.Retention)*cloud.Day:
			reject().ExpiredLogEventEndIndex = new(i + 1)
		default:
			lines = append(lines, Event{At: at, Came: now, Text: e.Message})
		}
	}
	return lines, rejected
}

// GetLogEventsInput asks for the lines of one stream.
type GetLogEventsInput struct {
	LogGroupName       *string `aws:"logGroupName" doc:"name of the log group"`
	LogGroupIdentifier *string `aws:"logGroupIdentifier" doc:"name or ARN of the log group"`
	LogStreamName      string  `aws:"logStreamName" required:"true" doc:"name of the log stream"`
	StartTime          *int64  `aws:"startTime" doc:"milliseconds since 1970"`
	EndTime            *int64  `aws:"endTime" doc:"milliseconds since 1970; lines before it"`
	NextToken          *string `aws:"nextToken" doc:"where to go on"`
	Limit              *int    `aws:"limit" doc:"how many at most, up to 10000"`
	StartFromHead      *bool   `aws:"startFromHead" doc:"the oldest first"`
}

// OutputLogEvent is a line.
type OutputLogEvent struct {
	Timestamp     int64  `aws:"timestamp"`
	Message       string `aws:"message"`
	IngestionTime int64  `aws:"ingestionTime"`
}

// GetLogEventsOutput is one page of lines.
type GetLogEventsOutput struct {
	Events            []OutputLogEvent `aws:"events"`
	NextForwardToken  string           `aws:"nextForwardToken"`
	NextBackwardToken string           `aws:"nextBackwardToken"`
}

// linesMost is how many lines one answer has.
const linesMost = 10000

// span is the time that is asked for.
func span(from, to *int64) (cloud.Time, cloud.Time) {
	first, last := cloud.Time(0), cloud.Time(1<<63-1)
	if from != nil {
		first = cloud.Time(min(max(*from, 0), 1<<42)) * cloud.Millisecond
	}
	if to != nil {
		last = cloud.Time(min(max(*to, 0), 1<<42)) * cloud.Millisecond
	}
	return first, last
}

// GetLogEvents reads one stream.
// docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
func (s *State) GetLogEvents(c *cloud.Call, in GetLogEventsInput) (GetLogEventsOutput, error) {
	none := GetLogEventsOutput{}
	g, err := s.named(c, in.LogGroupName, in.LogGroupIdentifier)
	if err != nil {
		return none, err
	}
	if g.Streams.Find(in.LogStreamName) == nil {
		return none, noStream()
	}
	n := linesMost
	if in.Limit != nil {
		if _, _, err := paged([]int{}, nil, in.Limit, 1, linesMost); err != nil {
			return none, err
		}
		n = *in.Limit
	}
	from, to := span(in.StartTime, in.EndTime)
	all := g.shown(c.Now, from, to, func(x *Stream) bool { return x.Name == in.LogStreamName })
	first := max(0, len(all)-n)
	if in.StartFromHead != nil && *in.StartFromHead {
		first = 0
	}
	if in.NextToken != nil {
		at, forward := place("f/", *in.NextToken)
		if !forward {
			var backward bool
			if at, backward = place("b/", *in.NextToken); !backward {
				return none, cloud.Errorf(codeInvalid, "The specified nextToken is invalid.")
			}
			at = max(0, at-n)
		}
		first = min(at, len(all))
	}
	last := min(first+n, len(all))
	out := GetLogEventsOutput{Events: []OutputLogEvent{}, NextForwardToken: mark("f/", last), NextBackwardToken: mark("b/", first)}
	for _, e := range all[first:last] {
		out.Events = append(out.Events, OutputLogEvent{millis(e.At), e.Text, millis(e.Came)})
	}
	return out, nil
}

// FilterLogEventsInput asks for lines of many streams.
type FilterLogEventsInput struct {
	LogGroupName        *string  `aws:"logGroupName" doc:"name of the log group"`
	LogGroupIdentifier  *string  `aws:"logGroupIdentifier" doc:"name or ARN of the log group"`
	LogStreamNames      []string `aws:"logStreamNames" doc:"only these streams"`
	LogStreamNamePrefix *string  `aws:"logStreamNamePrefix" doc:"only streams that begin so"`
	StartTime           *int64   `aws:"startTime" doc:"milliseconds since 1970"`
	EndTime             *int64   `aws:"endTime" doc:"milliseconds since 1970; lines before it"`
	FilterPattern       *string  `aws:"filterPattern" doc:"REPORT, \"exact words\", ?a ?b, -c, %regex%, { $.level = \"error\" }, [a, b, c=4*]"`
	NextToken           *string  `aws:"nextToken" doc:"where to go on"`
	Limit               *int     `aws:"limit" doc:"how many at most, up to 10000"`
	Interleaved         *bool    `aws:"interleaved" doc:"has no effect any more"`
}

// FilteredLogEvent is a line with its stream.
type FilteredLogEvent struct {
	LogStreamName string `aws:"logStreamName"`
	Timestamp     int64  `aws:"timestamp"`
	Message       string `aws:"message"`
	IngestionTime int64  `aws:"ingestionTime"`
	EventId       string `aws:"eventId"`
}

// SearchedLogStream is not told any more.
type SearchedLogStream struct {
	LogStreamName      string `aws:"logStreamName"`
	SearchedCompletely bool   `aws:"searchedCompletely"`
}

// FilterLogEventsOutput is one page of lines.
type FilterLogEventsOutput struct {
	Events             []FilteredLogEvent  `aws:"events"`
	SearchedLogStreams []SearchedLogStream `aws:"searchedLogStreams"`
	NextToken          *string             `aws:"nextToken"`
}

// FilterLogEvents finds lines in all streams of a group.
// docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
func (s *State) FilterLogEvents(c *cloud.Call, in FilterLogEventsInput) (FilterLogEventsOutput, error) {
	var none FilterLogEventsOutput
	g, err := s.named(c, in.LogGroupName, in.LogGroupIdentifier)
	if err != nil {
		return none, err
	}
	if in.LogStreamNames != nil && in.LogStreamNamePrefix != nil {
		return none, cloud.Errorf(codeInvalid, "LogStreamNamePrefix and LogStreamNames are mutually exclusive parameters.")
	}
	for _, name := range in.LogStreamNames {
		if g.Streams.Find(name) == nil {
			return none, noStream()
		}
	}
	var f Filter
	if in.FilterPattern != nil {
		if f, err = Compile(*in.FilterPattern); err != nil {
			return none, cloud.Errorf(codeInvalid, "Invalid filter pattern")
		}
	}
	from, to := span(in.StartTime, in.EndTime)
	if to < 1<<62 {
		to += cloud.Millisecond // unlike in GetLogEvents the end is included
	}
	all := g.shown(c.Now, from, to, in.wants)
	found := all[:0]
	for _, e := range all {
		if f.Match(e.Text) {
			found = append(found, e)
		}
	}
	few, next, err := paged(found, in.NextToken, in.Limit, linesMost, linesMost)
	page := make([]FilteredLogEvent, len(few)) // only what is shown gets its ID: a group may hold a million lines
	for i, e := range few {
		page[i] = FilteredLogEvent{e.stream, millis(e.At), e.Text, millis(e.Came), fmt.Sprintf("%d%043d", millis(e.At), e.place)}
	}
	return FilterLogEventsOutput{page, []SearchedLogStream{}, next}, err
}

func (in *FilterLogEventsInput) wants(x *Stream) bool {
	if in.LogStreamNamePrefix != nil {
		return strings.HasPrefix(x.Name, *in.LogStreamNamePrefix)
	}
	return in.LogStreamNames == nil || slices.Contains(in.LogStreamNames, x.Name)
}

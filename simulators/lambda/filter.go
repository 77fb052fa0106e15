package lambda

import (
	"encoding/json"
	"unicode/utf8"
)

// Action is what becomes of a record whose data meets a filter.
type Action string

// The actions, in the words of AWS's tables.
// docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html, services-kinesis-filtering.html, kafka-filtering.html
const (
	Filters      Action = "filter"               // the data is held against the pattern
	MetadataOnly Action = "filter-metadata-only" // the rest of the record is
	Drops        Action = "drop"                 // the record fits no pattern
	Refused      Action = "exception-at-create"  // such a mapping cannot be made
)

// DataShape is what a record's data, or the part of a pattern that is about it, is.
type DataShape string

// The shapes of data.
const (
	PlainText DataShape = "plain"
	JSONText  DataShape = "json"
	NoText    DataShape = "non-utf8"
	NoPattern DataShape = "none"
)

// Meet tells what becomes of data of one shape where the pattern is of another.
// Streams are Kinesis and DynamoDB; what they cannot read as JSON is plain.
func Meet(source string, data, pattern DataShape) Action {
	switch {
	case pattern == NoPattern, source == "kafka" && data == NoText:
		return MetadataOnly
	case source == "kinesis" || source == "dynamodb":
		if pattern != JSONText {
			return Refused
		}
		if data != JSONText {
			return Drops
		}
	case data != pattern:
		return Drops
	}
	return Filters
}

// shapeOf tells what a record's data is.
func shapeOf(data string) (any, DataShape) {
	if !utf8.ValidString(data) {
		return nil, NoText
	}
	var v any
	if json.Unmarshal([]byte(data), &v) == nil {
		if _, ok := v.(map[string]any); ok {
			return v, JSONText
		}
	}
	return data, PlainText
}

// criterion is one filter of a mapping: a pattern and what its part about the
// body is.
type criterion struct {
	pattern Pattern
	shape   DataShape
}

func compileCriterion(text string) (criterion, error) {
	p, err := CompilePattern(text)
	if err != nil {
		return criterion{}, err
	}
	var members map[string]any
	if err := json.Unmarshal([]byte(text), &members); err != nil {
		return criterion{}, err
	}
	c := criterion{p, NoPattern}
	switch members["body"].(type) {
	case map[string]any:
		c.shape = JSONText
	case []any:
		c.shape = PlainText
	}
	return c, nil
}

// lets tells whether a queue's record passes a filter. What does not pass any
// is deleted from the queue, and never reaches the function.
// docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html
func (c criterion) lets(record map[string]any, body string) bool {
	value, shape := shapeOf(body)
	if Meet("sqs", shape, c.shape) == Drops {
		return false
	}
	with := make(map[string]any, len(record))
	for k, v := range record {
		with[k] = v
	}
	with["body"] = value
	return c.pattern.Match(with)
}

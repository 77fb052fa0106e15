package lambda

import "skylab/simulators/cloud"

// Filter is one pattern of a mapping.
type Filter struct {
	Pattern *string `doc:"JSON: {\"body\":{\"kind\":[\"order\"]}}"`
}

// FilterCriteria lets through the records that pass one of several filters.
type FilterCriteria struct {
	Filters []Filter `doc:"up to five"`
}

// ScalingConfig bounds a mapping.
type ScalingConfig struct {
	MaximumConcurrency *int `doc:"batches at once, 2 to 1000"`
}

// CreateEventSourceMappingInput is a new mapping.
type CreateEventSourceMappingInput struct {
	EventSourceArn                 *string         `doc:"ARN of the queue"`
	FunctionName                   string          `required:"true" doc:"name or ARN of the function, with its alias"`
	Enabled                        *bool           `doc:"begin at once; so unless given"`
	BatchSize                      *int            `doc:"messages a call, up to 10; with a window up to 10000"`
	FilterCriteria                 *FilterCriteria `doc:"only records that pass one of the filters; others are deleted"`
	MaximumBatchingWindowInSeconds *int            `doc:"0 to 300: wait for a full batch"`
	FunctionResponseTypes          []string        `doc:"ReportBatchItemFailures: the function names the messages that failed"`
	ScalingConfig                  *ScalingConfig  `doc:"MaximumConcurrency=2 to 1000"`
}

// UpdateEventSourceMappingInput changes a mapping.
type UpdateEventSourceMappingInput struct {
	UUID                           string          `required:"true" doc:"the mapping"`
	FunctionName                   *string         `doc:"name or ARN of the function"`
	Enabled                        *bool           `doc:"--no-enabled stops it"`
	BatchSize                      *int            `doc:"messages a call"`
	FilterCriteria                 *FilterCriteria `doc:"all filters anew; {} takes them away"`
	MaximumBatchingWindowInSeconds *int            `doc:"0 to 300"`
	FunctionResponseTypes          []string        `doc:"ReportBatchItemFailures"`
	ScalingConfig                  *ScalingConfig  `doc:"MaximumConcurrency=2 to 1000"`
}

// MappingInput names a mapping.
type MappingInput struct {
	UUID string `required:"true" doc:"the mapping"`
}

// EventSourceMapping is a mapping as AWS describes it.
type EventSourceMapping struct {
	UUID                           string
	BatchSize                      int
	MaximumBatchingWindowInSeconds int
	EventSourceArn                 string
	FilterCriteria                 *FilterCriteria
	FunctionArn                    string
	LastModified                   cloud.Time
	State                          string
	StateTransitionReason          string
	FunctionResponseTypes          []string
	ScalingConfig                  *ScalingConfig
	EventSourceMappingArn          string
}

func (m *Mapping) describe(scope cloud.Scope) EventSourceMapping {
	d := EventSourceMapping{
		UUID: m.UUID, BatchSize: m.Batch, MaximumBatchingWindowInSeconds: m.Window, EventSourceArn: m.Source,
		FunctionArn: arnOf(scope, m.Function, m.Alias), LastModified: m.Modified, State: m.State, StateTransitionReason: "USER_INITIATED",
		FunctionResponseTypes: []string{}, EventSourceMappingArn: "arn:aws:lambda:" + scope.Region + ":" + scope.Account + ":event-source-mapping:" + m.UUID,
	}
	if m.Partial {
		d.FunctionResponseTypes = []string{partialResponse}
	}
	if m.Maximum > 0 {
		d.ScalingConfig = &ScalingConfig{new(m.Maximum)}
	}
	if len(m.Filters) > 0 {
		d.FilterCriteria = &FilterCriteria{}
		for _, p := range m.Filters {
			d.FilterCriteria.Filters = append(d.FilterCriteria.Filters, Filter{new(p)})
		}
	}
	return d
}

const partialResponse = "ReportBatchItemFailures"

// ListEventSourceMappingsInput asks for mappings.
type ListEventSourceMappingsInput struct {
	EventSourceArn *string `doc:"only of this queue"`
	FunctionName   *string `doc:"only of this function"`
	Marker         *string `doc:"where to go on"`
	MaxItems       *int    `doc:"how many at most"`
}

// ListEventSourceMappingsOutput is one page of mappings.
type ListEventSourceMappingsOutput struct {
	NextMarker          *string
	EventSourceMappings []EventSourceMapping
}

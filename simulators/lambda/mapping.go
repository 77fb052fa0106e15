package lambda

import (
	"strings"

	"skylab/simulators/cloud"
)

// turnTime is how long a mapping is Creating, Enabling, Updating or Disabling.
// AWS does not publish it.
const turnTime = 5 * cloud.Second

// mappingTurn: a mapping's new settings take effect.
type mappingTurn struct {
	Scope cloud.Scope
	UUID  string
}

// CreateEventSourceMapping lets Lambda read a queue and call a function with
// what it finds.
// docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
func (s *State) CreateEventSourceMapping(c *cloud.Call, in CreateEventSourceMappingInput) (EventSourceMapping, error) {
	var none EventSourceMapping
	if in.EventSourceArn == nil || service(*in.EventSourceArn) != "sqs" {
		return none, cloud.Errorf(codeInvalid, "Unrecognized event source.")
	}
	w, err := read(c.Scope, in.FunctionName, nil)
	if err != nil {
		return none, err
	}
	m := Mapping{Source: *in.EventSourceArn, Function: w.name, Alias: w.qualifier, Batch: 10, Enabled: or(in.Enabled, true), State: "Creating", Modified: whole(c.Now)}
	if err := m.set(in.BatchSize, in.MaximumBatchingWindowInSeconds, in.FilterCriteria, in.FunctionResponseTypes, in.ScalingConfig); err != nil {
		return none, err
	}
	f := s.At(c.Scope).Functions.Find(w.name)
	if f == nil || w.qualifier != "" && f.version(w.qualifier) == nil && f.alias(w.qualifier) == nil {
		return none, cloud.Errorf(codeInvalid, "Function does not exist")
	}
	if err := s.mayRead(c, f, m.Source); err != nil {
		return none, err
	}
	r := s.At(c.Scope)
	for x := range r.Mappings.All {
		if x.Source == m.Source && x.Function == m.Function {
			return none, cloud.Errorf(codeConflict, `An event source mapping with SQS arn (" %s ") and function (" %s ") already exists. Please update or delete the existing mapping with UUID %s`, m.Source, f.Name, x.UUID)
		}
	}
	m.UUID = uuid(c.World, c.Scope, "lambda-mapping")
	c.At(c.Now+turnTime, mappingTurn{c.Scope, m.UUID})
	d := r.Mappings.Add(m).describe(c.Scope)
	c.Resources = append(c.Resources, d.EventSourceMappingArn)
	return d, nil
}

// set takes settings over after checking them. A wrong one changes nothing.
// docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html
func (m *Mapping) set(batch, window *int, filters *FilterCriteria, answers []string, scaling *ScalingConfig) error {
	x := *m
	put(&x.Batch, batch)
	put(&x.Window, window)
	if err := first(within("batchSize", x.Batch, 1, 10000), within("maximumBatchingWindowInSeconds", x.Window, 0, 300)); err != nil {
		return err
	}
	if x.Batch > 10 && x.Window == 0 {
		return cloud.Errorf(codeInvalid, "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10")
	}
	if strings.HasSuffix(x.Source, ".fifo") && (x.Batch > 10 || x.Window > 0) {
		return cloud.Errorf(codeInvalid, "Batch size greater than 10 and batching windows are not supported for FIFO queues.")
	}
	for _, a := range answers {
		if a != partialResponse {
			return invalid("functionResponseTypes", "["+a+"]", "Member must satisfy constraint: [Member must satisfy enum value set: [ReportBatchItemFailures]]")
		}
	}
	if answers != nil {
		x.Partial = len(answers) > 0
	}
	if scaling != nil {
		x.Maximum = or(scaling.MaximumConcurrency, 0)
		if scaling.MaximumConcurrency != nil {
			if err := within("scalingConfig.maximumConcurrency", x.Maximum, 2, 1000); err != nil {
				return err
			}
		}
	}
	if filters != nil {
		if err := x.filter(filters); err != nil {
			return err
		}
	}
	*m = x
	return nil
}

func (m *Mapping) filter(c *FilterCriteria) error {
	if len(c.Filters) > 5 {
		return cloud.Errorf(codeInvalid, "Filter criteria may not contain more than 5 filters.")
	}
	m.Filters = nil
	for _, f := range c.Filters {
		if _, err := compileCriterion(or(f.Pattern, "")); err != nil {
			return cloud.Errorf(codeInvalid, "Invalid filter pattern definition.")
		}
		m.Filters = append(m.Filters, *f.Pattern)
	}
	return nil
}

// mayRead wants a queue that is there, that hides messages for long enough, and
// that the function's role may read.
// docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
func (s *State) mayRead(c *cloud.Call, f *Function, queue string) error {
	if s.around.queues == nil {
		return nil
	}
	hidden, ok := s.around.queues.Exists(queue)
	if !ok {
		return cloud.Errorf(codeInvalid, "Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist.")
	}
	for _, action := range [...]string{"ReceiveMessage", "DeleteMessage", "GetQueueAttributes"} {
		if err := s.roleMay(c, f.Latest.Role, "sqs:"+action, queue, "The provided execution role does not have permissions to call "+action+" on SQS"); err != nil {
			return err
		}
	}
	if limit := cloud.Time(f.Latest.Timeout) * cloud.Second; hidden < limit {
		return cloud.Errorf(codeInvalid, "Queue visibility timeout: %d seconds is less than Function timeout: %d seconds", hidden/cloud.Second, limit/cloud.Second)
	}
	return nil
}

// RecommendedVisibility is how long AWS advises a queue to hide messages for a
// function: six times its timeout, and the batching window.
// docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
func RecommendedVisibility(timeout, window cloud.Time) cloud.Time { return 6*timeout + window }

func (s *State) mapping(c *cloud.Call, id string) (*Mapping, error) {
	m := s.At(c.Scope).Mappings.Find(id)
	if m == nil {
		return nil, cloud.Errorf(codeNotFound, "The resource you requested does not exist.")
	}
	c.Resources = append(c.Resources, m.describe(c.Scope).EventSourceMappingArn)
	return m, nil
}

// GetEventSourceMapping describes a mapping.
// docs.aws.amazon.com/lambda/latest/api/API_GetEventSourceMapping.html
func (s *State) GetEventSourceMapping(c *cloud.Call, in MappingInput) (EventSourceMapping, error) {
	m, err := s.mapping(c, in.UUID)
	if err != nil {
		return EventSourceMapping{}, err
	}
	return m.describe(c.Scope), nil
}

// ListEventSourceMappings lists mappings.
// docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html
func (s *State) ListEventSourceMappings(c *cloud.Call, in ListEventSourceMappingsInput) (ListEventSourceMappingsOutput, error) {
	var none ListEventSourceMappingsOutput
	list := []EventSourceMapping{}
	var w wanted
	if in.FunctionName != nil {
		var err error
		if w, err = read(c.Scope, *in.FunctionName, nil); err != nil {
			return none, err
		}
	}
	for m := range s.At(c.Scope).Mappings.All {
		if (in.EventSourceArn == nil || m.Source == *in.EventSourceArn) && (in.FunctionName == nil || m.Function == w.name && (w.qualifier == "" || w.qualifier == m.Alias)) {
			list = append(list, m.describe(c.Scope))
		}
	}
	page, next, err := paged(list, in.Marker, in.MaxItems, 100)
	return ListEventSourceMappingsOutput{next, page}, err
}

// UpdateEventSourceMapping changes a mapping, or stops and starts it.
// docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html
func (s *State) UpdateEventSourceMapping(c *cloud.Call, in UpdateEventSourceMappingInput) (EventSourceMapping, error) {
	var none EventSourceMapping
	m, err := s.mapping(c, in.UUID)
	if err != nil {
		return none, err
	}
	if m.State != "Enabled" && m.State != "Disabled" {
		return none, cloud.Errorf("ResourceInUseException", "Cannot update the event source mapping %s because it is in use.", m.describe(c.Scope).EventSourceMappingArn)
	}
	changed := *m
	if err := changed.set(in.BatchSize, in.MaximumBatchingWindowInSeconds, in.FilterCriteria, in.FunctionResponseTypes, in.ScalingConfig); err != nil {
		return none, err
	}
	if in.FunctionName != nil {
		w, err := read(c.Scope, *in.FunctionName, nil)
		if err != nil {
			return none, err
		}
		f := s.At(c.Scope).Functions.Find(w.name)
		if f == nil {
			return none, cloud.Errorf(codeInvalid, "Function does not exist")
		}
		if err := s.mayRead(c, f, m.Source); err != nil {
			return none, err
		}
		changed.Function, changed.Alias = w.name, w.qualifier
	}
	was := changed.Enabled
	put(&changed.Enabled, in.Enabled)
	switch {
	case was == changed.Enabled:
		changed.State = "Updating"
	case changed.Enabled:
		changed.State = "Enabling"
	default:
		changed.State = "Disabling"
	}
	changed.Modified = whole(c.Now)
	*m = changed
	c.At(c.Now+turnTime, mappingTurn{c.Scope, m.UUID})
	return m.describe(c.Scope), nil
}

// DeleteEventSourceMapping stops reading. The queue keeps its messages.
// docs.aws.amazon.com/lambda/latest/api/API_DeleteEventSourceMapping.html
func (s *State) DeleteEventSourceMapping(c *cloud.Call, in MappingInput) (EventSourceMapping, error) {
	m, err := s.mapping(c, in.UUID)
	if err != nil {
		return EventSourceMapping{}, err
	}
	m.State, m.Modified = "Deleting", whole(c.Now)
	c.At(c.Now+turnTime, mappingTurn{c.Scope, m.UUID})
	return m.describe(c.Scope), nil
}

func (s *State) onMappingTurn(w *cloud.World, e mappingTurn) {
	r := s.At(e.Scope)
	m := r.Mappings.Find(e.UUID)
	switch {
	case m == nil:
	case m.State == "Deleting":
		r.Mappings.Remove(e.UUID)
	case m.Enabled:
		m.State = "Enabled"
		m.look(w, e.Scope, w.Now)
	default:
		m.State = "Disabled"
	}
}

// whole cuts an instant to milliseconds, as Lambda tells it.
func whole(t cloud.Time) cloud.Time { return t - t%cloud.Millisecond }

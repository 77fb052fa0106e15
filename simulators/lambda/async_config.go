package lambda

import (
	"slices"

	"skylab/simulators/cloud"
)

// OnResult is where the record of a run goes.
type OnResult struct {
	Destination *string `doc:"ARN of a queue or function"`
}

// DestinationConfig is where records of asynchronous runs go.
type DestinationConfig struct {
	OnSuccess *OnResult `doc:"of those that worked"`
	OnFailure *OnResult `doc:"of those that failed for good"`
}

// EventInvokeConfigInput is how asynchronous calls are retried.
type EventInvokeConfigInput struct {
	FunctionName             string             `required:"true" doc:"name or ARN of the function"`
	Qualifier                *string            `doc:"version or alias"`
	MaximumRetryAttempts     *int               `doc:"0 to 2; 2 unless given"`
	MaximumEventAgeInSeconds *int               `doc:"60 to 21600; 6 hours unless given"`
	DestinationConfig        *DestinationConfig `doc:"where records of the runs go"`
}

// EventInvokeConfig is how asynchronous calls are retried, as AWS describes it.
type EventInvokeConfig struct {
	LastModified             cloud.Time
	FunctionArn              string
	MaximumRetryAttempts     *int
	MaximumEventAgeInSeconds *int
	DestinationConfig        *DestinationConfig
}

// The limits of asynchronous calls.
// docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
const (
	retriesMost  = 2
	ageLeast     = 60
	ageMost      = 21600
	retryDefault = -1 // AsyncConfig.Retries that was not set
)

func (f *Function) asyncConfig(qualifier string) *AsyncConfig {
	for i := range f.Async {
		if f.Async[i].Qualifier == qualifier {
			return &f.Async[i]
		}
	}
	return nil
}

func (a *AsyncConfig) describe(scope cloud.Scope, name string) EventInvokeConfig {
	d := EventInvokeConfig{LastModified: a.Modified, FunctionArn: arnOf(scope, name, a.Qualifier), DestinationConfig: &DestinationConfig{&OnResult{given(a.Success)}, &OnResult{given(a.Failure)}}}
	if a.Retries != retryDefault {
		d.MaximumRetryAttempts = new(a.Retries)
	}
	if a.Age != 0 {
		d.MaximumEventAgeInSeconds = new(a.Age)
	}
	return d
}

// configurable finds the function and the qualifier that a configuration is for.
func (s *State) configurable(c *cloud.Call, ref string, qualifier *string) (*Function, string, error) {
	w, err := read(c.Scope, ref, qualifier)
	if err != nil {
		return nil, "", err
	}
	if w.qualifier == "" {
		w.qualifier = latest
	}
	f := s.At(c.Scope).Functions.Find(w.name)
	if f != nil {
		c.Resources = append(c.Resources, w.arn(c.Scope))
	}
	return f, w.qualifier, nil
}

func noEventConfig(scope cloud.Scope, ref wanted) error {
	return cloud.Errorf(codeNotFound, "The function %s doesn't have an EventInvokeConfig", ref.arn(scope))
}

// PutFunctionEventInvokeConfig sets the whole configuration anew.
// docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html
func (s *State) PutFunctionEventInvokeConfig(c *cloud.Call, in EventInvokeConfigInput) (EventInvokeConfig, error) {
	return s.setEventConfig(c, in, false)
}

// UpdateFunctionEventInvokeConfig changes what is given and keeps the rest.
// docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionEventInvokeConfig.html
func (s *State) UpdateFunctionEventInvokeConfig(c *cloud.Call, in EventInvokeConfigInput) (EventInvokeConfig, error) {
	return s.setEventConfig(c, in, true)
}

func (s *State) setEventConfig(c *cloud.Call, in EventInvokeConfigInput, keep bool) (EventInvokeConfig, error) {
	var none EventInvokeConfig
	if err := in.check(); err != nil {
		return none, err
	}
	f, qualifier, err := s.configurable(c, in.FunctionName, in.Qualifier)
	if err != nil {
		return none, err
	}
	if f == nil || f.version(qualifier) == nil && f.alias(qualifier) == nil {
		return none, cloud.Errorf(codeNotFound, "The function doesn't exist.")
	}
	old := f.asyncConfig(qualifier)
	if keep && old == nil {
		return none, noEventConfig(c.Scope, wanted{f.Name, qualifier})
	}
	a := AsyncConfig{Qualifier: qualifier, Retries: retryDefault}
	if keep {
		a = *old
	}
	put(&a.Retries, in.MaximumRetryAttempts)
	put(&a.Age, in.MaximumEventAgeInSeconds)
	if err := s.setDestinations(c, f, &a, in.DestinationConfig); err != nil {
		return none, err
	}
	a.Modified = whole(c.Now)
	f.Async = slices.DeleteFunc(f.Async, func(x AsyncConfig) bool { return x.Qualifier == qualifier })
	f.Async = append(f.Async, a)
	return a.describe(c.Scope, f.Name), nil
}

func (in *EventInvokeConfigInput) check() error {
	if in.MaximumRetryAttempts == nil && in.MaximumEventAgeInSeconds == nil && in.DestinationConfig == nil {
		return cloud.Errorf(codeInvalid, "You must specify at least one of error handling or destination setting.")
	}
	var errs []error
	if n := in.MaximumRetryAttempts; n != nil {
		errs = append(errs, within("maximumRetryAttempts", *n, 0, retriesMost))
	}
	if n := in.MaximumEventAgeInSeconds; n != nil {
		errs = append(errs, within("maximumEventAgeInSeconds", *n, ageLeast, ageMost))
	}
	return first(errs...)
}

// setDestinations wants places that records can go to, and that the function's
// role may send them there.
// docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
func (s *State) setDestinations(c *cloud.Call, f *Function, a *AsyncConfig, d *DestinationConfig) error {
	if d == nil {
		return nil
	}
	for _, x := range [...]struct {
		result *OnResult
		to     *string
	}{{d.OnSuccess, &a.Success}, {d.OnFailure, &a.Failure}} {
		if x.result == nil {
			continue
		}
		arn := or(x.result.Destination, "")
		if err := s.checkDestination(c, f, arn, d); err != nil {
			return err
		}
		*x.to = arn
	}
	return nil
}

func (s *State) checkDestination(c *cloud.Call, f *Function, arn string, d *DestinationConfig) error {
	switch service(arn) {
	case "":
		if arn != "" {
			return invalid("destinationConfig.onFailure.destination", arn, `Member must satisfy regular expression pattern: $|kafka://([^.]([a-zA-Z0-9\-_.]{0,248}))|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1})?:(\d{12})?:(.*)`)
		}
	case "lambda":
		w, err := read(c.Scope, arn, nil)
		if err != nil || s.At(c.Scope).Functions.Find(w.name) == nil {
			return cloud.Errorf(codeInvalid, "The destination ARN %s is invalid.", arn)
		}
		if w.name == f.Name {
			return cloud.Errorf(codeInvalid, "You can't specify the function as a destination for itself.")
		}
	case "sqs":
		if !s.queueExists(arn) {
			return cloud.Errorf(codeInvalid, "The destination ARN %s is invalid.", arn)
		}
		return s.roleMay(c, f.Latest.Role, "sqs:SendMessage", arn,
			"The function's execution role does not have permissions to call SendMessage on "+arn)
	case "sns", "events", "s3": // the lab has none of these that could be meant
		return cloud.Errorf(codeInvalid, "The destination ARN %s is invalid.", arn)
	default:
		null := func(r *OnResult, name string) string {
			if r == nil {
				return "null"
			}
			return name + "(destination=" + or(r.Destination, "null") + ")"
		}
		return cloud.Errorf(codeInvalid, "The provided destination config DestinationConfig(onSuccess=%s, onFailure=%s) is invalid.", null(d.OnSuccess, "OnSuccess"), null(d.OnFailure, "OnFailure"))
	}
	return nil
}

// roleMay asks whether a function's role may do something; AWS does so when
// destinations and mappings are set.
func (s *State) roleMay(c *cloud.Call, role, action, resource, otherwise string) error {
	if c.Access == nil || s.around.roles == nil {
		return nil
	}
	as := *c
	as.Caller = s.around.roles.As(role, "lambda")
	as.Reasons = nil
	d := c.Access.Identity(&as, cloud.Request{Action: action, Resource: resource, Context: map[string]string{}})
	if d.Allowed {
		return nil
	}
	c.Reasons = append(c.Reasons, d.Reasons...)
	return cloud.Errorf(codeInvalid, "%s", otherwise)
}

// GetFunctionEventInvokeConfig shows the configuration.
// docs.aws.amazon.com/lambda/latest/api/API_GetFunctionEventInvokeConfig.html
func (s *State) GetFunctionEventInvokeConfig(c *cloud.Call, in QualifiedInput) (EventInvokeConfig, error) {
	f, a, err := s.eventConfig(c, in)
	if err != nil {
		return EventInvokeConfig{}, err
	}
	return a.describe(c.Scope, f.Name), nil
}

func (s *State) eventConfig(c *cloud.Call, in QualifiedInput) (*Function, *AsyncConfig, error) {
	f, qualifier, err := s.configurable(c, in.FunctionName, in.Qualifier)
	if err != nil {
		return nil, nil, err
	}
	w, _ := read(c.Scope, in.FunctionName, in.Qualifier)
	w.qualifier = qualifier
	if f == nil || f.asyncConfig(qualifier) == nil {
		return nil, nil, noEventConfig(c.Scope, w)
	}
	return f, f.asyncConfig(qualifier), nil
}

// DeleteFunctionEventInvokeConfig goes back to the defaults.
// docs.aws.amazon.com/lambda/latest/api/API_DeleteFunctionEventInvokeConfig.html
func (s *State) DeleteFunctionEventInvokeConfig(c *cloud.Call, in QualifiedInput) (NoOutput, error) {
	f, a, err := s.eventConfig(c, in)
	if err != nil {
		return NoOutput{}, err
	}
	qualifier := a.Qualifier
	f.Async = slices.DeleteFunc(f.Async, func(x AsyncConfig) bool { return x.Qualifier == qualifier })
	return NoOutput{}, nil
}

// ListEventInvokeOutput is one page of configurations.
type ListEventInvokeOutput struct {
	FunctionEventInvokeConfigs []EventInvokeConfig
	NextMarker                 *string
}

// ListFunctionEventInvokeConfigs lists a function's configurations.
// docs.aws.amazon.com/lambda/latest/api/API_ListFunctionEventInvokeConfigs.html
func (s *State) ListFunctionEventInvokeConfigs(c *cloud.Call, in FunctionPageInput) (ListEventInvokeOutput, error) {
	f, err := s.unqualified(c, in.FunctionName)
	if err != nil {
		return ListEventInvokeOutput{}, err
	}
	list := []EventInvokeConfig{}
	for i := range f.Async {
		list = append(list, f.Async[i].describe(c.Scope, f.Name))
	}
	page, next, err := paged(list, in.Marker, in.MaxItems, 50)
	return ListEventInvokeOutput{page, next}, err
}

func (s *State) queueExists(arn string) bool {
	if s.around.queues == nil {
		return true
	}
	_, ok := s.around.queues.Exists(arn)
	return ok
}

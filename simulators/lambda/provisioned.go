package lambda

import (
	"slices"

	"skylab/simulators/cloud"
)

// PutProvisionedConcurrencyConfigInput asks for environments made in advance.
type PutProvisionedConcurrencyConfigInput struct {
	FunctionName                    string `required:"true" doc:"name or ARN of the function"`
	Qualifier                       string `required:"true" doc:"a published version or an alias"`
	ProvisionedConcurrentExecutions int    `required:"true" doc:"how many environments"`
}

// ProvisionedConcurrency is how far the allocation is.
type ProvisionedConcurrency struct {
	RequestedProvisionedConcurrentExecutions int
	AvailableProvisionedConcurrentExecutions int
	AllocatedProvisionedConcurrentExecutions int
	Status                                   string
	StatusReason                             *string
	LastModified                             string
}

// ProvisionedInput names what is provisioned.
type ProvisionedInput struct {
	FunctionName string `required:"true" doc:"name or ARN of the function"`
	Qualifier    string `required:"true" doc:"a published version or an alias"`
}

// target finds the version behind a qualifier that can be provisioned.
func (s *State) target(c *cloud.Call, ref, qualifier, unpublished string) (*Function, *Configuration, error) {
	w, err := read(c.Scope, ref, &qualifier)
	if err != nil {
		return nil, nil, err
	}
	if w.qualifier == latest {
		return nil, nil, cloud.Errorf(codeInvalid, "%s", unpublished)
	}
	f := s.At(c.Scope).Functions.Find(w.name)
	number := digits.MatchString(qualifier)
	if f == nil && number {
		return nil, nil, notFound(w.arn(c.Scope))
	}
	if f == nil || !number && f.alias(qualifier) == nil {
		return nil, nil, noAlias(w.arn(c.Scope))
	}
	if a := f.alias(qualifier); a != nil {
		qualifier = a.Version
	}
	v := f.version(qualifier)
	if v == nil {
		return nil, nil, notFound(w.arn(c.Scope))
	}
	if v.Number == latest {
		return nil, nil, cloud.Errorf(codeInvalid, "%s", unpublished)
	}
	c.Resources = append(c.Resources, w.arn(c.Scope))
	return f, v, nil
}

// What AWS says of $LATEST, which cannot be provisioned: of the wish, and of
// the question.
const (
	notPublished      = "Provisioned Concurrency Configs cannot be applied to unpublished function versions."
	neitherOfTheKinds = "The function resource provided must be an alias or a published version."
)

// PutProvisionedConcurrencyConfig asks for environments made in advance. They
// are allocated at up to 6,000 a minute, and used once all are there.
// docs.aws.amazon.com/lambda/latest/api/API_PutProvisionedConcurrencyConfig.html
func (s *State) PutProvisionedConcurrencyConfig(c *cloud.Call, in PutProvisionedConcurrencyConfigInput) (ProvisionedConcurrency, error) {
	var none ProvisionedConcurrency
	n := in.ProvisionedConcurrentExecutions
	if err := within("provisionedConcurrentExecutions", n, 1, 1<<31-1); err != nil {
		return none, err
	}
	f, v, err := s.target(c, in.FunctionName, in.Qualifier, notPublished)
	if err != nil {
		return none, err
	}
	r := s.At(c.Scope)
	if err := first(f.mayProvide(in.Qualifier, v), r.hasRoom(f, in.Qualifier, n)); err != nil {
		return none, err
	}
	p := f.provision(in.Qualifier)
	if p == nil {
		f.Provisioned = append(f.Provisioned, Provisioned{Qualifier: in.Qualifier})
		p = &f.Provisioned[len(f.Provisioned)-1]
	}
	p.Requested, p.Asked, p.Modified = n, c.Now, c.Now
	p.Ready = r.Engine.Provision(c.Now, f.Name, v.Number, n)
	return ProvisionedConcurrency{RequestedProvisionedConcurrentExecutions: n, Status: "IN_PROGRESS", LastModified: stamp(c.Now)}, nil
}

// mayProvide refuses two configurations for one version, and SnapStart.
// docs.aws.amazon.com/lambda/latest/dg/snapstart.html
func (f *Function) mayProvide(qualifier string, v *Configuration) error {
	if v.SnapStart {
		return cloud.Errorf(codeInvalid, "Provisioned Concurrency is not supported for functions enabled with SnapStart")
	}
	alias := f.alias(qualifier)
	for _, p := range f.Provisioned {
		other := f.alias(p.Qualifier)
		switch {
		case p.Qualifier == qualifier:
		case alias != nil && (p.Qualifier == alias.Version || other != nil && other.Version == alias.Version):
			return cloud.Errorf(codeConflict, "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version")
		case alias == nil && other != nil && (other.Version == qualifier || other.Second == qualifier):
			return cloud.Errorf(codeConflict, "Version is pointed by a Provisioned Concurrency alias")
		}
	}
	return nil
}

// hasRoom wants the function's reservation, or else the account, to have as
// many. docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html
func (r *Region) hasRoom(f *Function, qualifier string, n int) error {
	others := f.provisioned(qualifier)
	if f.Limited {
		if others+n > f.Reserved {
			return cloud.Errorf(codeInvalid, "Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function")
		}
		return nil
	}
	free := r.unreserved() + f.provisioned("") - others
	switch {
	case n > free:
		return cloud.Errorf(codeInvalid, "Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [%d].", free)
	case free-n < AlwaysUnreserved:
		return cloud.Errorf(codeInvalid, "Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [%d].", AlwaysUnreserved)
	}
	return nil
}

func (f *Function) provision(qualifier string) *Provisioned {
	for i := range f.Provisioned {
		if f.Provisioned[i].Qualifier == qualifier {
			return &f.Provisioned[i]
		}
	}
	return nil
}

// provideAlias moves an alias's environments to the version that it means now.
func (r *Region) provideAlias(w *cloud.World, f *Function, a *Alias) {
	p := f.provision(a.Name)
	if p == nil {
		return
	}
	for i := range f.Versions {
		if v := f.Versions[i].Number; v != a.Version && f.provision(v) == nil {
			r.Engine.Provision(w.Now, f.Name, v, 0)
		}
	}
	p.Asked = w.Now
	p.Ready = r.Engine.Provision(w.Now, f.Name, a.Version, p.Requested)
}

// unprovide takes a configuration and its environments away.
func (r *Region) unprovide(now cloud.Time, f *Function, qualifier string) {
	if f.provision(qualifier) == nil {
		return
	}
	version := qualifier
	if a := f.alias(qualifier); a != nil {
		version = a.Version
	}
	r.Engine.Provision(now, f.Name, version, 0)
	f.Provisioned = slices.DeleteFunc(f.Provisioned, func(p Provisioned) bool { return p.Qualifier == qualifier })
}

// progress tells how far an allocation is.
func (r *Region) progress(now cloud.Time, f *Function, p *Provisioned) ProvisionedConcurrency {
	version := p.Qualifier
	if a := f.alias(version); a != nil {
		version = a.Version
	}
	_, allocated, available := r.Engine.Provisioned(now, f.Name, version)
	out := ProvisionedConcurrency{
		RequestedProvisionedConcurrentExecutions: p.Requested, AllocatedProvisionedConcurrentExecutions: allocated,
		AvailableProvisionedConcurrentExecutions: available, Status: "IN_PROGRESS", LastModified: stamp(p.Modified),
	}
	if now >= p.Ready {
		out.Status = "READY"
	}
	return out
}

func noProvision() error {
	return cloud.Errorf("ProvisionedConcurrencyConfigNotFoundException", "No Provisioned Concurrency Config found for this function")
}

// GetProvisionedConcurrencyConfig tells how far an allocation is.
// docs.aws.amazon.com/lambda/latest/api/API_GetProvisionedConcurrencyConfig.html
func (s *State) GetProvisionedConcurrencyConfig(c *cloud.Call, in ProvisionedInput) (ProvisionedConcurrency, error) {
	f, _, err := s.target(c, in.FunctionName, in.Qualifier, neitherOfTheKinds)
	if err != nil {
		return ProvisionedConcurrency{}, err
	}
	p := f.provision(in.Qualifier)
	if p == nil {
		return ProvisionedConcurrency{}, noProvision()
	}
	return s.At(c.Scope).progress(c.Now, f, p), nil
}

// DeleteProvisionedConcurrencyConfig takes the environments away.
// docs.aws.amazon.com/lambda/latest/api/API_DeleteProvisionedConcurrencyConfig.html
func (s *State) DeleteProvisionedConcurrencyConfig(c *cloud.Call, in ProvisionedInput) (NoOutput, error) {
	f, _, err := s.target(c, in.FunctionName, in.Qualifier, neitherOfTheKinds)
	if err != nil {
		return NoOutput{}, err
	}
	s.At(c.Scope).unprovide(c.Now, f, in.Qualifier)
	return NoOutput{}, nil
}

// ProvisionedItem is one configuration in a list.
type ProvisionedItem struct {
	FunctionArn                              string
	RequestedProvisionedConcurrentExecutions int
	AvailableProvisionedConcurrentExecutions int
	AllocatedProvisionedConcurrentExecutions int
	Status                                   string
	StatusReason                             *string
	LastModified                             string
}

// ListProvisionedOutput is one page of configurations.
type ListProvisionedOutput struct {
	ProvisionedConcurrencyConfigs []ProvisionedItem
	NextMarker                    *string
}

// ListProvisionedConcurrencyConfigs lists a function's configurations.
// docs.aws.amazon.com/lambda/latest/api/API_ListProvisionedConcurrencyConfigs.html
func (s *State) ListProvisionedConcurrencyConfigs(c *cloud.Call, in FunctionPageInput) (ListProvisionedOutput, error) {
	f, err := s.unqualified(c, in.FunctionName)
	if err != nil {
		return ListProvisionedOutput{}, err
	}
	list := []ProvisionedItem{}
	for i := range f.Provisioned {
		p := s.At(c.Scope).progress(c.Now, f, &f.Provisioned[i])
		list = append(list, ProvisionedItem{
			arnOf(c.Scope, f.Name, f.Provisioned[i].Qualifier), p.RequestedProvisionedConcurrentExecutions, p.AvailableProvisionedConcurrentExecutions,
			p.AllocatedProvisionedConcurrentExecutions, p.Status, p.StatusReason, p.LastModified,
		})
	}
	page, next, err := paged(list, in.Marker, in.MaxItems, 50)
	return ListProvisionedOutput{page, next}, err
}

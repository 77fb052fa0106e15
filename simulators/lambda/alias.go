package lambda

import (
	"slices"
	"strconv"
	"strings"

	"skylab/simulators/cloud"
)

// AliasRoutingConfiguration gives a second version a share of the calls.
type AliasRoutingConfiguration struct {
	AdditionalVersionWeights map[string]float64 `doc:"version and its share, 0 to 1: 2=0.1"`
}

// AliasConfiguration is an alias as AWS describes it.
type AliasConfiguration struct {
	AliasArn        string
	Name            string
	FunctionVersion string
	Description     string
	RoutingConfig   *AliasRoutingConfiguration
	RevisionId      string
}

func (f *Function) describeAlias(scope cloud.Scope, a *Alias) AliasConfiguration {
	d := AliasConfiguration{AliasArn: arnOf(scope, f.Name, a.Name), Name: a.Name, FunctionVersion: a.Version, Description: a.Description, RevisionId: a.Revision}
	if a.Second != "" {
		d.RoutingConfig = &AliasRoutingConfiguration{map[string]float64{a.Second: a.Share}}
	}
	return d
}

// CreateAliasInput is a name for a version.
type CreateAliasInput struct {
	FunctionName    string                     `required:"true" doc:"name or ARN of the function"`
	Name            string                     `required:"true" doc:"letters, digits, - and _, not digits alone"`
	FunctionVersion string                     `required:"true" doc:"the version that it means"`
	Description     *string                    `doc:"free text"`
	RoutingConfig   *AliasRoutingConfiguration `doc:"a second version and its share: AdditionalVersionWeights={2=0.1}"`
}

// CreateAlias names a version.
// docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html
func (s *State) CreateAlias(c *cloud.Call, in CreateAliasInput) (AliasConfiguration, error) {
	var none AliasConfiguration
	if !aliasPattern.MatchString(in.Name) || digits.MatchString(in.Name) {
		return none, invalid("name", in.Name, "Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)")
	}
	if len(in.Name) > 128 {
		return none, invalid("name", in.Name, "Member must have length less than or equal to 128")
	}
	w, err := read(c.Scope, in.FunctionName, nil)
	if err := first(err, checkWeights(in.RoutingConfig)); err != nil {
		return none, err
	}
	f := s.At(c.Scope).Functions.Find(w.name)
	if f == nil {
		return none, notFound(arnOf(c.Scope, w.name, in.FunctionVersion))
	}
	c.Resources = append(c.Resources, f.ARN)
	if f.alias(in.Name) != nil {
		return none, cloud.Errorf(codeConflict, "Alias already exists: %s", arnOf(c.Scope, f.Name, in.Name))
	}
	a := Alias{Name: in.Name, Version: in.FunctionVersion, Description: or(in.Description, "")}
	if err := f.route(c.Scope, &a, in.RoutingConfig); err != nil {
		return none, err
	}
	a.Revision = uuid(c.World, c.Scope, "lambda-revision")
	f.Aliases = append(f.Aliases, a)
	slices.SortFunc(f.Aliases, func(a, b Alias) int { return strings.Compare(a.Name, b.Name) })
	return f.describeAlias(c.Scope, &a), nil
}

// checkWeights is what the front door refuses of a routing configuration.
func checkWeights(r *AliasRoutingConfiguration) error {
	if r == nil {
		return nil
	}
	for _, v := range sortedKeys(r.AdditionalVersionWeights) {
		share := r.AdditionalVersionWeights[v]
		shown := "{" + v + "=" + strconv.FormatFloat(share, 'f', -1, 64)
		if share == float64(int64(share)) {
			shown += ".0"
		}
		shown += "}"
		if !digits.MatchString(v) {
			return invalid("routingConfig.additionalVersionWeights", shown, "Map keys must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [0-9]+]")
		}
		if !(share >= 0 && share <= 1) { // no number at all is refused as well
			return invalid("routingConfig.additionalVersionWeights", shown, "Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null]")
		}
	}
	if len(r.AdditionalVersionWeights) > 1 {
		return cloud.Errorf(codeInvalid, "Number of items in AdditionalVersionWeights cannot be greater than 1")
	}
	return nil
}

func sortedKeys[T any](m map[string]T) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// route sets an alias's second version, and wants both to exist.
// docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html
func (f *Function) route(scope cloud.Scope, a *Alias, r *AliasRoutingConfiguration) error {
	if r != nil {
		a.Second, a.Share = "", 0
		for v, share := range r.AdditionalVersionWeights { // one at most
			a.Second, a.Share = v, share
		}
	}
	if a.Second != "" && a.Version == latest {
		return cloud.Errorf(codeInvalid, "$LATEST is not supported for an alias pointing to more than 1 version")
	}
	if a.Second != "" && a.Second == a.Version {
		return cloud.Errorf(codeInvalid, "Invalid function version %s. Function version %s is already included in routing configuration.", a.Version, a.Version)
	}
	for _, v := range []string{a.Version, a.Second} {
		if v != "" && f.version(v) == nil {
			return notFound(arnOf(scope, f.Name, v))
		}
	}
	if a.Second == "" {
		return nil
	}
	if x, y := f.version(a.Version), f.version(a.Second); x.Role != y.Role || x.DeadLetter != y.DeadLetter {
		return cloud.Errorf(codeInvalid, "Versions in the routing configuration must have the same execution role and dead-letter queue configuration.")
	}
	return nil
}

// AliasInput names an alias.
type AliasInput struct {
	FunctionName string `required:"true" doc:"name or ARN of the function"`
	Name         string `required:"true" doc:"the alias"`
}

// aliased finds an alias.
func (s *State) aliased(c *cloud.Call, function, name string) (*Function, *Alias, error) {
	w, err := read(c.Scope, function, nil)
	if err != nil {
		return nil, nil, err
	}
	f := s.At(c.Scope).Functions.Find(w.name)
	if f == nil {
		return nil, nil, notFound(arnOf(c.Scope, w.name, ""))
	}
	c.Resources = append(c.Resources, arnOf(c.Scope, f.Name, name))
	return f, f.alias(name), nil
}

// GetAlias describes an alias.
// docs.aws.amazon.com/lambda/latest/api/API_GetAlias.html
func (s *State) GetAlias(c *cloud.Call, in AliasInput) (AliasConfiguration, error) {
	f, a, err := s.aliased(c, in.FunctionName, in.Name)
	if err != nil {
		return AliasConfiguration{}, err
	}
	if a == nil {
		return AliasConfiguration{}, noAlias(arnOf(c.Scope, f.Name, in.Name))
	}
	return f.describeAlias(c.Scope, a), nil
}

// UpdateAliasInput moves an alias.
type UpdateAliasInput struct {
	FunctionName    string                     `required:"true" doc:"name or ARN of the function"`
	Name            string                     `required:"true" doc:"the alias"`
	FunctionVersion *string                    `doc:"the version that it means from now on"`
	Description     *string                    `doc:"free text"`
	RoutingConfig   *AliasRoutingConfiguration `doc:"a second version and its share: AdditionalVersionWeights={2=0.1}; AdditionalVersionWeights={} takes it away"`
	RevisionId      *string                    `doc:"only if this is still the latest revision"`
}

// UpdateAlias moves an alias or changes the share of its second version.
// docs.aws.amazon.com/lambda/latest/api/API_UpdateAlias.html
func (s *State) UpdateAlias(c *cloud.Call, in UpdateAliasInput) (AliasConfiguration, error) {
	var none AliasConfiguration
	if err := checkWeights(in.RoutingConfig); err != nil {
		return none, err
	}
	f, a, err := s.aliased(c, in.FunctionName, in.Name)
	switch {
	case err != nil:
		return none, err
	case a == nil:
		return none, cloud.Errorf(codeNotFound, "Alias not found: %s", arnOf(c.Scope, f.Name, in.Name))
	case in.RevisionId != nil && *in.RevisionId != a.Revision:
		return none, stale("GetFunction/GetAlias")
	}
	changed := *a
	put(&changed.Version, in.FunctionVersion)
	put(&changed.Description, in.Description)
	if err := f.route(c.Scope, &changed, in.RoutingConfig); err != nil {
		return none, err
	}
	changed.Revision = uuid(c.World, c.Scope, "lambda-revision")
	*a = changed
	s.At(c.Scope).provideAlias(c.World, f, a)
	return f.describeAlias(c.Scope, a), nil
}

// ListAliasesInput pages through the aliases of a function.
type ListAliasesInput struct {
	FunctionName    string  `required:"true" doc:"name or ARN of the function"`
	FunctionVersion *string `doc:"only aliases of this version"`
	Marker          *string `doc:"where to go on"`
	MaxItems        *int    `doc:"how many at most"`
}

// ListAliasesOutput is one page of aliases.
type ListAliasesOutput struct {
	NextMarker *string
	Aliases    []AliasConfiguration
}

// ListAliases lists a function's aliases by name.
// docs.aws.amazon.com/lambda/latest/api/API_ListAliases.html
func (s *State) ListAliases(c *cloud.Call, in ListAliasesInput) (ListAliasesOutput, error) {
	f, err := s.unqualified(c, in.FunctionName)
	if err != nil {
		return ListAliasesOutput{}, err
	}
	list := []AliasConfiguration{}
	for i := range f.Aliases {
		if a := &f.Aliases[i]; in.FunctionVersion == nil || a.Version == *in.FunctionVersion || a.Second == *in.FunctionVersion {
			list = append(list, f.describeAlias(c.Scope, a))
		}
	}
	page, next, err := paged(list, in.Marker, in.MaxItems, 50)
	return ListAliasesOutput{next, page}, err
}

// NoOutput is what an operation answers that only changes something.
type NoOutput struct{}

// DeleteAlias deletes an alias, its provisioned concurrency with it; one that
// is not there is no error.
// docs.aws.amazon.com/lambda/latest/api/API_DeleteAlias.html
func (s *State) DeleteAlias(c *cloud.Call, in AliasInput) (NoOutput, error) {
	f, a, err := s.aliased(c, in.FunctionName, in.Name)
	if err != nil || a == nil {
		return NoOutput{}, err
	}
	s.At(c.Scope).unprovide(c.Now, f, in.Name)
	f.Aliases = slices.DeleteFunc(f.Aliases, func(x Alias) bool { return x.Name == in.Name })
	return NoOutput{}, nil
}

package lambda

import "skylab/simulators/cloud"

// The quotas that can be raised.
// docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
const (
	quotaConcurrency = "L-B99A9384" // concurrent executions
	quotaCode        = "L-2ACBD22F" // code storage, in GB
)

// quota is a quota's value: what it was raised to, or AWS's default.
func (r *Region) quota(code string) int64 {
	n, raised := r.Quotas[code]
	switch {
	case code == quotaCode && raised:
		return int64(n) << 30
	case code == quotaCode:
		return 75 << 30
	case raised:
		return int64(n)
	}
	return DefaultLimit
}

// Raise sets a quota of a Region, as AWS's support does when asked.
func (s *State) Raise(scope cloud.Scope, code string, n int) {
	r := s.At(scope)
	if r.Quotas == nil {
		r.Quotas = map[string]int{}
	}
	r.Quotas[code] = n
	if code == quotaConcurrency {
		r.Engine.Limit = n
	}
}

// unreserved is what no function has reserved or provisioned.
// docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
func (r *Region) unreserved() int {
	n := int(r.quota(quotaConcurrency))
	for f := range r.Functions.All {
		n -= f.claim()
	}
	return n
}

// claim is what a function takes out of the account's common pool.
func (f *Function) claim() int {
	if f.Limited {
		return f.Reserved
	}
	return f.provisioned("")
}

// provisioned is what a function's provisioned concurrency comes to, but for
// one qualifier.
func (f *Function) provisioned(but string) (n int) {
	for _, p := range f.Provisioned {
		if p.Qualifier != but {
			n += p.Requested
		}
	}
	return n
}

// FunctionInput names a function.
type FunctionInput struct {
	FunctionName string `required:"true" doc:"name or ARN of the function"`
}

// PutFunctionConcurrencyInput reserves concurrency.
type PutFunctionConcurrencyInput struct {
	FunctionName                 string `required:"true" doc:"name or ARN of the function"`
	ReservedConcurrentExecutions int    `required:"true" doc:"how many at most, and always free for it; 0 stops the function"`
}

// whole finds a function that is named without a qualifier.
func (s *State) whole(c *cloud.Call, ref string) (*Function, error) {
	w, err := read(c.Scope, ref, nil)
	if err != nil {
		return nil, err
	}
	if w.qualifier != "" && w.qualifier != latest {
		return nil, cloud.Errorf(codeInvalid, "This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.")
	}
	f := s.At(c.Scope).Functions.Find(w.name)
	if f == nil {
		return nil, notFound(arnOf(c.Scope, w.name, latest))
	}
	c.Resources = append(c.Resources, f.ARN)
	return f, nil
}

// PutFunctionConcurrency reserves concurrency for a function: that much is
// always its own, and more it cannot have.
// docs.aws.amazon.com/lambda/latest/api/API_PutFunctionConcurrency.html
func (s *State) PutFunctionConcurrency(c *cloud.Call, in PutFunctionConcurrencyInput) (Concurrency, error) {
	n := in.ReservedConcurrentExecutions
	if err := within("reservedConcurrentExecutions", n, 0, 1<<31-1); err != nil {
		return Concurrency{}, err
	}
	f, err := s.whole(c, in.FunctionName)
	if err != nil {
		return Concurrency{}, err
	}
	r := s.At(c.Scope)
	if left := r.unreserved() + f.claim() - n; left < AlwaysUnreserved {
		return Concurrency{}, cloud.Errorf(codeInvalid, "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [%d].", AlwaysUnreserved)
	}
	if has := f.provisioned(""); n < has {
		return Concurrency{}, cloud.Errorf(codeInvalid, " ReservedConcurrentExecutions  %d should not be lower than function's total provisioned concurrency [%d].", n, has)
	}
	f.Limited, f.Reserved = true, n
	r.Engine.Reserve(c.Now, f.Name, n)
	return Concurrency{&n}, nil
}

// GetFunctionConcurrency tells a function's reservation.
// docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConcurrency.html
func (s *State) GetFunctionConcurrency(c *cloud.Call, in FunctionInput) (Concurrency, error) {
	f, err := s.whole(c, in.FunctionName)
	if err != nil || !f.Limited {
		return Concurrency{}, err
	}
	return Concurrency{new(f.Reserved)}, nil
}

// DeleteFunctionConcurrency gives a reservation back.
// docs.aws.amazon.com/lambda/latest/api/API_DeleteFunctionConcurrency.html
func (s *State) DeleteFunctionConcurrency(c *cloud.Call, in FunctionInput) (NoOutput, error) {
	f, err := s.whole(c, in.FunctionName)
	if err != nil {
		return NoOutput{}, err
	}
	f.Limited, f.Reserved = false, 0
	s.At(c.Scope).Engine.Reserve(c.Now, f.Name, -1)
	return NoOutput{}, nil
}

// AccountLimit is what an account may have in a Region.
type AccountLimit struct {
	TotalCodeSize                  int64
	CodeSizeUnzipped               int64
	CodeSizeZipped                 int64
	ConcurrentExecutions           int
	UnreservedConcurrentExecutions int
}

// AccountUsage is what it has.
type AccountUsage struct {
	TotalCodeSize int64
	FunctionCount int64
}

// GetAccountSettingsOutput is both.
type GetAccountSettingsOutput struct {
	AccountLimit AccountLimit
	AccountUsage AccountUsage
}

// GetAccountSettings tells the account's limits and use in a Region.
// docs.aws.amazon.com/lambda/latest/api/API_GetAccountSettings.html
func (s *State) GetAccountSettings(c *cloud.Call, _ NoInput) (GetAccountSettingsOutput, error) {
	r := s.At(c.Scope)
	return GetAccountSettingsOutput{
		AccountLimit{r.quota(quotaCode), unzippedMost, zippedMost, int(r.quota(quotaConcurrency)), r.unreserved()},
		AccountUsage{r.codeSize(), int64(r.Functions.Len())},
	}, nil
}

// NoInput is what an operation takes that asks for nothing.
type NoInput struct{}

package lambda

import (
	"fmt"
	"regexp"
	"strings"

	"skylab/simulators/cloud"
)

// reference is how a function may be named: its name, a part of its ARN or the
// whole, each with or without a qualifier.
// docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_RequestParameters
var reference = regexp.MustCompile(`^(?:arn:(?:aws[a-zA-Z-]*)?:lambda:)?(?:([a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z]+-\d):)?(?:(\d{12}):)?(?:function:)?([a-zA-Z0-9-_]+)(?::(\$LATEST|[a-zA-Z0-9-_]+))?$`)

// referencePattern is that rule in AWS's own letters, as its errors tell it.
const referencePattern = `Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_\.]+)(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?`

var qualifierPattern = regexp.MustCompile(`^(\$LATEST|[a-zA-Z0-9-_$]+)$`)

var aliasPattern = regexp.MustCompile(`^[a-zA-Z0-9-_]+$`)

var digits = regexp.MustCompile(`^[0-9]+$`)

const latest = "$LATEST"

// wanted is a function reference taken apart. Qualifier is empty when none is
// given.
type wanted struct{ name, qualifier string }

// read takes a reference and the separate qualifier apart.
func read(scope cloud.Scope, ref string, qualifier *string) (wanted, error) {
	m := reference.FindStringSubmatch(ref)
	switch {
	case len(ref) > 140:
		return wanted{}, invalid("functionName", ref, "Member must have length less than or equal to 140")
	case m == nil:
		return wanted{}, invalid("functionName", ref, referencePattern)
	case m[1] != "" && m[1] != scope.Region:
		return wanted{}, cloud.Errorf(codeNotFound, "Functions from '%s' are not reachable in this region ('%s')", m[1], scope.Region)
	case m[2] != "" && m[2] != scope.Account:
		return wanted{}, cloud.Errorf(codeDenied, "None")
	case len(m[3]) > 64:
		return wanted{}, cloud.Errorf(codeInvalid, "1 validation error detected: Value '%s' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 64", m[3])
	}
	w := wanted{m[3], m[4]}
	if qualifier == nil {
		return w, nil
	}
	if !qualifierPattern.MatchString(*qualifier) {
		return wanted{}, invalid("qualifier", *qualifier, `Member must satisfy regular expression pattern: \$(LATEST(\.PUBLISHED)?)|[a-zA-Z0-9-_$]+`)
	}
	if w.qualifier != "" && w.qualifier != *qualifier {
		return wanted{}, cloud.Errorf(codeInvalid, "The derived qualifier from the function name does not match the specified qualifier.")
	}
	w.qualifier = *qualifier
	return w, nil
}

// arnOf is a function's ARN, with its qualifier when there is one.
func arnOf(scope cloud.Scope, name, qualifier string) string {
	arn := "arn:aws:lambda:" + scope.Region + ":" + scope.Account + ":function:" + name
	if qualifier != "" {
		arn += ":" + qualifier
	}
	return arn
}

func (w wanted) arn(scope cloud.Scope) string { return arnOf(scope, w.name, w.qualifier) }

// find is the function that a reference means, whatever its qualifier.
func (s *State) find(c *cloud.Call, ref string, qualifier *string) (*Function, wanted, error) {
	w, err := read(c.Scope, ref, qualifier)
	if err != nil {
		return nil, w, err
	}
	f := s.At(c.Scope).Functions.Find(w.name)
	if f == nil {
		return nil, w, notFound(w.arn(c.Scope))
	}
	c.Resources = append(c.Resources, f.ARN)
	return f, w, nil
}

// unqualified is find for operations on the function as a whole.
func (s *State) unqualified(c *cloud.Call, ref string) (*Function, error) {
	f, w, err := s.find(c, ref, nil)
	if err == nil && w.qualifier != "" && w.qualifier != latest {
		return nil, notFound(w.arn(c.Scope))
	}
	return f, err
}

// configured is the version that a reference means; an alias stands for its
// first version.
func (s *State) configured(c *cloud.Call, ref string, qualifier *string) (*Function, *Configuration, wanted, error) {
	f, w, err := s.find(c, ref, qualifier)
	if err != nil {
		return nil, nil, w, err
	}
	number := w.qualifier
	if a := f.alias(number); a != nil {
		number = a.Version
	}
	v := f.version(number)
	if v == nil {
		return nil, nil, w, notFound(w.arn(c.Scope))
	}
	return f, v, w, nil
}

// version is a version by its number; the empty one is $LATEST.
func (f *Function) version(number string) *Configuration {
	if number == "" || number == latest {
		return &f.Latest
	}
	for i := range f.Versions {
		if f.Versions[i].Number == number {
			return &f.Versions[i]
		}
	}
	return nil
}

func (f *Function) alias(name string) *Alias {
	for i := range f.Aliases {
		if f.Aliases[i].Name == name {
			return &f.Aliases[i]
		}
	}
	return nil
}

// uuid is the next random-looking identifier of a kind.
func uuid(w *cloud.World, s cloud.Scope, kind string) string {
	n := w.Next(s, kind)
	label := cloud.Label(s.Account) ^ cloud.Label(s.Region)*3 ^ cloud.Label(kind)*5
	a, b := cloud.Roll(w.Seed, label, 2*n), cloud.Roll(w.Seed, label, 2*n+1)
	return fmt.Sprintf("%08x-%04x-4%03x-%x%03x-%012x", uint32(a>>32), uint16(a>>16), uint16(a)&0xfff, 8|b>>62, uint16(b>>48)&0xfff, b&0xffffffffffff)
}

// service is the part of an ARN that names the service, or empty.
func service(arn string) string {
	if p := strings.SplitN(arn, ":", 6); len(p) == 6 && p[0] == "arn" {
		return p[2]
	}
	return ""
}

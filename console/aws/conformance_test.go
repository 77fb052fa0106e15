package aws

import (
	"slices"
	"testing"
)

// conformance compares the types of the simulators' operations with AWS's
// model: names, kinds, order and required members, at every depth.
type conformance struct {
	*testing.T
	aws  *awsService
	seen map[[2]any]bool
}

// TestConformance holds every simulated operation against botocore's model,
// which is the authority on names and order.
func TestConformance(t *testing.T) {
	folder := botocore(t)
	for _, s := range offered().services {
		c := &conformance{T: t, aws: loadService(t, folder, s.name), seen: map[[2]any]bool{}}
		for _, command := range s.commands {
			op, ok := c.aws.Operations[command.op.Name]
			if !ok {
				t.Errorf("%s %s: AWS has no such operation", s.name, command.op.Name)
				continue
			}
			p := command.plan()
			c.compare(command.op.Name+" input", p.in, op.Input.Shape, true)
			c.compare(command.op.Name+" output", p.out, op.Output.Shape, false)
		}
	}
}

var kindsOfAWS = map[string]kind{
	"string": kString, "character": kString, "integer": kInteger, "long": kInteger, "float": kFloat, "double": kFloat,
	"boolean": kBoolean, "timestamp": kTimestamp, "blob": kBlob, "list": kList, "structure": kStructure, "map": kMap,
}

func (c *conformance) compare(path string, is *shape, name string, input bool) {
	key := [2]any{is, name}
	if c.seen[key] {
		return
	}
	c.seen[key] = true
	want, ok := c.aws.Shapes[name]
	if !ok {
		if len(is.members) > 0 {
			c.Errorf("%s: AWS has no members here", path)
		}
		return
	}
	if kindsOfAWS[want.Type] != is.kind {
		c.Errorf("%s is a %s, in AWS a %s", path, kindNames[is.kind], want.Type)
		return
	}
	switch is.kind {
	case kList:
		c.compare(path+"[]", is.element, want.Member.Shape, input)
	case kMap:
		c.compare(path+"{}", is.element, want.Value.Shape, input)
	case kStructure:
		c.structure(path, is, want, input)
	}
}

func (c *conformance) structure(path string, is *shape, want awsShape, input bool) {
	last, lastName := -1, ""
	for i := range is.members {
		m := &is.members[i]
		at := slices.Index(want.Members.names, m.name)
		if at < 0 {
			c.Errorf("%s.%s: AWS has no such member", path, m.name)
			continue
		}
		if at < last {
			c.Errorf("%s.%s stands before %s in AWS's model", path, m.name, lastName)
		}
		last, lastName = at, m.name
		if required := slices.Contains(want.Required, m.name); input && required != m.required {
			c.Errorf("%s.%s: required is %v, in AWS %v", path, m.name, m.required, required)
		}
		c.compare(path+"."+m.name, m.shape, want.Members.refs[m.name].Shape, input)
	}
	for _, name := range want.Required {
		if input && is.find(name) == nil {
			c.Errorf("%s lacks %s, which AWS requires", path, name)
		}
	}
}

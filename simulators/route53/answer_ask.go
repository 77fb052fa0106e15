package route53

import "skylab/simulators/cloud"

// How far one answer goes: aliases below one another, and CNAMEs that the zone
// follows itself. Resolvers give up at about as many.
const (
	deepest   = 32
	longest   = 16
	aliasTTL  = 60 // seconds; of an alias to an AWS resource
	mostKinds = 8  // values of a multivalue answer
)

// asking is one question on its way through an index.
type asking struct {
	x *Index
	v *View
	q *Query
	a *Answer
}

// Ask answers a question into a, which may have been used before. It allocates
// nothing once a's slices have grown, unless a.Explain asks for the findings.
func (x *Index) Ask(v *View, q *Query, a *Answer) {
	a.reset()
	k := asking{x, v, q, a}
	if !x.Covers(q.Name) {
		a.Status, a.Authoritative = Refused, false
		k.note(Finding{Reason: cloud.Reason{Code: CodeNotServed, At: q.Name, Rule: none, Verdict: cloud.Denied}})
		return
	}
	k.note(Finding{Reason: cloud.Reason{Code: CodeZoneAnswers, At: x.zone, Rule: none}, Name: x.name})
	k.name(q.Name, longest)
}

// name answers for one name: the question's own or one that a CNAME leads to.
func (k asking) name(name string, left int) {
	x := k.x
	answers, nearest := x.find(name)
	if nearest == none { // the apex always exists
		k.a.Status = NXDomain
		return
	}
	if cut := x.owners[nearest].cut; cut != none && !(cut == answers && k.q.Type == "DS") {
		k.refer(cut)
		return
	}
	if answers == none {
		k.a.Status = NXDomain
		k.negative(CodeNoName, name)
		return
	}
	if x.owners[answers].name != name {
		k.note(Finding{Reason: cloud.Reason{Code: CodeWildcard, At: x.owners[answers].name, Rule: none}, Name: name})
	}
	k.kinds(name, answers, left)
}

// kinds answers from what stands at a name.
func (k asking) kinds(name string, o int32, left int) {
	if g := k.x.groupOf(o, k.q.Type); g != none {
		k.group(name, g, 0)
		k.empty(name)
		return
	}
	if k.q.Type == "ANY" {
		for _, g := range k.x.owners[o].groups {
			k.group(name, g, 0)
		}
		k.empty(name)
		return
	}
	g := k.x.owners[o].cname
	if g == none {
		k.negative(CodeNoType, name)
		return
	}
	before := len(k.a.Records)
	k.group(name, g, 0)
	if len(k.a.Records) == before {
		k.empty(name)
		return
	}
	k.follow(k.a.Records[before].Value, left-1)
}

// follow goes on with the name that a CNAME gives, while it is the zone's own;
// the resolver asks elsewhere for any other.
func (k asking) follow(to string, left int) {
	to = dotted(to)
	switch {
	case !k.x.Covers(to):
		k.note(Finding{Reason: cloud.Reason{Code: CodeLeavesZone, At: to, Rule: none}, Name: to})
	case left == 0:
		k.note(Finding{Reason: cloud.Reason{Code: CodeTooLong, At: to, Rule: none, Verdict: cloud.Denied}, Name: to})
	default:
		k.note(Finding{Reason: cloud.Reason{Code: CodeCNAME, At: to, Rule: none}, Name: to})
		k.name(to, left)
	}
}

// dotted is a name as records may write it, in Route 53's form.
func dotted(name string) string {
	if name == "" || name[len(name)-1] != '.' {
		name += "."
	}
	return lower(name)
}

// lower makes letters small, and only when it must a new text.
func lower(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= 'A' && s[i] <= 'Z' {
			b := []byte(s)
			for j := range b {
				if b[j] >= 'A' && b[j] <= 'Z' {
					b[j] += 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}

// empty puts the SOA into an answer that turned out to have nothing.
func (k asking) empty(name string) {
	if k.a.Status == NoError && len(k.a.Records) == 0 {
		k.negative(CodeNoAnswer, name)
	}
}

func (k asking) negative(code, name string) {
	k.note(Finding{Reason: cloud.Reason{Code: code, At: name, Rule: none, Verdict: cloud.Denied}, Name: name})
	if k.x.soa.Type != "" {
		k.a.Authority = append(k.a.Authority, k.x.soa)
	}
}

// refer sends the asker to the servers that a name is delegated to, with their
// addresses where the zone knows them.
func (k asking) refer(cut int32) {
	x := k.x
	k.a.Authoritative = false
	k.note(Finding{Reason: cloud.Reason{Code: CodeDelegated, At: x.owners[cut].name, Rule: none}, Name: x.owners[cut].name})
	set := x.records[x.groups[x.groupOf(cut, "NS")].first].set
	for _, server := range set.Values {
		k.a.Authority = append(k.a.Authority, RR{Name: set.Name, Type: "NS", TTL: set.TTL, Value: dotted(server), Owner: set.Name})
		if o, ok := x.names[dotted(server)]; ok {
			for _, kind := range [...]string{"A", "AAAA"} {
				if g := x.groupOf(o, kind); g != none {
					glue := x.records[x.groups[g].first].set
					for _, v := range glue.Values {
						k.a.Additional = append(k.a.Additional, RR{Name: glue.Name, Type: kind, TTL: glue.TTL, Value: v, Owner: glue.Name})
					}
				}
			}
		}
	}
}

// group lets the policy of a group choose and puts what was chosen under the
// name that was asked for.
func (k asking) group(name string, g int32, depth int32) {
	group := &k.x.groups[g]
	c := k.choose(group)
	if k.a.Explain {
		k.explain(group, &c, depth)
	}
	for _, i := range k.a.scratch[:c.n] {
		k.take(name, &k.x.records[i], group, depth)
		if c.n == 1 {
			return // scratch belongs to a deeper choice by now
		}
	}
}

// take puts a record's values into the answer, or goes where its alias leads.
func (k asking) take(name string, c *candidate, g *group, depth int32) {
	switch {
	case c.leads == toValues:
		k.values(name, c.set, g)
	case c.leads == toNothing:
		k.note(Finding{Reason: cloud.Reason{Code: CodeAliasMissing, At: c.set.AliasName, Rule: none, Verdict: cloud.Denied}, Depth: depth + 1, Name: c.set.AliasName})
	case c.leads == toOutside:
		k.outside(name, c, depth)
	case depth == deepest:
		k.a.Status, k.a.Records = ServFail, k.a.Records[:0]
		k.note(Finding{Reason: cloud.Reason{Code: CodeAliasCircle, At: c.set.AliasName, Rule: none, Verdict: cloud.Denied}, Depth: depth, Name: c.set.AliasName})
	default:
		k.note(Finding{Reason: cloud.Reason{Code: CodeAliasFollowed, At: c.set.AliasName, Rule: none}, Depth: depth + 1, Name: c.set.AliasName})
		k.group(name, c.to, depth+1)
	}
}

// values gives all values of a record, in random order.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-simple.html
func (k asking) values(name string, set *RecordSet, g *group) {
	from := len(k.a.Records)
	for i, v := range set.Values {
		k.a.Records = append(k.a.Records, RR{Name: name, Type: set.Type, TTL: set.TTL, Value: v, Owner: set.Name, Set: set.SetID})
		j := from + int(cloud.RollBelow(k.q.Draw, g.label^orderLabel, uint64(i), uint64(i+1)))
		k.a.Records[from+i], k.a.Records[j] = k.a.Records[j], k.a.Records[from+i]
	}
}

// outside gives the addresses that an AWS resource has now.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html
func (k asking) outside(name string, c *candidate, depth int32) {
	t := k.v.outside[c.to]
	code, verdict := CodeAliasOutside, cloud.Allowed
	if !t.Known {
		code, verdict = CodeAliasMissing, cloud.Denied
	}
	k.note(Finding{Reason: cloud.Reason{Code: code, At: c.set.AliasName, Rule: none, Verdict: verdict}, Depth: depth + 1, Name: c.set.AliasName})
	for _, v := range t.Addresses {
		k.a.Records = append(k.a.Records, RR{Name: name, Type: c.set.Type, TTL: aliasTTL, Value: v, Owner: c.set.Name, Set: c.set.SetID})
	}
}

const orderLabel = 0x6f72646572 // keeps the order of values apart from the choice of a record

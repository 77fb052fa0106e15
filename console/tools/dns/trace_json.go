package dns

import (
	"skylab/simulators/cloud"
	"skylab/simulators/route53"
)

func traceJSON(t *traced) tracedJSON {
	p := t.asker.client.Place
	j := tracedJSON{Name: t.name, Type: t.kind, From: fromJSON{Place: p.Name, Country: p.Country, Continent: p.Continent, Subdivision: p.Subdivision, Known: p.Known}, Steps: []stepJSON{}}
	if a := t.asker.client.Address; a.IsValid() {
		j.From.Address = a.String()
	}
	if r := t.resolver; r != nil {
		j.Resolver = &resolverJSON{Key: r.Key, Address: r.Address.String(), Place: r.Place.Name, PassesOn: r.PassesOn}
		if t.out.Passed.IsValid() {
			j.Resolver.Subnet = t.out.Passed.String()
		}
	}
	if t.held != nil {
		j.Cached = new(answerOf(t.held))
	}
	for _, s := range t.out.Steps {
		step := stepJSON{s.Server, s.Zone, s.Name, s.Type, s.Status.String(), []findingJSON{}}
		for _, f := range s.Answer.Findings {
			step.Findings = append(step.Findings, findingJSON{f.Code, verdictName(f.Verdict), f.Depth, f.Rule, f.Name, f.Type, f.Set, f.Figure, f.Detail})
		}
		j.Steps = append(j.Steps, step)
	}
	j.Answer = answerOf(t.given())
	return j
}

func answerOf(r *route53.Resolution) answerJSON {
	a := answerJSON{r.Status.String(), []recordJSON{}}
	for _, x := range r.Records {
		a.Records = append(a.Records, recordJSON{x.Name, x.Type, x.Value, x.TTL, x.Owner, x.Set})
	}
	return a
}

func verdictName(v cloud.Verdict) string {
	return map[cloud.Verdict]string{cloud.Allowed: "allowed", cloud.Denied: "denied", cloud.Unknown: "unknown"}[v]
}

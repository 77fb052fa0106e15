package why

import (
	"encoding/json"

	"skylab/console/desk"
	"skylab/simulators/cloud"
)

// The JSON of why --output json: its names and codes are the same in every
// language and do not change.
type (
	callJSON struct {
		Service   string       `json:"service"`
		Operation string       `json:"operation"`
		Caller    string       `json:"caller"`
		Outcome   string       `json:"outcome"`
		Error     string       `json:"error,omitempty"`
		Reasons   []reasonJSON `json:"reasons"`
	}
	reasonJSON struct {
		Code    string `json:"code"`
		At      string `json:"at"`
		Rule    *int32 `json:"rule"` // 0-based place of the statement
		Sid     string `json:"sid,omitempty"`
		Verdict string `json:"verdict"`
		Beyond  bool   `json:"beyond"`
	}
)

var verdicts = [...]string{cloud.Allowed: "allowed", cloud.Denied: "denied", cloud.Unknown: "unknown"}

func asJSON(d *desk.Desk, calls []desk.Call) string {
	list := make([]callJSON, 0, len(calls))
	for i := range calls {
		c := &calls[i]
		j := callJSON{c.Service, c.Operation, c.Caller, outcome(c), c.Code, []reasonJSON{}}
		for _, r := range c.Reasons {
			x := reasonJSON{Code: r.Code, At: r.At, Verdict: verdicts[min(r.Verdict, cloud.Unknown)], Beyond: r.Beyond}
			if r.Rule >= 0 {
				x.Rule, x.Sid = &r.Rule, statementID(d.World, r)
			}
			j.Reasons = append(j.Reasons, x)
		}
		list = append(list, j)
	}
	b, err := json.MarshalIndent(map[string]any{"calls": list}, "", "  ")
	if err != nil {
		return "{}\n"
	}
	return string(b) + "\n"
}

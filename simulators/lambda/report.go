package lambda

import (
	"encoding/json"
	"strconv"
	"strings"

	"skylab/simulators/cloud"
)

// hundredths prints a length in a unit with two decimals: 3.01.
func hundredths(t, unit cloud.Time) string {
	n := (t*100 + unit/2) / unit
	text := strconv.FormatInt(int64(n/100), 10) + "."
	if n%100 < 10 {
		text += "0"
	}
	return text + strconv.FormatInt(int64(n%100), 10)
}

func ms(t cloud.Time) string { return hundredths(t, cloud.Millisecond) }

// report writes the log of a run in AWS's layout. Since August 2025 the billed
// duration of a call that began a new environment contains INIT.
// docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html
// aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase/
func (out *result) report(scope cloud.Scope, f *Function, v *Configuration) []Line {
	if v.LogFormat == "JSON" {
		return out.reportJSON(f, v)
	}
	i := &out.invocation
	var lines []Line
	say := func(at cloud.Time, text string) { lines = append(lines, Line{at, text}) }
	version := "Runtime Version: " + runtimeVersion(v.Runtime) + "\tRuntime Version ARN: " + or(f.describe(scope, v, "", 0).RuntimeVersionConfig, RuntimeVersionConfig{}).RuntimeVersionArn
	if i.Cold && i.Restore > 0 {
		say(i.Start-i.Restore, "RESTORE_START "+version)
		say(i.Start, "RESTORE_REPORT Restore Duration: "+ms(i.Restore)+" ms")
	} else if i.Cold || i.InitRetried {
		say(i.Start-i.Init, "INIT_START "+version)
	}
	say(i.Start, "START RequestId: "+out.request+" Version: "+v.Number)
	if text := out.said(v); text != "" {
		say(i.End, text)
	}
	if i.Outcome == TimedOut {
		say(i.End, i.End.UTC().Format("2006-01-02T15:04:05.000Z")+" "+out.request+" Task timed out after "+hundredths(cloud.Time(v.Timeout)*cloud.Second, cloud.Second)+" seconds\n")
	}
	say(i.End, "END RequestId: "+out.request)
	say(i.End, out.reportLine(v))
	return lines
}

func (out *result) reportLine(v *Configuration) string {
	i := &out.invocation
	words := []string{
		"REPORT RequestId: " + out.request, "Duration: " + ms(i.Duration) + " ms", "Billed Duration: " + strconv.FormatInt(i.Billed, 10) + " ms",
		"Memory Size: " + strconv.Itoa(v.Memory) + " MB", "Max Memory Used: " + strconv.Itoa(i.MemoryUsed) + " MB",
	}
	if i.Init > 0 && i.Cold {
		words = append(words, "Init Duration: "+ms(i.Init)+" ms")
	}
	if i.Restore > 0 {
		words = append(words, "Restore Duration: "+ms(i.Restore)+" ms", "Billed Restore Duration: "+strconv.FormatInt(BilledMilliseconds(i.Restore), 10)+" ms")
	}
	switch {
	case i.Outcome == TimedOut:
		words = append(words, "Status: timeout")
	case strings.HasPrefix(out.kind, "Runtime."):
		words = append(words, "Status: error", "Error Type: "+out.kind)
	}
	return strings.Join(words, "\t") + "\t"
}

// said is what the body or the runtime itself wrote.
func (out *result) said(v *Configuration) string {
	switch {
	case out.failed && out.kind == "Exception":
		return "[ERROR] Exception: " + out.message() + "\nTraceback (most recent call last):\n  File \"/var/task/handler.py\", line 2, in handler\n    raise Exception(\"" + out.message() + "\")"
	case out.failed && strings.HasPrefix(out.kind, "Runtime."):
		return "RequestId: " + out.request + " Error: " + out.message()
	}
	return ""
}

// message is what the error says, without the request in front.
func (out *result) message() string {
	var e functionError
	if json.Unmarshal([]byte(out.answer), &e) != nil {
		return ""
	}
	if _, after, ok := strings.Cut(e.Message, " Error: "); ok && strings.HasPrefix(e.Message, "RequestId: ") {
		return after
	}
	return e.Message
}

// runtimeVersion is a runtime as INIT_START names it.
func runtimeVersion(runtime string) string {
	name := strings.TrimRight(runtime, "0123456789.x")
	return name + ":" + strings.TrimSuffix(strings.TrimPrefix(runtime, name), ".x") + ".v1"
}

// The system's log lines as JSON.
// docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
type (
	platformLine struct {
		Time   string         `json:"time"`
		Type   string         `json:"type"`
		Record platformRecord `json:"record"`
	}
	platformRecord struct {
		Init     string           `json:"initializationType,omitempty"`
		Phase    string           `json:"phase,omitempty"`
		Request  string           `json:"requestId,omitempty"`
		Version  string           `json:"version,omitempty"`
		Metrics  *platformMetrics `json:"metrics,omitempty"`
		Status   string           `json:"status,omitempty"`
		Type     string           `json:"errorType,omitempty"`
		Function string           `json:"functionName,omitempty"`
	}
	platformMetrics struct {
		Duration float64  `json:"durationMs"`
		Billed   int64    `json:"billedDurationMs"`
		Memory   int      `json:"memorySizeMB"`
		Used     int      `json:"maxMemoryUsedMB"`
		Init     *float64 `json:"initDurationMs,omitempty"`
	}
	appLine struct {
		Time    string `json:"timestamp"`
		Level   string `json:"level"`
		Message string `json:"message"`
		Request string `json:"requestId"`
	}
)

func (out *result) reportJSON(f *Function, v *Configuration) []Line {
	i := &out.invocation
	var lines []Line
	at := func(t cloud.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }
	say := func(t cloud.Time, kind string, r platformRecord) {
		lines = append(lines, Line{t, plainJSON(platformLine{at(t), kind, r})})
	}
	m := platformMetrics{Duration: milliseconds(i.Duration), Billed: i.Billed, Memory: v.Memory, Used: i.MemoryUsed}
	if i.Cold {
		kind := "on-demand"
		if i.Restore > 0 {
			kind = "snap-start"
		} else {
			m.Init = new(milliseconds(i.Init))
		}
		say(i.Start-i.Init-i.Restore, "platform.initStart", platformRecord{Init: kind, Phase: "init", Function: f.Name, Version: v.Number})
	}
	say(i.Start, "platform.start", platformRecord{Request: out.request, Version: v.Number})
	status := "success"
	switch {
	case i.Outcome == TimedOut:
		status = "timeout"
	case out.failed:
		status = "error"
		lines = append(lines, Line{i.End, plainJSON(appLine{at(i.End), "ERROR", out.message(), out.request})})
	}
	r := platformRecord{Request: out.request, Metrics: &m, Status: status}
	if strings.HasPrefix(out.kind, "Runtime.") {
		r.Type = out.kind
	}
	say(i.End, "platform.report", r)
	return lines
}

// milliseconds with two decimals.
func milliseconds(t cloud.Time) float64 {
	return float64((t*100+cloud.Millisecond/2)/cloud.Millisecond) / 100
}

// write puts the lines into the function's log group, if its role may.
// docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html
func (s *State) write(w *cloud.World, scope cloud.Scope, f *Function, v *Configuration, out *result) {
	if s.around.logs == nil {
		return
	}
	c := s.as(w, scope, v, f.Name)
	group := "arn:aws:logs:" + scope.Region + ":" + scope.Account + ":log-group:" + v.LogGroup
	if !c.Identity(cloud.Request{Action: "logs:PutLogEvents", Resource: group + ":log-stream:" + out.stream}).Allowed {
		out.unwritten = true
		return
	}
	s.around.logs.Write(w, scope, v.LogGroup, out.stream, out.lines)
}

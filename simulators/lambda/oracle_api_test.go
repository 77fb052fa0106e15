package lambda_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"skylab/simulators/cloud"
	"skylab/simulators/lambda"
)

// apiAdaptors judge what the API does; the engine's areas are elsewhere.
var apiAdaptors = map[string]adaptor{
	"limits": readLimit, "invoke-errors": readStatus, "invoke-result": readResult, "api-errors": readAPIError,
	"function-states": readState, "throttling": readThrottling, "reserved-concurrency": readReservedCalls,
	"provisioned-concurrency": readProvisionedCalls, "async": readAsync, "event-filter-operators": readPattern,
	"esm-filter-sqs": readMeeting("sqs", "body"), "esm-filter-kinesis-dynamodb": readMeeting("kinesis", "data"),
	"esm-filter-kafka": readMeeting("kafka", "message"),
}

// failed with an error as the case expects it: code, message or its beginning,
// and HTTP status.
func (c oracleCase) failedWith(err error) outcome {
	code, message := failure(err)
	if err == nil {
		return outcome{"failed", "it worked"}
	}
	for name, want := range c.Expect {
		switch name {
		case "code", "error":
			if code != text(want) {
				return outcome{"failed", fmt.Sprintf("%s: %s", code, message)}
			}
		case "message":
			// [N] stands for a number.
			shape := strings.ReplaceAll(regexp.QuoteMeta(strings.Join(strings.Fields(text(want)), " ")), `\[N\]`, `\[\d+\]`)
			if !regexp.MustCompile("^" + shape + "$").MatchString(strings.Join(strings.Fields(message), " ")) {
				return outcome{"failed", "says " + message}
			}
		case "message_prefix":
			if !strings.HasPrefix(message, text(want)) {
				return outcome{"failed", "says " + message}
			}
		case "http":
			if lambda.HTTPStatus(code) != int(number(want)) {
				return outcome{"failed", fmt.Sprintf("%s has status %d", code, lambda.HTTPStatus(code))}
			}
		case "Type", "Reason": // what the command does not print; the reason has a check of its own
		default:
			panic(unreadable("expect " + name))
		}
	}
	return passed()
}

func readStatus(_ *testing.T, c oracleCase) outcome {
	c.only("error")
	return equal(object{"http": lambda.HTTPStatus(text(c.Given["error"]))}, c.Expect)
}

// readLimit tries what is just allowed and what is just too much.
func readLimit(t *testing.T, c oracleCase) outcome {
	l := newLab(t)
	try := func(change func(*lambda.CreateFunctionInput)) bool {
		in := lambda.CreateFunctionInput{
			FunctionName: "f", Runtime: new("python3.13"), Role: role, Handler: new("echo.handler"),
			Code: lambda.FunctionCode{S3Bucket: new("lab-packages"), S3Key: new("1MB.zip")},
		}
		change(&in)
		fork := &lab{T: t, World: l.Fork(), scope: l.scope, caller: l.caller}
		_, err := fork.do("lambda", "CreateFunction", &in)
		return err == nil
	}
	if n, ok := c.Given["timeout_s"]; ok {
		c.only("timeout_s")
		return equal(object{"valid": try(func(in *lambda.CreateFunctionInput) { in.Timeout = new(int(number(n))) })}, c.Expect)
	}
	if n, ok := c.Given["memory_mb"]; ok {
		c.only("memory_mb")
		return equal(object{"valid": try(func(in *lambda.CreateFunctionInput) { in.MemorySize = new(int(number(n))) })}, c.Expect)
	}
	c.only("limit")
	edge := func(least bool, change func(*lambda.CreateFunctionInput, int)) outcome {
		n, beyond := int(number(c.Expect["value"])), 1
		if least {
			beyond = -1
		}
		at := func(n int) bool { return try(func(in *lambda.CreateFunctionInput) { change(in, n) }) }
		if !at(n) || at(n+beyond) {
			return outcome{"failed", fmt.Sprintf("%d works: %v, %d works: %v", n, at(n), n+beyond, at(n+beyond))}
		}
		return passed()
	}
	switch name := text(c.Given["limit"]); name {
	case "memory_min_mb", "memory_max_mb":
		return edge(name == "memory_min_mb", func(in *lambda.CreateFunctionInput, n int) { in.MemorySize = &n })
	case "timeout_max_s":
		return edge(false, func(in *lambda.CreateFunctionInput, n int) { in.Timeout = &n })
	case "tmp_min_mb", "tmp_max_mb":
		return edge(name == "tmp_min_mb", func(in *lambda.CreateFunctionInput, n int) { in.EphemeralStorage = &lambda.EphemeralStorage{Size: n} })
	case "layers":
		return edge(false, func(in *lambda.CreateFunctionInput, n int) { in.Layers = layers(n) })
	case "env_vars_total_bytes":
		return edge(false, func(in *lambda.CreateFunctionInput, n int) {
			in.Environment = &lambda.EnvironmentInput{Variables: map[string]string{"LONG": strings.Repeat("x", n-len(`{"LONG":""}`))}}
		})
	case "unzipped_mb":
		return edge(false, func(in *lambda.CreateFunctionInput, n int) { in.Code.S3Key = new(fmt.Sprintf("%dMB.zip", n)) })
	case "memory_mb_per_vcpu":
		return equal(object{"value": lambda.FullCPU}, c.Expect)
	case "account_concurrency_default":
		return equal(object{"value": lambda.DefaultLimit}, c.Expect)
	case "default_timeout_s":
		l.create("f")
		return equal(object{"value": l.must("lambda", "GetFunctionConfiguration", &lambda.QualifiedInput{FunctionName: "f"}).(lambda.FunctionConfiguration).Timeout}, c.Expect)
	case "zip_mb":
		return equal(object{"value": l.must("lambda", "GetAccountSettings", &lambda.NoInput{}).(lambda.GetAccountSettingsOutput).AccountLimit.CodeSizeZipped >> 20}, c.Expect)
	case "sync_payload_mb":
		return l.payloads(int(number(c.Expect["value"]))<<20, "RequestResponse")
	case "async payload", "async_payload_kb":
		return l.payloads(int(number(c.Expect["value_kb_now"]))<<10, "Event")
	case "resource_policy_kb":
		return l.policySize(int(number(c.Expect["value"])) << 10)
	}
	return unread()
}

func layers(n int) (list []string) {
	for i := range n {
		list = append(list, fmt.Sprintf("arn:aws:lambda:us-east-1:111122223333:layer:l%d:1", i))
	}
	return list
}

// payloads sends an event of a size and one that is a byte longer.
func (l *lab) payloads(size int, kind string) outcome {
	l.create("f")
	try := func(n int) bool {
		_, err := l.do("lambda", "Invoke", &lambda.InvocationInput{FunctionName: "f", InvocationType: &kind, Payload: []byte(`"` + strings.Repeat("x", n-2) + `"`)})
		return err == nil
	}
	if !try(size) || try(size+1) {
		return outcome{"failed", fmt.Sprintf("%d bytes work: %v, %d: %v", size, try(size), size+1, try(size+1))}
	}
	return passed()
}

// policySize adds statements until no more fit.
func (l *lab) policySize(want int) outcome {
	l.create("f")
	size := 0
	for i := range 1000 {
		_, err := l.do("lambda", "AddPermission", &lambda.AddPermissionInput{FunctionName: "f", StatementId: fmt.Sprint("s", i), Action: "lambda:InvokeFunction", Principal: "s3.amazonaws.com"})
		if err != nil {
			if size > want || size < want-400 {
				return outcome{"failed", fmt.Sprintf("full at %d bytes", size)}
			}
			return passed()
		}
		size = len(l.must("lambda", "GetPolicy", &lambda.QualifiedInput{FunctionName: "f"}).(lambda.GetPolicyOutput).Policy)
	}
	return outcome{"failed", "never full"}
}

// readResult runs a function that does what the case says.
func readResult(t *testing.T, c oracleCase) outcome {
	c.only("type", "payload", "handler", "module", "runtime", "timeout_s", "runs_s")
	l := newLab(t)
	variables := map[string]string{}
	payload, seconds, handler := "{}", 30, "echo.handler"
	switch said := c.said(); {
	case c.Given["timeout_s"] != nil:
		seconds, handler = int(number(c.Given["timeout_s"])), "wait.handler"
		variables["WAIT_MS"] = fmt.Sprint(1000 * number(c.Given["runs_s"]))
	case strings.Contains(said, "raises at import"):
		variables["INIT_ERROR"] = text(members(c.Expect["payload"])["errorMessage"])
	case strings.Contains(said, "crashes"):
		variables["RUNTIME_CRASH"] = "1"
	case strings.Contains(said, "exits"):
		payload = `{"exit":true}`
	case strings.Contains(said, "raises"):
		payload = `{"poison":true}`
	case c.Given["payload"] != nil && strings.Contains(said, "utf-8"):
		payload = "{\"a\":\"\xff\"}"
	}
	l.create("f", func(in *lambda.CreateFunctionInput) {
		in.Handler, in.Timeout, in.Environment = &handler, &seconds, &lambda.EnvironmentInput{Variables: variables}
	})
	in := lambda.InvocationInput{FunctionName: "f", Payload: []byte(payload)}
	if kind, ok := c.Given["type"]; ok {
		in.InvocationType = new(text(kind))
	}
	got, err := l.do("lambda", "Invoke", &in)
	if err != nil {
		return c.failedWith(err)
	}
	out := got.(lambda.InvocationOutput)
	return c.answered(t, out)
}

func (c oracleCase) answered(t *testing.T, out lambda.InvocationOutput) outcome {
	for name, want := range c.Expect {
		o := passed()
		switch name {
		case "http":
			o = equal(out.StatusCode, want)
		case "FunctionError":
			o = equal(out.FunctionError, want)
		case "ExecutedVersion":
			o = equal(out.ExecutedVersion, want)
		case "payload":
			if s, ok := want.(string); ok {
				o = equal(string(out.Payload), s)
				break
			}
			got := parsed(t, string(out.Payload))
			for key, value := range members(want) {
				if !alike(text(value), fmt.Sprint(got[key])) {
					o = outcome{"failed", fmt.Sprintf("%s is %v, want %v", key, got[key], value)}
				}
			}
		default:
			panic(unreadable("expect " + name))
		}
		if o.state != "passed" {
			return o
		}
	}
	return passed()
}

// alike compares texts in which <uuid> and <timestamp> stand for one. What a
// handler says when it fails is the handler's own.
func alike(want, got string) bool {
	if want == "Handler fails" {
		return strings.HasPrefix(got, want)
	}
	shape := regexp.QuoteMeta(want)
	shape = strings.ReplaceAll(shape, "<uuid>", `[0-9a-f-]{36}`)
	shape = strings.ReplaceAll(shape, "<timestamp>", `[0-9T:.Z-]+`)
	return regexp.MustCompile("^" + shape + "$").MatchString(got)
}

func readAPIError(t *testing.T, c oracleCase) outcome {
	l := newLab(t)
	l.create("f")
	switch {
	case c.Given["AdditionalVersionWeights"] != nil:
		c.only("AdditionalVersionWeights", "FunctionVersion")
		l.publish("f")
		weights := map[string]float64{}
		for v, share := range members(c.Given["AdditionalVersionWeights"]) {
			weights[v] = number(share)
		}
		in := lambda.CreateAliasInput{FunctionName: "f", Name: "a", FunctionVersion: "1", RoutingConfig: &lambda.AliasRoutingConfiguration{AdditionalVersionWeights: weights}}
		if v, ok := c.Given["FunctionVersion"]; ok {
			in.FunctionVersion = text(v)
		}
		return c.callFails(l, "CreateAlias", &in)
	case c.Given["layers"] != nil:
		c.only("layers")
		in := lambda.UpdateFunctionConfigurationInput{FunctionName: "f"}
		if n, isNumber := c.Given["layers"].(float64); isNumber {
			in.Layers = layers(int(n))
		} else {
			for _, x := range texts(c.Given["layers"]) {
				in.Layers = append(in.Layers, "arn:aws:lambda:us-east-1:111122223333:layer:"+x)
			}
		}
		return c.callFails(l, "UpdateFunctionConfiguration", &in)
	case c.Given["function_name_len"] != nil:
		c.only("function_name_len")
		name := strings.Repeat("x", int(number(c.Given["function_name_len"])))
		return c.callFails(l, "CreateFunction", &lambda.CreateFunctionInput{FunctionName: name, Runtime: new("python3.13"), Role: role, Handler: new("a.b"), Code: lambda.FunctionCode{ZipFile: []byte("x")}})
	case c.Given["RevisionId"] != nil:
		c.only("RevisionId")
		return c.callFails(l, "PublishVersion", &lambda.PublishVersionInput{FunctionName: "f", RevisionId: new(text(c.Given["RevisionId"]))})
	case c.Given["arn"] != nil && strings.Contains(c.said(), "other region"):
		c.only("arn")
		return c.callFails(l, "GetFunction", &lambda.QualifiedInput{FunctionName: "arn:aws:lambda:eu-west-1:111122223333:function:f"})
	case c.Given["op"] == "PutFunctionEventInvokeConfig":
		c.only("op", "args", "destination")
		in := lambda.EventInvokeConfigInput{FunctionName: "f"}
		if d, ok := c.Given["destination"]; ok {
			if text(d) != "the same function" {
				return unread()
			}
			in.DestinationConfig = &lambda.DestinationConfig{OnFailure: &lambda.OnResult{Destination: new(functions + "f")}}
		}
		return c.callFails(l, "PutFunctionEventInvokeConfig", &in)
	case c.Given["op"] == "DeleteFunction":
		c.only("op", "qualifier")
		return c.callFails(l, "DeleteFunction", &lambda.QualifiedInput{FunctionName: "f", Qualifier: new(text(c.Given["qualifier"]))})
	}
	return unread()
}

func (c oracleCase) callFails(l *lab, op string, in any) outcome {
	_, err := l.do("lambda", op, in)
	return c.failedWith(err)
}

func readState(t *testing.T, c oracleCase) outcome {
	l := newLab(t)
	if c.Given["LastUpdateStatus"] != nil {
		c.only("LastUpdateStatus")
		l.create("f")
		zip := lambda.UpdateFunctionCodeInput{FunctionName: "f", S3Bucket: new("lab-packages"), S3Key: new("6MB.zip")}
		l.must("lambda", "UpdateFunctionCode", &zip)
		if _, err := l.invoke("f", "{}"); err != nil {
			return outcome{"failed", err.Error()}
		}
		for _, op := range texts(c.Expect["failing_ops"]) {
			in, ok := map[string]any{"UpdateFunctionCode": &zip, "UpdateFunctionConfiguration": &lambda.UpdateFunctionConfigurationInput{FunctionName: "f"}, "PublishVersion": &lambda.PublishVersionInput{FunctionName: "f"}}[op]
			if !ok {
				return unread()
			}
			if _, err := l.do("lambda", op, in); err == nil {
				return outcome{"failed", op + " worked"}
			}
		}
		return passed()
	}
	c.only("state", "op")
	switch text(c.Given["state"]) {
	case "Active":
		l.create("f")
	case "Pending":
		l.must("lambda", "CreateFunction", &lambda.CreateFunctionInput{FunctionName: "f", Runtime: new("python3.13"), Role: role, Handler: new("echo.handler"), Code: lambda.FunctionCode{S3Bucket: new("lab-packages"), S3Key: new("1MB.zip")}})
	default:
		return unread()
	}
	_, err := l.invoke("f", "{}")
	return equal(err == nil, text(c.Expect["result"]) == "runs")
}

func (l *lab) reserve(n int) {
	l.must("lambda", "PutFunctionConcurrency", &lambda.PutFunctionConcurrencyInput{FunctionName: "f", ReservedConcurrentExecutions: n})
}

// reason is why the last call was turned away, as AWS's member Reason says it.
func (l *lab) reason() string {
	last := l.Cloud.Trail.At(l.Cloud.Trail.Len() - 1)
	return last.Reasons[len(last.Reasons)-1].Code
}

func readThrottling(t *testing.T, c oracleCase) outcome {
	l := newLab(t)
	if c.Given["op"] == "Invoke" {
		c.only("op", "reserved")
		l.create("f")
		l.reserve(int(number(c.Given["reserved"])))
		_, err := l.invoke("f", "{}")
		return all(c.failedWith(err), equal(l.reason(), c.Expect["Reason"]))
	}
	c.only("reserved", "steps", "then")
	l.create("f", func(in *lambda.CreateFunctionInput) {
		in.Handler, in.Timeout, in.Environment = new("wait.handler"), new(20), &lambda.EnvironmentInput{Variables: map[string]string{"WAIT_MS": "15000", "SPREAD_PERCENT": "0"}}
	})
	l.reserve(int(number(c.Given["reserved"])))
	if _, err := l.invoke("f", "{}"); err != nil {
		return outcome{"failed", err.Error()}
	}
	l.send("f", `{"n":1}`)
	l.Sleep(cloud.Second)
	l.send("f", `{"n":2}`)
	l.Sleep(cloud.Second)
	_, err := l.invoke("f", "{}")
	if code, _ := failure(err); code != "TooManyRequestsException" {
		return outcome{"failed", "the second call at once: " + code}
	}
	l.reserve(3)
	if _, err := l.invoke("f", "{}"); err != nil {
		return outcome{"failed", "after the raise: " + err.Error()}
	}
	l.Sleep(10 * cloud.Minute)
	return equal(l.starts("f"), 4)
}

// starts counts the runs of a function by its log.
func (l *lab) starts(name string) (n int) {
	for _, line := range l.log("/aws/lambda/" + name) {
		if strings.HasPrefix(line, "START ") {
			n++
		}
	}
	return n
}

func readReservedCalls(t *testing.T, c oracleCase) outcome {
	c.only("reserved", "sync_invocations", "async_event", "on_failure")
	l := newLab(t)
	l.create("f")
	l.reserve(int(number(c.Given["reserved"])))
	if c.Given["sync_invocations"] != nil {
		_, err := l.invoke("f", "{}")
		return c.failedWith(err)
	}
	return l.toFailure()
}

// toFailure sends an event to a function with a failure destination and looks
// at what comes there, and after how many runs.
func (l *lab) toFailure() outcome {
	url := l.queue("lost", nil)
	l.must("lambda", "PutFunctionEventInvokeConfig", &lambda.EventInvokeConfigInput{FunctionName: "f", DestinationConfig: &lambda.DestinationConfig{OnFailure: &lambda.OnResult{Destination: new(queueARN + "lost")}}})
	l.send("f", `{"n":1}`)
	l.Sleep(10 * cloud.Second)
	list := l.bodies(url)
	if len(list) != 1 {
		return outcome{"failed", fmt.Sprintf("%d records came", len(list))}
	}
	runs := members(parsed(l.T, list[0])["requestContext"])["approximateInvokeCount"]
	return equal(runs, 0.0)
}

func readProvisionedCalls(t *testing.T, c oracleCase) outcome {
	l := newLab(t)
	l.create("f", func(in *lambda.CreateFunctionInput) {
		if c.Given["snapstart"] == true {
			in.SnapStart = &lambda.SnapStart{ApplyOn: new("PublishedVersions")}
		}
	})
	l.publish("f")
	l.Sleep(10 * cloud.Minute)
	put := func(qualifier string, n int) error {
		_, err := l.do("lambda", "PutProvisionedConcurrencyConfig", &lambda.PutProvisionedConcurrencyConfigInput{FunctionName: "f", Qualifier: qualifier, ProvisionedConcurrentExecutions: n})
		return err
	}
	get := func(qualifier string) (any, error) {
		return l.do("lambda", "GetProvisionedConcurrencyConfig", &lambda.ProvisionedInput{FunctionName: "f", Qualifier: qualifier})
	}
	switch said := c.said(); {
	case c.Given["snapstart"] != nil:
		c.only("snapstart", "provisioned")
		return equal(object{"allowed": put("1", int(number(c.Given["provisioned"]))) == nil}, c.Expect)
	case c.Given["get_provisioned"] != nil:
		_, err := get("1")
		return c.failedWith(err)
	case c.Given["get_or_put_provisioned"] != nil:
		_, err := get(text(c.Given["get_or_put_provisioned"]))
		return c.failedWith(err)
	case c.Given["reserved"] != nil:
		c.only("provisioned", "reserved", "invoke", "put_provisioned")
		l.reserve(int(number(c.Given["reserved"])))
		if err := put("1", int(number(c.Given["provisioned"]))); err != nil {
			return outcome{"failed", err.Error()}
		}
		l.Sleep(5 * cloud.Minute)
		if c.Given["invoke"] != nil {
			_, err := l.invoke("f:"+text(c.Given["invoke"]), "{}")
			return c.failedWith(err)
		}
		if !strings.Contains(said, "another version") {
			return unread()
		}
		l.must("lambda", "UpdateFunctionConfiguration", &lambda.UpdateFunctionConfigurationInput{FunctionName: "f", MemorySize: new(256)})
		l.Sleep(cloud.Minute)
		return c.failedWith(put(l.publish("f"), 1))
	case strings.Contains(said, "more than account unreserved"):
		return c.failedWith(put("1", 1001))
	case strings.Contains(said, "less than the minimum"):
		return c.failedWith(put("1", 901))
	}
	n, isNumber := c.Given["put_provisioned"].(float64)
	if !isNumber {
		return unread()
	}
	c.only("put_provisioned")
	progress := func(out any) object {
		p := out.(lambda.ProvisionedConcurrency)
		return object{"Status": p.Status, "Allocated": p.AllocatedProvisionedConcurrentExecutions, "Available": p.AvailableProvisionedConcurrentExecutions}
	}
	out := l.must("lambda", "PutProvisionedConcurrencyConfig", &lambda.PutProvisionedConcurrencyConfigInput{FunctionName: "f", Qualifier: "1", ProvisionedConcurrentExecutions: int(n)})
	o := equal(progress(out), c.Expect["first"])
	l.Sleep(10 * cloud.Minute)
	later, err := get("1")
	if err != nil {
		return outcome{"failed", err.Error()}
	}
	return all(o, equal(progress(later), c.Expect["later"]))
}

func readAsync(t *testing.T, c oracleCase) outcome {
	l := newLab(t)
	l.create("f")
	switch {
	case c.Given["MaximumRetryAttempts"] != nil:
		c.only("MaximumRetryAttempts", "function_always_fails")
		l.must("lambda", "PutFunctionEventInvokeConfig", &lambda.EventInvokeConfigInput{FunctionName: "f", MaximumRetryAttempts: new(int(number(c.Given["MaximumRetryAttempts"])))})
		l.send("f", `{"poison":true}`)
		l.Sleep(7 * cloud.Hour)
		return equal(object{"attempts": l.starts("f")}, c.Expect)
	case c.Given["function_always_fails"] != nil:
		c.only("function_always_fails")
		l.send("f", `{"poison":true}`)
		l.Sleep(7 * cloud.Hour)
		return equal(l.starts("f"), c.Expect["attempts"])
	case c.Given["reserved"] != nil:
		c.only("reserved")
		l.reserve(int(number(c.Given["reserved"])))
		return l.toFailure()
	case c.Given["dlq"] == true:
		c.only("dlq")
		url := l.queue("dead", nil)
		l.must("lambda", "UpdateFunctionConfiguration", &lambda.UpdateFunctionConfigurationInput{FunctionName: "f", DeadLetterConfig: &lambda.DeadLetterConfig{TargetArn: new(queueARN + "dead")}})
		l.Sleep(cloud.Minute)
		l.send("f", `{"poison":true}`)
		l.Sleep(cloud.Hour)
		return equal(l.bodies(url), []string{`{"poison":true}`})
	case c.Given["error"] != nil && number(c.Given["error"]) == 429:
		c.only("error")
		return l.backsOff(c)
	}
	return unread()
}

// backsOff keeps a function busy and looks at when an event is tried, through
// the throttles that are counted, and when it is given up.
func (l *lab) backsOff(c oracleCase) outcome {
	url := l.queue("lost", nil)
	l.must("lambda", "PutFunctionEventInvokeConfig", &lambda.EventInvokeConfigInput{FunctionName: "f", DestinationConfig: &lambda.DestinationConfig{OnFailure: &lambda.OnResult{Destination: new(queueARN + "lost")}}})
	l.create("busy", func(in *lambda.CreateFunctionInput) { in.Handler = new("wait.handler") })
	l.World.Lambda.Raise(l.scope, "L-B99A9384", 0) // nothing may run
	l.send("f", `{}`)
	sent := l.Cloud.Now
	var tries []cloud.Time
	for _, at := range l.dues(8 * cloud.Hour) {
		tries = append(tries, at-sent)
	}
	if len(tries) < 3 {
		return outcome{"failed", fmt.Sprintf("tried at %v", tries)}
	}
	var gaps []float64
	for i := 1; i < len(tries); i++ {
		gaps = append(gaps, float64(tries[i]-tries[i-1])/float64(cloud.Second))
	}
	span := items(c.Expect["backoff_s"])
	end := float64(tries[len(tries)-1]) / float64(cloud.Second)
	return all(
		equal(object{"first": gaps[0], "most": slices.Max(gaps)}, object{"first": number(span[0]), "most": number(span[1])}),
		equal(end > number(c.Expect["retry_up_to_s"]) && end <= number(c.Expect["retry_up_to_s"])+300, true),
		equal(len(l.bodies(url)), 1),
	)
}

// dues lets time pass and lists the instants at which something fell due.
func (l *lab) dues(d cloud.Time) (list []cloud.Time) {
	for end := l.Cloud.Now + d; ; {
		pending := l.Cloud.Pending()
		if len(pending) == 0 || pending[0].At > end {
			l.Sleep(end - l.Cloud.Now)
			return list
		}
		list = append(list, pending[0].At)
		l.Sleep(pending[0].At - l.Cloud.Now)
	}
}

func readPattern(_ *testing.T, c oracleCase) outcome {
	c.only("pattern", "event")
	body, err := json.Marshal(c.Given["pattern"])
	if err != nil {
		return unread()
	}
	p, err := lambda.CompilePattern(string(body))
	if err != nil {
		if want, ok := c.Expect["message"]; ok {
			return equal(err.Error(), want)
		}
		return outcome{"failed", err.Error()}
	}
	return equal(object{"match": p.Match(c.Given["event"])}, c.Expect)
}

// readMeeting reads the tables of what becomes of data of one shape where the
// pattern is of another.
func readMeeting(source, data string) adaptor {
	return func(_ *testing.T, c oracleCase) outcome {
		c.only(data, "pattern")
		shape := func(v any) lambda.DataShape {
			switch s := text(v); s {
			case "non-json", "plain":
				return lambda.PlainText
			case "json":
				return lambda.JSONText
			case "non-utf8":
				return lambda.NoText
			case "none":
				return lambda.NoPattern
			case "any":
				return lambda.JSONText
			default:
				panic(unreadable("shape " + s))
			}
		}
		return equal(object{"action": lambda.Meet(source, shape(c.Given[data]), shape(c.Given["pattern"]))}, c.Expect)
	}
}

package route53

import (
	"strconv"
	"strings"

	"skylab/simulators/cloud"
)

// How long a checker waits, and how much of a page it reads.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html
const (
	connectHTTP = 4 * cloud.Second  // HTTP and HTTPS: until the connection stands
	connectTCP  = 10 * cloud.Second // TCP: until the connection stands
	answerHTTP  = 2 * cloud.Second  // from then on until the status comes
	answerBody  = 2 * cloud.Second  // from then on until the body is there
	bodyRead    = 5120              // bytes that the text must lie in, as a whole
)

// Why a probe passed or failed.
const (
	ProbePassed     = "PASSED"
	ProbeTimedOut   = "CONNECTION_TIMED_OUT"
	ProbeRefused    = "CONNECTION_REFUSED"
	ProbeNoResponse = "RESPONSE_TIMED_OUT"
	ProbeNoHTTP     = "NOT_HTTP"
	ProbeStatus     = "STATUS_CODE"
	ProbeNoBody     = "BODY_TIMED_OUT"
	ProbeNoMatch    = "STRING_NOT_FOUND"
)

// Judge tells whether what a checker met is a success for a check, and why
// not. Certificates are not looked at.
func Judge(k CheckConfig, met Encounter) (passed bool, code string) {
	limit := connectHTTP
	if k.Type == "TCP" {
		limit = connectTCP
	}
	switch {
	case met.Refused:
		return false, ProbeRefused
	case met.Silent || met.Connect > limit:
		return false, ProbeTimedOut
	case k.Type == "TCP":
		return true, ProbePassed
	case met.First > answerHTTP:
		return false, ProbeNoResponse
	case met.Status == 0:
		return false, ProbeNoHTTP
	case met.Status < 200 || met.Status > 399:
		return false, ProbeStatus
	case !k.searches():
		return true, ProbePassed
	case met.Rest > answerBody:
		return false, ProbeNoBody
	case !strings.Contains(met.Body[:min(len(met.Body), bodyRead)], k.Search):
		return false, ProbeNoMatch
	}
	return true, ProbePassed
}

func (k CheckConfig) searches() bool { return strings.HasSuffix(k.Type, "_STR_MATCH") }

// endpoint tells whether checkers ask somebody.
func (k CheckConfig) endpoint() bool { return k.Type != "CALCULATED" && k.Type != "CLOUDWATCH_METRIC" }

// probeText is how the API words what a checker met.
func probeText(k CheckConfig, met Encounter) string {
	passed, code := Judge(k, met)
	verdict := "Failure: "
	if passed {
		verdict = "Success: "
	}
	switch code {
	case ProbePassed, ProbeStatus:
		if k.Type == "TCP" {
			return verdict + "TCP connection established"
		}
		return verdict + "HTTP Status Code " + strconv.Itoa(int(met.Status)) + ", " + StatusText(met.Status)
	case ProbeTimedOut:
		return verdict + "Connection timed out. The endpoint or the internet connection is down, or requests are being blocked by your firewall. See https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-router-firewall-rules.html"
	case ProbeRefused:
		return verdict + "Connection refused by the endpoint."
	case ProbeNoResponse:
		return verdict + "The health checker established a TCP connection, but the endpoint didn't respond with an HTTP status code within the timeout limit."
	case ProbeNoHTTP:
		return verdict + "The endpoint didn't respond with a valid HTTP status line."
	case ProbeNoBody:
		return verdict + "The health checker didn't receive the response body within the timeout limit."
	}
	return verdict + "The search string wasn't found in the first 5,120 bytes of the response body."
}

// StatusText is the reason phrase of a status code.
func StatusText(code int32) string {
	switch code {
	case 200:
		return "OK"
	case 201:
		return "Created"
	case 204:
		return "No Content"
	case 301:
		return "Moved Permanently"
	case 302:
		return "Found"
	case 304:
		return "Not Modified"
	case 400:
		return "Bad Request"
	case 401:
		return "Unauthorized"
	case 403:
		return "Forbidden"
	case 404:
		return "Not Found"
	case 500:
		return "Internal Server Error"
	case 502:
		return "Bad Gateway"
	case 503:
		return "Service Unavailable"
	case 504:
		return "Gateway Timeout"
	}
	return "Unknown"
}

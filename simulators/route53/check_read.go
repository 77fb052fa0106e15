package route53

import (
	"strconv"

	"skylab/simulators/cloud"
)

// GetHealthCheckInput names a check.
type GetHealthCheckInput struct {
	HealthCheckId string `required:"true" doc:"the check's ID"`
}

// GetHealthCheckOutput tells of it.
type GetHealthCheckOutput struct{ HealthCheck HealthCheck }

// GetHealthCheck tells of one check's settings.
// docs.aws.amazon.com/Route53/latest/APIReference/API_GetHealthCheck.html
func (s *State) GetHealthCheck(c *cloud.Call, in GetHealthCheckInput) (GetHealthCheckOutput, error) {
	k, err := s.ownCheck(c, in.HealthCheckId)
	if err != nil {
		return GetHealthCheckOutput{}, err
	}
	return GetHealthCheckOutput{k.out()}, nil
}

// ListHealthChecksInput says where to start.
type ListHealthChecksInput struct {
	Marker   *string `doc:"the ID of the check to start with, from the answer before"`
	MaxItems *string `doc:"how many at most"`
}

// ListHealthChecksOutput is a page of checks.
type ListHealthChecksOutput struct {
	HealthChecks []HealthCheck
	Marker       *string
	IsTruncated  bool
	NextMarker   *string
	MaxItems     string
}

// ListHealthChecks lists the account's checks in the order of creation.
// docs.aws.amazon.com/Route53/latest/APIReference/API_ListHealthChecks.html
func (s *State) ListHealthChecks(c *cloud.Call, in ListHealthChecksInput) (ListHealthChecksOutput, error) {
	n, err := pageSize(in.MaxItems, 100)
	out := ListHealthChecksOutput{HealthChecks: []HealthCheck{}, Marker: in.Marker, MaxItems: strconv.Itoa(n)}
	started := deref(in.Marker) == ""
	for k := range s.Checks.All {
		if k.Account != c.Account {
			continue
		}
		if started = started || k.ID == *in.Marker; !started {
			continue
		}
		if len(out.HealthChecks) == n {
			out.IsTruncated, out.NextMarker = true, new(k.ID)
			break
		}
		out.HealthChecks = append(out.HealthChecks, k.out())
	}
	return out, err
}

// GetHealthCheckCountInput asks for nothing.
type GetHealthCheckCountInput struct{}

// GetHealthCheckCountOutput counts checks.
type GetHealthCheckCountOutput struct{ HealthCheckCount int64 }

// GetHealthCheckCount counts the account's checks.
// docs.aws.amazon.com/Route53/latest/APIReference/API_GetHealthCheckCount.html
func (s *State) GetHealthCheckCount(c *cloud.Call, _ GetHealthCheckCountInput) (GetHealthCheckCountOutput, error) {
	return GetHealthCheckCountOutput{s.checksOf(c.Account)}, nil
}

// HealthCheckObservation is what one checker met last.
type HealthCheckObservation struct {
	Region       *string
	IPAddress    *string
	StatusReport *StatusReport
}

// StatusReport is what was met, and when.
type StatusReport struct {
	Status      *string
	CheckedTime *cloud.Time
}

// GetHealthCheckStatusInput names a check.
type GetHealthCheckStatusInput struct {
	HealthCheckId string `required:"true" doc:"the check's ID"`
}

// GetHealthCheckStatusOutput lists what the checkers met.
type GetHealthCheckStatusOutput struct {
	HealthCheckObservations []HealthCheckObservation
}

// GetHealthCheckStatus tells what each checker met at its last probe; it does
// not tell what Route 53 makes of it.
// docs.aws.amazon.com/Route53/latest/APIReference/API_GetHealthCheckStatus.html
func (s *State) GetHealthCheckStatus(c *cloud.Call, in GetHealthCheckStatusInput) (GetHealthCheckStatusOutput, error) {
	k, err := s.observed(c, in.HealthCheckId)
	if err != nil {
		return GetHealthCheckStatusOutput{}, err
	}
	out := GetHealthCheckStatusOutput{[]HealthCheckObservation{}}
	every := cloud.Time(k.Config.Interval) * cloud.Second
	for i, x := range checkers(c.Seed, k) {
		n, first := x.probes(k.Created, c.Now+1, every)
		if n <= 0 {
			continue
		}
		at := first + cloud.Time(n-1)*every
		out.HealthCheckObservations = append(out.HealthCheckObservations, x.report(k, i, at))
	}
	return out, nil
}

// observed finds a check that checkers look after.
func (s *State) observed(c *cloud.Call, id string) (*Check, error) {
	k, err := s.ownCheck(c, id)
	if err == nil && !k.Config.endpoint() {
		err = badInput("Health check %s is of type %s: only the checks of endpoints have a status of their checkers.", id, k.Config.Type)
	}
	return k, err
}

func (x checker) report(k *Check, i int, at cloud.Time) HealthCheckObservation {
	at = at / cloud.Millisecond * cloud.Millisecond
	return HealthCheckObservation{new(x.region), new(x.from.String()), &StatusReport{new(probeText(k.Config, k.metAt(i, at))), new(at)}}
}

// metAt is what checker i met at an instant.
func (c *Check) metAt(i int, at cloud.Time) Encounter {
	for j := len(c.History) - 1; j >= 0; j-- {
		if c.History[j].From <= at || j == 0 {
			return c.History[j].met(i)
		}
	}
	return Encounter{Silent: true}
}

// GetHealthCheckLastFailureReasonInput names a check.
type GetHealthCheckLastFailureReasonInput struct {
	HealthCheckId string `required:"true" doc:"the check's ID"`
}

// GetHealthCheckLastFailureReasonOutput lists failures.
type GetHealthCheckLastFailureReasonOutput struct {
	HealthCheckObservations []HealthCheckObservation
}

// GetHealthCheckLastFailureReason tells of each checker's last probe that
// failed; a checker that never met a failure is left out.
// docs.aws.amazon.com/Route53/latest/APIReference/API_GetHealthCheckLastFailureReason.html
func (s *State) GetHealthCheckLastFailureReason(c *cloud.Call, in GetHealthCheckLastFailureReasonInput) (GetHealthCheckLastFailureReasonOutput, error) {
	k, err := s.observed(c, in.HealthCheckId)
	if err != nil {
		return GetHealthCheckLastFailureReasonOutput{}, err
	}
	out := GetHealthCheckLastFailureReasonOutput{[]HealthCheckObservation{}}
	every := cloud.Time(k.Config.Interval) * cloud.Second
	for i, x := range checkers(c.Seed, k) {
		for j := len(k.History) - 1; j >= 0; j-- {
			until := c.Now + 1
			if j+1 < len(k.History) {
				until = min(until, k.History[j+1].From)
			}
			n, first := x.probes(k.History[j].From, until, every)
			if n > 0 && !k.History[j].passes(k.Config, i) {
				out.HealthCheckObservations = append(out.HealthCheckObservations, x.report(k, i, first+cloud.Time(n-1)*every))
				break
			}
		}
	}
	return out, nil
}

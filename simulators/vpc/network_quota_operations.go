package vpc

import (
	"fmt"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// ServiceQuota is a quota as Service Quotas prints it.
type ServiceQuota struct {
	ServiceCode string
	ServiceName string
	QuotaArn    string
	QuotaCode   string
	QuotaName   string
	Value       float64
	Unit        string
	Adjustable  bool
	GlobalQuota bool
}

// quotaServices are the services whose quotas the lab knows.
var quotaServices = map[string]string{
	"vpc": "Amazon Virtual Private Cloud (Amazon VPC)",
	"ec2": "Amazon Elastic Compute Cloud (Amazon EC2)",
}

func (r *Region) printQuota(q *quotaFacts, value int, account string) ServiceQuota {
	return ServiceQuota{
		ServiceCode: q.service, ServiceName: quotaServices[q.service],
		QuotaArn:  fmt.Sprintf("arn:aws:servicequotas:%s:%s:%s/%s", r.Scope.Region, account, q.service, q.code),
		QuotaCode: q.code, QuotaName: q.name, Value: float64(value), Unit: "None", Adjustable: !q.fixed,
	}
}

// findQuota looks a quota up by service and code.
func findQuota(service, code string) (*quotaFacts, error) {
	if q := quotaByCode[code]; q != nil && q.service == service && service != "" {
		return q, nil
	}
	return nil, cloud.Errorf("NoSuchResourceException", "The request failed because the specified service does not exist.")
}

// ListServiceQuotasInput names the service.
type ListServiceQuotasInput struct {
	ServiceCode string  `required:"true" doc:"vpc or ec2"`
	NextToken   *string `doc:"where the last page ended"`
	MaxResults  *int32  `doc:"the size of a page, 1 to 100"`
	QuotaCode   *string `doc:"only this quota (L-...)"`
}

// ListServiceQuotasOutput lists quotas.
type ListServiceQuotasOutput struct {
	NextToken *string
	Quotas    []ServiceQuota
}

// ListServiceQuotas lists the quotas of a service as they stand in the Region.
// docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_ListServiceQuotas.html
func (s *State) ListServiceQuotas(c *cloud.Call, in ListServiceQuotasInput) (out ListServiceQuotasOutput, err error) {
	r := s.At(c)
	all, err := quotasOf(in.ServiceCode, func(q *quotaFacts) ServiceQuota { return r.printQuota(q, r.quota(q.code), r.Scope.Account) })
	if err != nil {
		return out, err
	}
	if in.QuotaCode != nil {
		all = slices.DeleteFunc(all, func(q ServiceQuota) bool { return q.QuotaCode != *in.QuotaCode })
	}
	out.Quotas, out.NextToken, err = smallPage(all, in.MaxResults, in.NextToken)
	return out, err
}

// GetServiceQuotaInput names a quota.
type GetServiceQuotaInput struct {
	ServiceCode string `required:"true" doc:"vpc or ec2"`
	QuotaCode   string `required:"true" doc:"the quota (L-...)"`
}

// GetServiceQuotaOutput carries the quota.
type GetServiceQuotaOutput struct{ Quota ServiceQuota }

// GetServiceQuota tells what a quota stands at in the Region.
// docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_GetServiceQuota.html
func (s *State) GetServiceQuota(c *cloud.Call, in GetServiceQuotaInput) (out GetServiceQuotaOutput, err error) {
	q, err := findQuota(in.ServiceCode, in.QuotaCode)
	if err != nil {
		return out, err
	}
	r := s.At(c)
	return GetServiceQuotaOutput{r.printQuota(q, r.quota(q.code), r.Scope.Account)}, nil
}

// GetAWSDefaultServiceQuotaInput names a quota.
type GetAWSDefaultServiceQuotaInput struct {
	ServiceCode string `required:"true" doc:"vpc or ec2"`
	QuotaCode   string `required:"true" doc:"the quota (L-...)"`
}

// GetAWSDefaultServiceQuotaOutput carries the quota.
type GetAWSDefaultServiceQuotaOutput struct{ Quota ServiceQuota }

// GetAWSDefaultServiceQuota tells what a quota is for everybody who has not
// asked for more.
// docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_GetAWSDefaultServiceQuota.html
func (s *State) GetAWSDefaultServiceQuota(c *cloud.Call, in GetAWSDefaultServiceQuotaInput) (out GetAWSDefaultServiceQuotaOutput, err error) {
	q, err := findQuota(in.ServiceCode, in.QuotaCode)
	if err != nil {
		return out, err
	}
	return GetAWSDefaultServiceQuotaOutput{s.At(c).printQuota(q, q.standard(), "")}, nil
}

// ListAWSDefaultServiceQuotasInput names the service.
type ListAWSDefaultServiceQuotasInput struct {
	ServiceCode string  `required:"true" doc:"vpc or ec2"`
	NextToken   *string `doc:"where the last page ended"`
	MaxResults  *int32  `doc:"the size of a page, 1 to 100"`
}

// ListAWSDefaultServiceQuotasOutput lists quotas.
type ListAWSDefaultServiceQuotasOutput struct {
	NextToken *string
	Quotas    []ServiceQuota
}

// ListAWSDefaultServiceQuotas lists what the quotas of a service are for
// everybody who has not asked for more.
// docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_ListAWSDefaultServiceQuotas.html
func (s *State) ListAWSDefaultServiceQuotas(c *cloud.Call, in ListAWSDefaultServiceQuotasInput) (out ListAWSDefaultServiceQuotasOutput, err error) {
	r := s.At(c)
	all, err := quotasOf(in.ServiceCode, func(q *quotaFacts) ServiceQuota { return r.printQuota(q, q.standard(), "") })
	if err != nil {
		return out, err
	}
	out.Quotas, out.NextToken, err = smallPage(all, in.MaxResults, in.NextToken)
	return out, err
}

// quotasOf prints the quotas of a service.
func quotasOf(service string, printed func(*quotaFacts) ServiceQuota) ([]ServiceQuota, error) {
	if quotaServices[service] == "" {
		return nil, cloud.Errorf("NoSuchResourceException", "The request failed because the specified service does not exist.")
	}
	list := []ServiceQuota{}
	for i := range quotaTable {
		if q := &quotaTable[i]; q.service == service {
			list = append(list, printed(q))
		}
	}
	return list, nil
}

// RequestServiceQuotaIncreaseInput asks for more.
type RequestServiceQuotaIncreaseInput struct {
	ServiceCode  string  `required:"true" doc:"vpc or ec2"`
	QuotaCode    string  `required:"true" doc:"the quota (L-...)"`
	DesiredValue float64 `required:"true" doc:"the new value, above the present one"`
}

// RequestServiceQuotaIncreaseOutput carries the request.
type RequestServiceQuotaIncreaseOutput struct{ RequestedQuota RequestedServiceQuotaChange }

// RequestedServiceQuotaChange is a request for a higher quota.
type RequestedServiceQuotaChange struct {
	Id           string
	ServiceCode  string
	ServiceName  string
	QuotaCode    string
	QuotaName    string
	DesiredValue float64
	Status       string
	Created      cloud.Time
	LastUpdated  cloud.Time
	Requester    string
	QuotaArn     string
	GlobalQuota  bool
	Unit         string
}

// RequestServiceQuotaIncrease raises a quota. AWS answers PENDING and decides
// in minutes or days; the lab grants every request that may be granted at once.
// docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_RequestServiceQuotaIncrease.html
func (s *State) RequestServiceQuotaIncrease(c *cloud.Call, in RequestServiceQuotaIncreaseInput) (out RequestServiceQuotaIncreaseOutput, err error) {
	q, err := findQuota(in.ServiceCode, in.QuotaCode)
	if err != nil {
		return out, err
	}
	// The comparison is false for what is no number, too.
	if !(in.DesiredValue >= 0 && in.DesiredValue <= 1_000_000) {
		return out, illegal("The desired value %g cannot be granted.", in.DesiredValue)
	}
	r, to := s.At(c), int(in.DesiredValue)
	if err := r.mayRaise(q, to); err != nil {
		return out, err
	}
	r.raise(q.code, to)
	now := r.printQuota(q, to, r.Scope.Account)
	out.RequestedQuota = RequestedServiceQuotaChange{
		Id: strings.TrimPrefix(c.NewID("quota"), "quota-"), ServiceCode: now.ServiceCode, ServiceName: now.ServiceName, QuotaCode: now.QuotaCode, QuotaName: now.QuotaName,
		DesiredValue: now.Value, Status: "APPROVED", Created: c.Now, LastUpdated: c.Now,
		Requester: fmt.Sprintf(`{"accountId":"%s","callerArn":"%s"}`, c.Caller.Account, c.Caller.ARN),
		QuotaArn:  now.QuotaArn, Unit: now.Unit,
	}
	return out, nil
}

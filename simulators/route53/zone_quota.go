package route53

import "skylab/simulators/cloud"

// quotas are AWS's defaults.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html
func defaultQuota(name string) int64 {
	switch name {
	case "MAX_HOSTED_ZONES_BY_OWNER":
		return 500
	case "MAX_HEALTH_CHECKS_BY_OWNER":
		return 200
	case "MAX_REUSABLE_DELEGATION_SETS_BY_OWNER":
		return 100
	case "MAX_ZONES_BY_REUSABLE_DELEGATION_SET":
		return 100
	case "MAX_TRAFFIC_POLICIES_BY_OWNER":
		return 50
	case "MAX_TRAFFIC_POLICY_INSTANCES_BY_OWNER":
		return 5
	case "MAX_RRSETS_BY_ZONE":
		return 10_000
	case "MAX_VPCS_ASSOCIATED_BY_ZONE":
		return 300
	}
	return 0
}

// Quotas that no operation tells of.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html
const (
	maxSameName     = 100 // record sets of one name and type with a routing policy
	maxGeoproximity = 30  // of them with geoproximity
	maxValues       = 400 // of one record set
	maxCIDRs        = 1000
	maxCollections  = 5
	maxChildren     = 255 // of a calculated health check; another page says 256
)

// quota is a limit in force: AWS's default unless it was raised.
func (s *State) quota(account, name string) int64 {
	if n, ok := s.Quotas[account+" "+name]; ok {
		return n
	}
	return defaultQuota(name)
}

// Limit is a quota as the API prints it.
type Limit struct {
	Type  string
	Value int64
}

// GetAccountLimitInput names a quota.
type GetAccountLimitInput struct {
	Type string `required:"true" enum:"MAX_HEALTH_CHECKS_BY_OWNER|MAX_HOSTED_ZONES_BY_OWNER|MAX_TRAFFIC_POLICY_INSTANCES_BY_OWNER|MAX_REUSABLE_DELEGATION_SETS_BY_OWNER|MAX_TRAFFIC_POLICIES_BY_OWNER" doc:"which limit"`
}

// GetAccountLimitOutput is the quota and how much of it is used.
type GetAccountLimitOutput struct {
	Limit Limit
	Count int64
}

// GetAccountLimit tells a quota of the account.
// docs.aws.amazon.com/Route53/latest/APIReference/API_GetAccountLimit.html
func (s *State) GetAccountLimit(c *cloud.Call, in GetAccountLimitInput) (GetAccountLimitOutput, error) {
	value, count := s.quota(c.Account, in.Type), int64(0)
	switch in.Type {
	case "MAX_HEALTH_CHECKS_BY_OWNER":
		count = s.checksOf(c.Account)
	case "MAX_HOSTED_ZONES_BY_OWNER":
		count = s.zonesOf(c.Account)
	case "MAX_REUSABLE_DELEGATION_SETS_BY_OWNER":
		for d := range s.DelegationSets.All {
			if d.Account == c.Account {
				count++
			}
		}
	case "MAX_TRAFFIC_POLICIES_BY_OWNER", "MAX_TRAFFIC_POLICY_INSTANCES_BY_OWNER":
	default:
		return GetAccountLimitOutput{}, cloud.Errorf("InvalidInput", "The limit type '%s' is not valid.", in.Type)
	}
	return GetAccountLimitOutput{Limit{in.Type, value}, count}, nil
}

// GetHostedZoneLimitInput names a quota of a zone.
type GetHostedZoneLimitInput struct {
	Type         string `required:"true" enum:"MAX_RRSETS_BY_ZONE|MAX_VPCS_ASSOCIATED_BY_ZONE" doc:"which limit"`
	HostedZoneId string `required:"true" doc:"the zone's ID"`
}

// GetHostedZoneLimitOutput is the quota and how much of it is used.
type GetHostedZoneLimitOutput struct {
	Limit Limit
	Count int64
}

// GetHostedZoneLimit tells a quota of a zone.
// docs.aws.amazon.com/Route53/latest/APIReference/API_GetHostedZoneLimit.html
func (s *State) GetHostedZoneLimit(c *cloud.Call, in GetHostedZoneLimitInput) (GetHostedZoneLimitOutput, error) {
	z, err := s.own(c, in.HostedZoneId)
	if err != nil {
		return GetHostedZoneLimitOutput{}, err
	}
	limit := Limit{in.Type, s.quota(c.Account, in.Type)}
	switch {
	case in.Type == "MAX_RRSETS_BY_ZONE":
		return GetHostedZoneLimitOutput{limit, int64(z.Records.Len())}, nil
	case in.Type != "MAX_VPCS_ASSOCIATED_BY_ZONE":
		return GetHostedZoneLimitOutput{}, cloud.Errorf("InvalidInput", "The limit type '%s' is not valid.", in.Type)
	case !z.Private:
		return GetHostedZoneLimitOutput{}, cloud.Errorf("HostedZoneNotPrivate", "The specified hosted zone is a public hosted zone, not a private hosted zone.")
	}
	return GetHostedZoneLimitOutput{limit, int64(len(z.VPCs))}, nil
}

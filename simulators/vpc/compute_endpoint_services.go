package vpc

import (
	"fmt"
	"strings"

	"skylab/simulators/cloud"
)

// endpointService is a service of AWS that VPC endpoints lead to.
type endpointService struct {
	name     string // s3
	gateway  bool   // has gateway endpoints too
	noPolicy bool   // its endpoints take no policy
	private  string // beginning of its private DNS name, where it is not the name
}

// endpointServices is a choice of them. Only S3 and DynamoDB have gateway
// endpoints.
// docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
var endpointServices = []endpointService{
	{name: "dynamodb", gateway: true},
	{name: "ec2"}, {name: "ec2messages"},
	{name: "ecr.api", private: "api.ecr"}, {name: "ecr.dkr", private: "*.dkr.ecr"},
	{name: "elasticloadbalancing"}, {name: "events"}, {name: "execute-api", private: "*.execute-api"},
	{name: "kinesis-streams", private: "kinesis"}, {name: "kms"}, {name: "lambda"}, {name: "logs"}, {name: "monitoring"},
	{name: "s3", gateway: true}, {name: "secretsmanager"}, {name: "sns"}, {name: "sqs"}, {name: "ssm"}, {name: "ssmmessages"}, {name: "sts"},
}

// serviceNamed finds a service by its full name in a Region.
func serviceNamed(region, full string) *endpointService {
	name, ok := strings.CutPrefix(full, "com.amazonaws."+region+".")
	for i := range endpointServices {
		if ok && endpointServices[i].name == name {
			return &endpointServices[i]
		}
	}
	return nil
}

func (v *endpointService) full(region string) string { return "com.amazonaws." + region + "." + v.name }

// privateDNS is the name that an interface endpoint can take over in its VPC.
func (v *endpointService) privateDNS(region string) string {
	if v.private != "" {
		return v.private + "." + region + ".amazonaws.com"
	}
	return v.name + "." + region + ".amazonaws.com"
}

// DescribeVpcEndpointServicesInput says which services.
type DescribeVpcEndpointServicesInput struct {
	DryRun       *bool    `doc:"check only"`
	ServiceNames []string `doc:"only these, for example com.amazonaws.us-east-1.s3"`
	Filters      []Filter `doc:"service-name, service-type (Gateway, Interface), owner"`
	MaxResults   *int32   `doc:"at most so many a page, 5 to 1000"`
	NextToken    *string  `doc:"where the page begins"`
}

// DescribeVpcEndpointServicesOutput lists services.
type DescribeVpcEndpointServicesOutput struct {
	ServiceNames   []string
	ServiceDetails []ServiceDetail
	NextToken      *string
}

// ServiceDetail is what a service offers endpoints.
type ServiceDetail struct {
	ServiceName                string
	ServiceId                  string
	ServiceType                []ServiceTypeDetail
	ServiceRegion              string
	AvailabilityZoneIds        []string
	AvailabilityZones          []string
	Owner                      string
	BaseEndpointDnsNames       []string
	PrivateDnsName             *string
	PrivateDnsNames            []PrivateDnsDetails
	VpcEndpointPolicySupported bool
	AcceptanceRequired         bool
	ManagesVpcEndpoints        bool
	Tags                       []TagOut
	SupportedIpAddressTypes    []string
}

// ServiceTypeDetail is a type of endpoint.
type ServiceTypeDetail struct{ ServiceType string }

// PrivateDnsDetails is a private DNS name.
type PrivateDnsDetails struct{ PrivateDnsName string }

var serviceFilters = filterTable[ServiceDetail]{
	"owner":                      func(_ *Region, d *ServiceDetail) []string { return one(d.Owner) },
	"service-name":               func(_ *Region, d *ServiceDetail) []string { return one(d.ServiceName) },
	"service-region":             func(_ *Region, d *ServiceDetail) []string { return one(d.ServiceRegion) },
	"service-type":               func(_ *Region, d *ServiceDetail) []string { return one(d.ServiceType[0].ServiceType) },
	"supported-ip-address-types": func(_ *Region, d *ServiceDetail) []string { return d.SupportedIpAddressTypes },
}

// DescribeVpcEndpointServices lists the services that endpoints can lead to.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcEndpointServices.html
func (s *State) DescribeVpcEndpointServices(c *cloud.Call, in DescribeVpcEndpointServicesInput) (DescribeVpcEndpointServicesOutput, error) {
	r := s.At(c)
	if err := serviceFilters.check(in.Filters); err != nil {
		return DescribeVpcEndpointServicesOutput{}, err
	}
	for _, name := range in.ServiceNames {
		if serviceNamed(r.Scope.Region, name) == nil {
			return DescribeVpcEndpointServicesOutput{}, cloud.Errorf("InvalidServiceName", "The Vpc Endpoint Service '%s' does not exist", name)
		}
	}
	asked := set(in.ServiceNames)
	var list []ServiceDetail
	for i := range endpointServices {
		for _, d := range s.serviceDetails(r, &endpointServices[i]) {
			if (len(asked) == 0 || asked[d.ServiceName]) && match(r, serviceFilters, in.Filters, &d, nil) {
				list = append(list, d)
			}
		}
	}
	out := DescribeVpcEndpointServicesOutput{ServiceNames: []string{}, ServiceDetails: []ServiceDetail{}}
	part, next, err := page(list, in.MaxResults, in.NextToken)
	for _, d := range part {
		if n := len(out.ServiceNames); n == 0 || out.ServiceNames[n-1] != d.ServiceName {
			out.ServiceNames = append(out.ServiceNames, d.ServiceName)
		}
		out.ServiceDetails = append(out.ServiceDetails, d)
	}
	out.NextToken = next
	return out, err
}

// serviceDetails prints a service once for each type of endpoint that it has.
func (s *State) serviceDetails(r *Region, v *endpointService) []ServiceDetail {
	region := r.Scope.Region
	base := ServiceDetail{
		ServiceName: v.full(region), ServiceRegion: region, Owner: "amazon", VpcEndpointPolicySupported: !v.noPolicy,
		Tags: []TagOut{}, SupportedIpAddressTypes: []string{"ipv4"},
	}
	for _, z := range s.ZonesOf(r.Scope.Account, region) {
		base.AvailabilityZones, base.AvailabilityZoneIds = append(base.AvailabilityZones, z.Name), append(base.AvailabilityZoneIds, z.ID)
	}
	var list []ServiceDetail
	add := func(kind, dns string) *ServiceDetail {
		d := base
		d.ServiceType, d.BaseEndpointDnsNames = []ServiceTypeDetail{{kind}}, []string{dns}
		l := cloud.Label(d.ServiceName + kind)
		d.ServiceId = fmt.Sprintf("vpce-svc-0%08x%08x", uint32(cloud.Roll(l, imageLabel, 0)), uint32(cloud.Roll(l, imageLabel, 1)))
		list = append(list, d)
		return &list[len(list)-1]
	}
	if v.gateway {
		add("Gateway", v.name+"."+region+".amazonaws.com")
	}
	d := add("Interface", v.name+"."+region+".vpce.amazonaws.com")
	d.PrivateDnsName, d.PrivateDnsNames = new(v.privateDNS(region)), []PrivateDnsDetails{{v.privateDNS(region)}}
	return list
}

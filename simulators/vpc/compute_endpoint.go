package vpc

import (
	"slices"

	"skylab/simulators/cloud"
	"skylab/simulators/cloud/policy"
)

// endpointTime is how long an interface endpoint takes to be made, or to go.
// AWS names no figure; about a minute is usual. Gateway endpoints take none.
const endpointTime = cloud.Minute

// The policies of endpoints that were given none: full access.
// docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
const (
	openGatewayPolicy   = `{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}`
	openInterfacePolicy = "{\n  \"Statement\": [\n    {\n      \"Action\": \"*\", \n      \"Effect\": \"Allow\", \n      \"Principal\": \"*\", \n      \"Resource\": \"*\"\n    }\n  ]\n}"
	longestPolicy       = 20480 // characters
)

// CreateVpcEndpointInput describes the new endpoint.
type CreateVpcEndpointInput struct {
	DryRun            *bool                    `doc:"check only, change nothing"`
	VpcEndpointType   *string                  `doc:"Gateway (the default: S3 and DynamoDB) or Interface"`
	VpcId             string                   `required:"true" doc:"the VPC"`
	ServiceName       *string                  `doc:"the service, for example com.amazonaws.us-east-1.s3"`
	PolicyDocument    *string                  `doc:"who may do what through it; otherwise everybody everything"`
	RouteTableIds     []string                 `doc:"gateway endpoints: the tables that get a route"`
	SubnetIds         []string                 `doc:"interface endpoints: the subnets that get an interface, one a zone"`
	SecurityGroupIds  []string                 `doc:"interface endpoints: their security groups"`
	IpAddressType     *string                  `doc:"ipv4"`
	DnsOptions        *DnsOptionsSpecification `doc:"DNS options"`
	ClientToken       *string                  `doc:"a word of yours that makes a repeated call harmless"`
	PrivateDnsEnabled *bool                    `doc:"interface endpoints: the service's own name leads to it inside the VPC"`
	TagSpecifications []TagSpecification       `doc:"tags for the endpoint (ResourceType=vpc-endpoint)"`
}

// DnsOptionsSpecification are DNS options.
type DnsOptionsSpecification struct {
	DnsRecordIpType                          *string `doc:"ipv4"`
	PrivateDnsOnlyForInboundResolverEndpoint *bool   `doc:"the private name is for networks outside the VPC only"`
}

// CreateVpcEndpointOutput is the new endpoint.
type CreateVpcEndpointOutput struct {
	VpcEndpoint VpcEndpoint
	ClientToken *string
}

// CreateVpcEndpoint leads a VPC to a service of AWS without the internet.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html
func (s *State) CreateVpcEndpoint(c *cloud.Call, in CreateVpcEndpointInput) (CreateVpcEndpointOutput, error) {
	r := s.At(c)
	tags, err := tagsFor(in.TagSpecifications, "vpc-endpoint")
	if err != nil {
		return CreateVpcEndpointOutput{}, err
	}
	v, err := find(&r.VPCs, vpcKind, in.VpcId)
	if err != nil {
		return CreateVpcEndpointOutput{}, err
	}
	e := Endpoint{VPC: v.ID, Type: "Gateway", Service: deref(in.ServiceName), State: "available", Created: c.Now, Tags: tags, Policy: openGatewayPolicy}
	if in.VpcEndpointType != nil {
		e.Type = *in.VpcEndpointType
	}
	if err := r.checkEndpoint(&e, v, in); err != nil {
		return CreateVpcEndpointOutput{}, err
	}
	if e.Type == "Gateway" {
		return r.createGatewayEndpoint(c, e, in)
	}
	return r.createInterfaceEndpoint(c, e, in)
}

// checkEndpoint checks what both types have in common.
func (r *Region) checkEndpoint(e *Endpoint, v *VPC, in CreateVpcEndpointInput) error {
	service := serviceNamed(r.Scope.Region, e.Service)
	switch {
	case in.ServiceName == nil:
		return lacking("ServiceName")
	case service == nil:
		return cloud.Errorf("InvalidServiceName", "The Vpc Endpoint Service '%s' does not exist", e.Service)
	case e.Type != "Gateway" && e.Type != "Interface":
		return cloud.Errorf("InvalidParameter", "Endpoint type (%s) is not supported for this service.", e.Type)
	case e.Type == "Gateway" && !service.gateway:
		return cloud.Errorf("InvalidParameter", "Endpoint type (Gateway) does not match available service types ([Interface]).")
	case in.IpAddressType != nil && *in.IpAddressType != "ipv4":
		return cloud.Errorf("InvalidParameter", "The IP address type '%s' is not supported by the service.", *in.IpAddressType)
	}
	if e.Type == "Interface" {
		e.Policy = openInterfacePolicy
	}
	if in.PolicyDocument != nil {
		e.Policy = *in.PolicyDocument
	}
	return checkPolicy(e.Policy)
}

func checkPolicy(text string) error {
	if _, err := policy.Parse(text); err != nil || len([]rune(text)) > longestPolicy {
		return cloud.Errorf("InvalidPolicyDocument", "The specified policy document is not a valid JSON policy document.")
	}
	return nil
}

// createGatewayEndpoint adds a route to the service's prefix list to each table.
// docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
func (r *Region) createGatewayEndpoint(c *cloud.Call, e Endpoint, in CreateVpcEndpointInput) (CreateVpcEndpointOutput, error) {
	if len(in.SubnetIds)+len(in.SecurityGroupIds) > 0 || deref(in.PrivateDnsEnabled) {
		return CreateVpcEndpointOutput{}, combination("SubnetIds, SecurityGroupIds and PrivateDnsEnabled are for interface endpoints only.")
	}
	if err := r.room(gatewayEndpoints, count(&r.Endpoints, func(x *Endpoint) bool { return x.Type == "Gateway" })); err != nil {
		return CreateVpcEndpointOutput{}, err
	}
	if err := r.mayLead(&e, in.RouteTableIds); err != nil {
		return CreateVpcEndpointOutput{}, err
	}
	e.ID = c.NewID("vpce")
	for _, id := range in.RouteTableIds {
		r.routeTo(&e, id)
	}
	return CreateVpcEndpointOutput{r.endpointOut(r.Endpoints.Add(e)), in.ClientToken}, nil
}

// mayLead wants each table to be of the VPC and without a route to the
// service's list.
func (r *Region) mayLead(e *Endpoint, tables []string) error {
	list := r.listOf(e)
	for i, id := range tables {
		t, err := find(&r.RouteTables, routeTableKind, id)
		switch {
		case err != nil:
			return err
		case t.VPC != e.VPC:
			return cloud.Errorf("InvalidParameter", "Route table %s belongs to network %s, and not to %s.", id, t.VPC, e.VPC)
		case slices.Contains(tables[:i], id) || slices.ContainsFunc(t.Routes, func(x Route) bool { return x.PrefixList == list }):
			return cloud.Errorf("RouteAlreadyExists", "route table %s already has a route with destination-prefix-list-id %s", id, list)
		}
	}
	return nil
}

// listOf is the prefix list of a gateway endpoint's service.
func (r *Region) listOf(e *Endpoint) string {
	prefix := "com.amazonaws." + r.Scope.Region + "."
	if l := ServicePrefixList(r.Scope.Region, e.Service[len(prefix):]); l != nil {
		return l.ID
	}
	return ""
}

func (r *Region) routeTo(e *Endpoint, table string) {
	t := r.RouteTables.Find(table)
	t.Routes = append(t.Routes, Route{PrefixList: r.listOf(e), Target: e.ID, Origin: byCreateRoute})
	e.RouteTables = append(e.RouteTables, table)
}

// unroute takes an endpoint's route out of a table.
func (r *Region) unroute(e *Endpoint, table string) {
	if t := r.RouteTables.Find(table); t != nil {
		t.Routes = slices.DeleteFunc(t.Routes, func(x Route) bool { return x.Target == e.ID })
	}
	e.RouteTables = slices.DeleteFunc(e.RouteTables, func(id string) bool { return id == table })
}

// createInterfaceEndpoint puts an interface into each subnet.
// docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
func (r *Region) createInterfaceEndpoint(c *cloud.Call, e Endpoint, in CreateVpcEndpointInput) (CreateVpcEndpointOutput, error) {
	if len(in.RouteTableIds) > 0 {
		return CreateVpcEndpointOutput{}, combination("RouteTableIds are for gateway endpoints only.")
	}
	if err := r.room(interfaceEndpoints, count(&r.Endpoints, func(x *Endpoint) bool { return x.Type == "Interface" && x.VPC == e.VPC })); err != nil {
		return CreateVpcEndpointOutput{}, err
	}
	// AWS switches the private name on unless told not to; for S3 and DynamoDB
	// it has to be asked for, since their names have gateway endpoints.
	service := serviceNamed(r.Scope.Region, e.Service)
	e.PrivateDNS = !service.gateway
	if in.PrivateDnsEnabled != nil {
		e.PrivateDNS = *in.PrivateDnsEnabled
	}
	e.Groups = in.SecurityGroupIds
	if len(e.Groups) == 0 {
		e.Groups = []string{r.VPCs.Find(e.VPC).DefaultGroup}
	}
	if err := r.mayStand(&e, in.SubnetIds); err != nil {
		return CreateVpcEndpointOutput{}, err
	}
	if err := r.mayTakeName(&e); err != nil {
		return CreateVpcEndpointOutput{}, err
	}
	e.ID, e.State, e.Until = c.NewID("vpce"), "pending", c.Now+endpointTime
	for _, id := range in.SubnetIds {
		r.serve(c.World, &e, id)
	}
	c.At(e.Until, endpointSettles{r.Scope, e.ID})
	return CreateVpcEndpointOutput{r.endpointOut(r.Endpoints.Add(e)), in.ClientToken}, nil
}

// mayStand wants groups and subnets of the VPC, one subnet a zone, with room.
func (r *Region) mayStand(e *Endpoint, subnets []string) error {
	if err := r.checkGroups(e.Groups, e.VPC, e.VPC); err != nil {
		return err
	}
	zones := map[string]bool{}
	for _, id := range e.Subnets {
		zones[r.Subnets.Find(id).Zone] = true
	}
	for _, id := range subnets {
		sn, err := find(&r.Subnets, subnetKind, id)
		switch {
		case err != nil:
			return err
		case sn.VPC != e.VPC:
			return cloud.Errorf("InvalidParameter", "Subnet %s does not belong to network %s.", id, e.VPC)
		case zones[sn.Zone]:
			return cloud.Errorf("DuplicateSubnetsInSameZone", "Found another VPC endpoint subnet in the availability zone of %s", id)
		case sn.FreeAddresses() < 1:
			return cloud.Errorf("InsufficientFreeAddressesInSubnet", "The specified subnet does not have enough free addresses to satisfy the request.")
		}
		zones[sn.Zone] = true
	}
	return nil
}

// mayTakeName checks that the service's own name can lead to an endpoint.
// docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html
func (r *Region) mayTakeName(e *Endpoint) error {
	if !e.PrivateDNS {
		return nil
	}
	if v := r.VPCs.Find(e.VPC); !v.DNSSupport || !v.DNSHostnames {
		return cloud.Errorf("InvalidParameter", "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for %s", e.VPC)
	}
	if has(&r.Endpoints, func(x *Endpoint) bool {
		return x.ID != e.ID && x.VPC == e.VPC && x.Service == e.Service && x.PrivateDNS && x.Type == "Interface"
	}) {
		name := serviceNamed(r.Scope.Region, e.Service).privateDNS(r.Scope.Region)
		return cloud.Errorf("InvalidParameter", "private-dns-enabled cannot be set because there is already a conflicting DNS domain for %s in the VPC %s", name, e.VPC)
	}
	return nil
}

// serve puts an endpoint's interface into a subnet.
func (r *Region) serve(w *cloud.World, e *Endpoint, subnet string) {
	eni, err := r.addInterface(w, wantedInterface{subnet: subnet, kind: endpointInterface, description: "VPC Endpoint Interface " + e.ID, groups: e.Groups})
	if err != nil {
		return // mayStand made sure that there is room
	}
	eni.Attachment, eni.Attached, eni.DeviceIndex = w.ID(r.Scope, "ela-attach"), w.Now, 1
	e.Subnets, e.Interfaces = append(e.Subnets, subnet), append(e.Interfaces, eni.ID)
}

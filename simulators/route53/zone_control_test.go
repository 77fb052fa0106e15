package route53_test

import (
	"slices"
	"strings"
	"testing"

	"skylab/simulators/cloud"
	"skylab/simulators/route53"
)

func vpcIn(id string) route53.VPCIn {
	return route53.VPCIn{VPCRegion: new("us-east-1"), VPCId: &id}
}

// TestPrivateZoneOfAnotherAccount: the zone's owner authorises, the VPC's owner
// associates; without either it is refused.
func TestPrivateZoneOfAnotherAccount(t *testing.T) {
	l := newLab()
	id := l.zone(t, "shop.internal", "vpc-mine")
	l.vpcs["vpc-theirs"] = "444455556666"
	theirs := l.call()
	theirs.Account = "444455556666"
	associate := func(c *cloud.Call) error {
		_, err := l.state.AssociateVPCWithHostedZone(c, route53.AssociateVPCWithHostedZoneInput{HostedZoneId: id, VPC: vpcIn("vpc-theirs")})
		return err
	}
	if err := associate(l.call()); code(err) != "NotAuthorizedException" {
		t.Errorf("the owner for another account's VPC: %v", err)
	}
	if err := associate(theirs); code(err) != "NoSuchHostedZone" {
		t.Errorf("the other account before it was authorised: %v", err)
	}
	if _, err := l.state.CreateVPCAssociationAuthorization(l.call(), route53.CreateVPCAssociationAuthorizationInput{HostedZoneId: id, VPC: vpcIn("vpc-theirs")}); err != nil {
		t.Fatal(err)
	}
	if err := associate(theirs); err != nil {
		t.Errorf("the other account after it was authorised: %v", err)
	}
	if err := associate(theirs); code(err) != "ConflictingDomainExists" {
		t.Errorf("once more: %v", err)
	}
	seen, err := l.state.ListHostedZonesByVPC(theirs, route53.ListHostedZonesByVPCInput{VPCId: "vpc-theirs", VPCRegion: "us-east-1"})
	if err != nil || len(seen.HostedZoneSummaries) != 1 || *seen.HostedZoneSummaries[0].Owner.OwningAccount != learner {
		t.Errorf("what the other VPC sees: %+v, %v", seen, err)
	}
	for i, vpc := range []string{"vpc-theirs", "vpc-mine"} {
		_, err := l.state.DisassociateVPCFromHostedZone(l.call(), route53.DisassociateVPCFromHostedZoneInput{HostedZoneId: id, VPC: vpcIn(vpc)})
		if want := []string{"", "LastVPCAssociation"}[i]; code(err) != want {
			t.Errorf("%s: %v, want %s", vpc, err, want)
		}
	}
}

// TestNameServersOfZones: zones that overlap share no server; a reusable set
// is shared by zones that do not overlap.
func TestNameServersOfZones(t *testing.T) {
	l := newLab()
	taken := map[string]bool{}
	for _, name := range []string{"example.com", "example.com", "shop.example.com", "a.shop.example.com"} {
		l.world.Now += cloud.Second
		z := l.state.Zone(l.zone(t, name))
		if len(z.NameServers) != 4 {
			t.Fatalf("%v", z.NameServers)
		}
		tops := map[string]bool{}
		for _, n := range z.NameServers {
			if taken[n] {
				t.Errorf("%s has a server that a zone above or below it has", name)
			}
			taken[n] = true
			tops[n[strings.Index(n, ".awsdns-")+10:]] = true
		}
		if len(tops) != 4 {
			t.Errorf("the servers are in %v", tops)
		}
	}
	set, err := l.state.CreateReusableDelegationSet(l.call(), route53.CreateReusableDelegationSetInput{CallerReference: "1"})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"example.net", "example.org"} {
		out, err := l.state.CreateHostedZone(l.call(), route53.CreateHostedZoneInput{Name: name, CallerReference: name, DelegationSetId: set.DelegationSet.Id})
		if err != nil || !slices.Equal(out.DelegationSet.NameServers, set.DelegationSet.NameServers) {
			t.Errorf("%s: %v, %v", name, out.DelegationSet.NameServers, err)
		}
	}
	if _, err := l.state.CreateHostedZone(l.call(), route53.CreateHostedZoneInput{Name: "www.example.net", CallerReference: "w", DelegationSetId: set.DelegationSet.Id}); code(err) != "ConflictingDomainExists" {
		t.Errorf("a zone below one of the same set: %v", err)
	}
	if _, err := l.state.DeleteReusableDelegationSet(l.call(), route53.DeleteReusableDelegationSetInput{Id: *set.DelegationSet.Id}); code(err) != "DelegationSetInUse" {
		t.Errorf("deleting a set in use: %v", err)
	}
}

// TestRegistry: the parent zone answers with the old servers until the registry
// is done; one request at a time; two servers at least.
func TestRegistry(t *testing.T) {
	l := newLab()
	update := func(names ...string) (string, error) {
		var list []route53.Nameserver
		for _, n := range names {
			list = append(list, route53.Nameserver{Name: &n})
		}
		out, err := l.state.UpdateDomainNameservers(l.call(), route53.UpdateDomainNameserversInput{DomainName: "Lunchbell.example.com", Nameservers: list})
		return out.OperationId, err
	}
	for want, names := range map[string][]string{
		"TLDRulesViolation": {"ns1.example.net"}, "InvalidInput": {"ns1.example.net", "NS1.example.net."},
	} {
		if _, err := update(names...); code(err) != want {
			t.Errorf("%q: %v, want %s", names, err, want)
		}
	}
	if _, err := update("ns1.lunchbell.example.com", "ns2.example.net"); code(err) != "InvalidInput" {
		t.Error("a server in the domain itself without its address was taken")
	}
	id, err := update("ns-1.awsdns-00.com", "ns-513.awsdns-00.net")
	if err != nil {
		t.Fatal(err)
	}
	status := func() string {
		out, err := l.state.GetOperationDetail(l.call(), route53.GetOperationDetailInput{OperationId: id})
		if err != nil {
			t.Fatal(err)
		}
		return out.Status
	}
	delegated := func() string {
		d, _ := l.state.Registered("www.lunchbell.example.com.")
		return d.Delegated(l.world.Now)[0]
	}
	if _, err := update("ns-1.awsdns-00.com", "ns-514.awsdns-00.net"); code(err) != "DuplicateRequest" {
		t.Errorf("a second request: %v", err)
	}
	if status() != "IN_PROGRESS" || delegated() != "ns1.parked.example.net" {
		t.Errorf("at once: %s, %s", status(), delegated())
	}
	l.world.Now += 5 * cloud.Minute
	if status() != "SUCCESSFUL" || delegated() != "ns-1.awsdns-00.com" {
		t.Errorf("after five minutes: %s, %s", status(), delegated())
	}
}

// TestPages walks lists page by page and finds each thing once.
func TestPages(t *testing.T) {
	l := newLab()
	for _, n := range []string{"c.example.com", "a.example.net", "b.example.com", "a.example.com", "z.example.org"} {
		l.zone(t, n)
	}
	var byAge, byName []string
	marker := (*string)(nil)
	for {
		out, err := l.state.ListHostedZones(l.call(), route53.ListHostedZonesInput{Marker: marker, MaxItems: new("2")})
		if err != nil {
			t.Fatal(err)
		}
		for _, z := range out.HostedZones {
			byAge = append(byAge, z.Name)
		}
		if marker = out.NextMarker; !out.IsTruncated {
			break
		}
	}
	in := route53.ListHostedZonesByNameInput{MaxItems: new("2"), DNSName: new("a.example.com")}
	for {
		out, err := l.state.ListHostedZonesByName(l.call(), in)
		if err != nil {
			t.Fatal(err)
		}
		for _, z := range out.HostedZones {
			byName = append(byName, z.Name)
		}
		if in.DNSName, in.HostedZoneId = out.NextDNSName, out.NextHostedZoneId; !out.IsTruncated {
			break
		}
	}
	if want := []string{"c.example.com.", "a.example.net.", "b.example.com.", "a.example.com.", "z.example.org."}; !slices.Equal(byAge, want) {
		t.Errorf("by age: %v", byAge)
	}
	if want := []string{"a.example.com.", "b.example.com.", "c.example.com.", "a.example.net.", "z.example.org."}; !slices.Equal(byName, want) {
		t.Errorf("by name: %v", byName)
	}
	if _, err := l.state.ListHostedZones(l.call(), route53.ListHostedZonesInput{MaxItems: new("-1")}); code(err) != "InvalidInput" {
		t.Errorf("-1 items: %v", err)
	}
}

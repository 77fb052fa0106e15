package route53

import "skylab/simulators/cloud"

// Operations is the services' whole table, in the order of the help.
var Operations = []cloud.Op{
	cloud.Operation("route53", "AssociateVPCWithHostedZone", "lets a VPC see a private zone", (*State).AssociateVPCWithHostedZone),
	cloud.Operation("route53", "ChangeCidrCollection", "puts blocks into the locations of a CIDR collection, or takes them out", (*State).ChangeCidrCollection),
	cloud.Operation("route53", "ChangeResourceRecordSets", "creates, changes and deletes records: the whole batch or nothing", (*State).ChangeResourceRecordSets),
	cloud.Operation("route53", "ChangeTagsForResource", "sets and takes off tags of a zone or health check", (*State).ChangeTagsForResource),
	cloud.Operation("route53", "CreateCidrCollection", "makes a CIDR collection for IP-based routing", (*State).CreateCidrCollection),
	cloud.Operation("route53", "CreateHealthCheck", "makes a health check", (*State).CreateHealthCheck),
	cloud.Operation("route53", "CreateHostedZone", "makes a public or private zone", (*State).CreateHostedZone),
	cloud.Operation("route53", "CreateReusableDelegationSet", "makes a set of four name servers for several zones", (*State).CreateReusableDelegationSet),
	cloud.Operation("route53", "CreateVPCAssociationAuthorization", "lets another account associate its VPC with a private zone", (*State).CreateVPCAssociationAuthorization),
	cloud.Operation("route53", "DeleteCidrCollection", "takes an empty CIDR collection away", (*State).DeleteCidrCollection),
	cloud.Operation("route53", "DeleteHealthCheck", "takes a health check away", (*State).DeleteHealthCheck),
	cloud.Operation("route53", "DeleteHostedZone", "takes a zone away that has no records of your own", (*State).DeleteHostedZone),
	cloud.Operation("route53", "DeleteReusableDelegationSet", "takes a reusable set away that no zone has", (*State).DeleteReusableDelegationSet),
	cloud.Operation("route53", "DeleteVPCAssociationAuthorization", "takes back what another account was allowed", (*State).DeleteVPCAssociationAuthorization),
	cloud.Operation("route53", "DisassociateVPCFromHostedZone", "takes a private zone out of a VPC's sight", (*State).DisassociateVPCFromHostedZone),
	cloud.Reader("route53", "GetAccountLimit", "tells a quota of the account", (*State).GetAccountLimit),
	cloud.Reader("route53", "GetChange", "tells whether a change has reached all name servers", (*State).GetChange),
	cloud.Reader("route53", "GetCheckerIpRanges", "lists the addresses that health checkers ask from", (*State).GetCheckerIpRanges),
	cloud.Reader("route53", "GetGeoLocation", "tells whether geolocation records may name a location", (*State).GetGeoLocation),
	cloud.Reader("route53", "GetHealthCheck", "tells the settings of a health check", (*State).GetHealthCheck),
	cloud.Reader("route53", "GetHealthCheckCount", "counts the account's health checks", (*State).GetHealthCheckCount),
	cloud.Reader("route53", "GetHealthCheckLastFailureReason", "tells each checker's last failure", (*State).GetHealthCheckLastFailureReason),
	cloud.Reader("route53", "GetHealthCheckStatus", "tells what each checker met last", (*State).GetHealthCheckStatus),
	cloud.Reader("route53", "GetHostedZone", "tells of a zone and its name servers", (*State).GetHostedZone),
	cloud.Reader("route53", "GetHostedZoneCount", "counts the account's zones", (*State).GetHostedZoneCount),
	cloud.Reader("route53", "GetHostedZoneLimit", "tells a quota of a zone", (*State).GetHostedZoneLimit),
	cloud.Reader("route53", "GetReusableDelegationSet", "tells of a reusable set of name servers", (*State).GetReusableDelegationSet),
	cloud.Reader("route53", "ListCidrBlocks", "lists the blocks of a CIDR collection", (*State).ListCidrBlocks),
	cloud.Reader("route53", "ListCidrCollections", "lists the CIDR collections", (*State).ListCidrCollections),
	cloud.Reader("route53", "ListCidrLocations", "lists the locations of a CIDR collection", (*State).ListCidrLocations),
	cloud.Reader("route53", "ListGeoLocations", "lists the locations that geolocation records may name", (*State).ListGeoLocations),
	cloud.Reader("route53", "ListHealthChecks", "lists the health checks", (*State).ListHealthChecks),
	cloud.Reader("route53", "ListHostedZones", "lists the zones", (*State).ListHostedZones),
	cloud.Reader("route53", "ListHostedZonesByName", "lists the zones by name", (*State).ListHostedZonesByName),
	cloud.Reader("route53", "ListHostedZonesByVPC", "lists the private zones that a VPC sees", (*State).ListHostedZonesByVPC),
	cloud.Reader("route53", "ListResourceRecordSets", "lists the records of a zone", (*State).ListResourceRecordSets),
	cloud.Reader("route53", "ListReusableDelegationSets", "lists the reusable sets of name servers", (*State).ListReusableDelegationSets),
	cloud.Reader("route53", "ListTagsForResource", "lists the tags of a zone or health check", (*State).ListTagsForResource),
	cloud.Reader("route53", "ListVPCAssociationAuthorizations", "lists the VPCs of other accounts that may see a private zone", (*State).ListVPCAssociationAuthorizations),
	cloud.Reader("route53", "TestDNSAnswer", "tells what the zone's name servers answer to a resolver", (*State).TestDNSAnswer),
	cloud.Operation("route53", "UpdateHealthCheck", "changes a health check", (*State).UpdateHealthCheck),
	cloud.Operation("route53", "UpdateHostedZoneComment", "changes a zone's comment", (*State).UpdateHostedZoneComment),
	cloud.Reader("route53domains", "GetDomainDetail", "tells of a domain that the account registered", (*State).GetDomainDetail),
	cloud.Reader("route53domains", "GetOperationDetail", "tells whether the registry has made a change", (*State).GetOperationDetail),
	cloud.Reader("route53domains", "ListDomains", "lists the domains that the account registered", (*State).ListDomains),
	cloud.Reader("route53domains", "ListOperations", "lists what the registrar was asked for", (*State).ListOperations),
	cloud.Operation("route53domains", "UpdateDomainNameservers", "delegates a domain to other name servers", (*State).UpdateDomainNameservers),
}

// Events is the table of what can fall due: nothing. Propagation, the registry
// and the checkers are functions of the clock.
var Events = []cloud.On{}

package vpc

// Codes of reasons that refuse. They are Reachability Analyzer's explanation
// codes wherever AWS has one.
// docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html
const (
	CodeBadState           = "BAD_STATE"                                     // not running, not available
	CodeBadAttachment      = "BAD_STATE_ATTACHMENT"                          // an interface that is attached to nothing
	CodeBadRoute           = "BAD_STATE_ROUTE"                               // blackhole
	CodeAddressRestriction = "ENI_ADDRESS_RESTRICTION"                       // sends with a source that is not its own
	CodeGroupsMismatch     = "ENI_SG_RULES_MISMATCH"                         // rules, none of which matches
	CodeSourceDestCheck    = "ENI_SOURCE_DEST_CHECK_RESTRICTION"             // asked to forward, but the check is on
	CodeSpoofed            = "GATEWAY_REJECTS_SPOOFED_TRAFFIC"               // from outside with a source of the VPC
	CodeIGWDstPrivate      = "IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS" // a private destination sent to the internet
	CodeIGWDstShared       = "IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS" // the same for 100.64.0.0/10
	CodeIGWNoPrivate       = "IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS"        // from outside to what is no public address
	CodeIGWNoPublic        = "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS"          // to the internet without a public address
	CodeIGWSrcPrivate      = "IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS"     // from outside with a private source
	CodeIGWSrcShared       = "IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS"     // the same for 100.64.0.0/10
	CodeNATKeepsDst        = "NGW_DEST_ADDRESS_PRESERVATION"                 // a NAT gateway takes no new connection from outside
	CodeNATForeignSource   = "NGW_REQUIRES_SOURCE_IN_VPC"                    // a NAT gateway serves its own VPC only
	CodeNATReassigns       = "NGW_SOURCE_ADDRESS_REASSIGN"                   // an answer that would get another source
	CodeNoDestination      = "NO_POSSIBLE_DESTINATION"                       // nobody has the address
	CodeNoRoute            = "NO_ROUTE_TO_DESTINATION"                       // the table has no line for it
	CodePeerRange          = "PCX_REQUIRES_ADDRESS_IN_VPC_CIDR"              // peering carries only from one VPC's range to the other's
	CodeProtocol           = "PROTOCOL_RESTRICTION"                          // a NAT gateway knows TCP, UDP and ICMP
	CodeRegionalNATZone    = "REGIONAL_NGW_ROUTE_AZ_RESTRICTION"             // a regional NAT gateway that is not in the sender's zone
	CodeGroupNoRules       = "SG_HAS_NO_RULES"                               // no rule at all in this direction
	CodeReferenceLost      = "SG_REFERENCES_NOT_PRESERVED"                   // a reference would match, had nothing in between hidden the sender
	CodeACL                = "SUBNET_ACL_RESTRICTION"                        // the first matching entry, or the closing *, denies
	CodeUnsupported        = "UNSUPPORTED_COMPONENT"                         // not simulated: the trace cannot tell
	CodeUnknownResource    = "UNKNOWN_RESOURCE"                              // the far end of a peering is not in this world
	CodeWrongVPC           = "IGW_DESTINATION_ADDRESS_IN_VPC_CIDRS"          // in through the gateway of another VPC
	CodeCannotRoute        = "CANNOT_ROUTE"                                  // a route that does not match the destination
	CodeEndpointProtocol   = "VPCE_GATEWAY_PROTOCOL_RESTRICTION"             // a gateway endpoint takes TCP and ICMP echo
	CodeEndpointInitiates  = "VPCE_INTRA_VPC_TRAFFIC"                        // an endpoint begins no connection
	CodeMoreSpecific       = "MORE_SPECIFIC_ROUTE"                           // passed over: another route is longer
	CodeHigherPriority     = "HIGHER_PRIORITY_ROUTE"                         // passed over: another of the same length comes first
)

// Codes of refusals for which AWS has none.
const (
	CodeHostFailed   = "HOST_FAILED"
	CodeZoneFailed   = "ZONE_FAILED"
	CodeRegionFailed = "REGION_FAILED"
	CodeRouteLoop    = "ROUTE_LOOP"          // came to the same gateway again
	CodeOutboundOnly = "EIGW_OUTBOUND_ONLY"  // an egress-only gateway lets no connection in
	CodeIPv6Only     = "EIGW_IPV6_ONLY"      // and knows no IPv4
	CodePolicyDenies = "VPCE_POLICY_DENIES"  // the endpoint's policy does not allow the bucket
	CodeDNSOff       = "DNS_SUPPORT_OFF"     // the VPC's resolver is switched off
	CodeElsewhere    = "DELIVERED_ELSEWHERE" // somebody else has that address there
)

// Codes of what lets a packet through.
const (
	CodeSends      = "SENDS"
	CodeReceives   = "RECEIVES"
	CodeGroupRule  = "SG_RULE_ALLOWS"
	CodeTracked    = "SG_TRACKED" // the answer to what was let through
	CodeACLAllows  = "ACL_RULE_ALLOWS"
	CodeRoute      = "ROUTE_MATCHES"
	CodeNeighbours = "SAME_SUBNET"
	CodeLinkLocal  = "LINK_LOCAL_SERVICE"
	CodeIGWPasses  = "IGW_PASSES" // with 1:1 translation where the packet changed
	CodeEIGWPasses = "EIGW_PASSES"
	CodeNATs       = "NGW_TRANSLATES"
	CodeNATsBack   = "NGW_TRANSLATES_BACK"
	CodePeerPasses = "PCX_PASSES"
	CodeEndpoint   = "VPCE_PASSES"
	CodeForwards   = "HOST_FORWARDS" // an instance passes on what is not for it
)

// RefusalCodes lists every code with which a trace can refuse, or fail to tell.
func RefusalCodes() []string {
	return []string{
		CodeBadState, CodeBadAttachment, CodeBadRoute, CodeAddressRestriction, CodeGroupsMismatch, CodeSourceDestCheck,
		CodeSpoofed, CodeIGWDstPrivate, CodeIGWDstShared, CodeIGWNoPrivate, CodeIGWNoPublic, CodeIGWSrcPrivate,
		CodeIGWSrcShared, CodeNATKeepsDst, CodeNATForeignSource, CodeNATReassigns, CodeNoDestination, CodeNoRoute,
		CodePeerRange, CodeProtocol, CodeRegionalNATZone, CodeGroupNoRules, CodeReferenceLost, CodeACL, CodeUnsupported,
		CodeUnknownResource, CodeWrongVPC, CodeCannotRoute, CodeEndpointProtocol, CodeEndpointInitiates, CodeMoreSpecific,
		CodeHigherPriority, CodeHostFailed, CodeZoneFailed, CodeRegionFailed, CodeRouteLoop, CodeOutboundOnly, CodeIPv6Only,
		CodePolicyDenies, CodeDNSOff, CodeElsewhere,
	}
}

// Package vpc simulates Amazon VPC and the part of EC2 that a network needs.
//
// What follows is the lab's page of limits, too: what is modelled as AWS
// documents it, what is made simpler, and what is left out. Each line names
// AWS's page about it, under docs.aws.amazon.com. What is modelled was held
// against those pages on 2026-11-20: the user guides in their published source
// of June 2023 together with the later changes that AWS's pages list, the API
// as botocore 1.43 describes it.
//
// # Networks: modelled
//
//   - VPCs of /16 to /28, host bits cleared, up to five ranges; which range goes
//     with which, and not where a route already leads or a peer already lives
//     (vpc/latest/userguide/vpc-cidr-blocks.html).
//   - Subnets of /16 to /28 in one zone, five addresses of each reserved, no two
//     overlapping (vpc/latest/userguide/subnet-sizing.html).
//   - The default VPC, made on the first call to a Region: 172.31.0.0/16, a /20
//     in each zone, an internet gateway (vpc/latest/userguide/default-vpc.html).
//   - Zone IDs that are the same for all; zone names mapped per account only in
//     the nine oldest Regions and for accounts made before November 2025
//     (global-infrastructure/latest/regions/az-ids.html). The lab's account is
//     new.
//   - Route tables: main and custom, associations with subnets and internet
//     gateways, routes more specific than the local one, local routes that lead
//     elsewhere, routes by prefix list, blackholes
//     (vpc/latest/userguide/VPC_Route_Tables.html).
//   - Network ACLs: numbered rules in both directions, the closing deny, rules
//     for IPv6 that appear with the VPC's first IPv6 range
//     (vpc/latest/userguide/vpc-network-acls.html).
//   - Security groups: rules by range, prefix list and group, groups of peered
//     VPCs in the same Region, stale rules, rule IDs; a prefix list counts as its
//     greatest size (vpc/latest/userguide/security-group-rules.html).
//   - IPv6: a /56 of Amazon's for a VPC, a /64 of it for a subnet, egress-only
//     gateways (vpc/latest/userguide/egress-only-internet-gateway.html).
//   - Prefix lists of one's own, and AWS's for S3 and DynamoDB
//     (vpc/latest/userguide/managed-prefix-lists.html).
//   - Tags, up to 50 to a resource (AWSEC2/latest/UserGuide/Using_Tags.html), and
//     filters with * and ? (AWSEC2/latest/UserGuide/Using_Filtering.html).
//   - Quotas at AWS's defaults, in force, and raised by service-quotas
//     (vpc/latest/userguide/amazon-vpc-limits.html).
//   - What has to be gone before something can be deleted, and the errors' codes
//     (AWSEC2/latest/APIReference/errors-overview.html).
//
// # Networks: simplified
//
//   - Changes take effect at once. What AWS reports as associating,
//     disassociating, create-in-progress or modify-in-progress is reported so by
//     the call that makes the change, and is done by the next call; a new VPC is
//     pending for one second (AWSEC2/latest/APIReference/API_VpcCidrBlockState.html).
//   - A request for a higher quota is granted at once when AWS could grant it; in
//     life it is pending for minutes or days
//     (servicequotas/latest/userguide/request-quota-increase.html). The account
//     begins with 64 vCPUs, not with a new account's 5.
//   - A dry run answers what the call itself would have answered, errors of every
//     kind included; AWS promises to check only permissions
//     (AWSEC2/latest/APIReference/API_CreateVpc.html, DryRun).
//   - Private addresses are drawn by the lab; AWS does not say how it chooses.
//     A subnet without a named zone is made in the Region's first; AWS chooses
//     one (AWSEC2/latest/APIReference/API_CreateSubnet.html).
//   - Errors have AWS's codes. AWS documents few of the sentences; those that
//     could not be found in print are the lab's own
//     (AWSEC2/latest/APIReference/errors-overview.html).
//   - The ranges of AWS's prefix lists are cut from AWS's own blocks, but which
//     Region has which is made up, and so are the list IDs of Regions for which
//     no page prints them
//     (vpc/latest/userguide/working-with-aws-managed-prefix-lists.html). IPv6
//     ranges are drawn from Amazon's blocks in the same way.
//   - The letters of zones in the nine oldest Regions, as a new account sees
//     them, are numbered in order where no page prints them
//     (global-infrastructure/latest/regions/aws-availability-zones.html).
//   - Of the Regions that have to be enabled first, none is; calls to them fail
//     as they do in life (accounts/latest/reference/manage-acct-regions.html).
//   - Lists come in the order of creation; AWS promises none.
//
// # Networks: left out
//
//   - Virtual private gateways, VPN, Direct Connect, transit gateways, Cloud WAN
//     (vpc/latest/userguide/extend-intro.html).
//   - IPAM, addresses of one's own (BYOIP), IPv6-only subnets, more than one IPv6
//     range to a subnet (vpc/latest/ipam/what-it-is-ipam.html).
//   - DHCP option sets: each VPC has the Region's default one, by ID only
//     (vpc/latest/userguide/VPC_DHCP_Options.html).
//   - VPC sharing, security groups shared over VPCs, prefix lists shared with
//     other accounts or restored to an older version
//     (vpc/latest/userguide/vpc-sharing.html).
//   - VPC Block Public Access, VPC encryption controls, flow logs, traffic
//     mirroring (vpc/latest/userguide/security-vpc-bpa.html).
//   - Gateway Load Balancer endpoints, Network Firewall, Local Zones, Wavelength
//     Zones, Outposts, carrier gateways
//     (vpc/latest/userguide/Extend_VPCs.html).
//   - Network Address Usage and quotas that only slow a network down
//     (vpc/latest/userguide/network-address-usage.html).
//   - Permissions: every call is allowed to the lab's user.
package vpc

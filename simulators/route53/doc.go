// Package route53 simulates Amazon Route 53: hosted zones and their records,
// health checks, and the registrar that delegates domains.
//
// What follows is the lab's page of limits, too: what is modelled as AWS
// documents it, what is made simpler, and what is left out. Each line names
// AWS's page about it, under docs.aws.amazon.com. What is modelled was held
// against those pages on 2026-11-20; the API is as botocore 1.43 describes it.
//
// # Zones and records: modelled
//
//   - Public zones with four name servers of their own, private zones seen from
//     VPCs (of other accounts, too, once authorised), reusable delegation sets;
//     two zones that overlap never share a name server
//     (Route53/latest/APIReference/API_CreateHostedZone.html).
//   - The NS and SOA records that a zone is born with; the apex never loses them
//     (Route53/latest/DeveloperGuide/SOA-NSrecords.html).
//   - ChangeResourceRecordSets: a batch is made whole or not at all, and
//     everything that is wrong with it is told at once; 1,000 records and 32,000
//     characters, UPSERT counted twice
//     (Route53/latest/APIReference/API_ChangeResourceRecordSets.html).
//   - PENDING and INSYNC: the API shows a change at once, the four name servers
//     one after the other, all within a minute
//     (Route53/latest/APIReference/API_GetChange.html).
//   - Names with escapes, 63 bytes a label and 255 a name; wildcards in the
//     leftmost label, not of NS records
//     (Route53/latest/DeveloperGuide/DomainNameFormat.html).
//   - The syntax of the values of seventeen types of records
//     (Route53/latest/DeveloperGuide/ResourceRecordTypes.html).
//   - What may stand beside what: a CNAME alone and never at the apex; one
//     routing policy for a name and type, each record in a place of its own
//     (Route53/latest/APIReference/API_ResourceRecordSet.html).
//   - Aliases to records of the same zone, to load balancers, CloudFront and S3
//     websites, by the hosted zone of each
//     (Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html).
//   - CIDR collections: IPv4 /1 to /24, IPv6 /1 to /48, no host bits
//     (Route53/latest/DeveloperGuide/routing-policy-ipbased.html).
//   - The order of lists: labels reversed, then type, then set identifier
//     (Route53/latest/APIReference/API_ListResourceRecordSets.html).
//   - Quotas at AWS's defaults, in force
//     (Route53/latest/DeveloperGuide/DNSLimitations.html).
//
// # Health checks: modelled
//
//   - Checkers in eight Regions that ask every 10 or 30 seconds, each at moments
//     of its own; one to ten probes in a row change a checker's mind; the
//     endpoint is healthy while more than 18 % of the checkers say so
//     (Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html).
//   - HTTP, HTTPS, TCP and the text in the first 5,120 bytes, with their
//     timeouts; certificates are not looked at
//     (Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html).
//   - What the checkers see of instances is what the network lets through from
//     their addresses: groups, lists, routes, listeners, faults
//     (Route53/latest/DeveloperGuide/dns-failover-router-firewall-rules.html).
//   - Calculated checks on up to 256 children, none of them calculated
//     (Route53/latest/DeveloperGuide/health-checks-creating-values.html).
//   - Checks that follow the data of a CloudWatch alarm, not its state:
//     SetAlarmState moves nothing
//     (Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html).
//   - Inverted and disabled checks; a new check is healthy until its checkers
//     know better (Route53/latest/APIReference/API_HealthCheckConfig.html).
//
// # The registrar: modelled
//
//   - The story's domain, lunchbell.example.com, registered and delegated to
//     servers that know nothing of it, until UpdateDomainNameservers delegates it;
//     the registry takes some minutes
//     (Route53/latest/APIReference/API_domains_UpdateDomainNameservers.html).
//
// # Answers: modelled
//
//   - All eight routing policies, over aliases nested in each other, with the
//     health of every record; a branch whose targets are all unhealthy is backed
//     out of where EvaluateTargetHealth says so; when nothing is healthy
//     everything counts as healthy
//     (Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html).
//   - Weights, 0 among them: only when all others are unhealthy, or all are 0
//     (Route53/latest/DeveloperGuide/resource-record-sets-values-weighted.html).
//   - Geolocation by state, country, continent, default; an unhealthy record gives
//     way to the next larger area; nothing fits: an empty answer
//     (Route53/latest/DeveloperGuide/routing-policy-geo.html).
//   - Geoproximity with bias, d·(1 - b/100) and d/(1 + b/100), distances along the
//     globe (Route53/latest/DeveloperGuide/routing-policy-geoproximity.html).
//   - IP-based: the longest block that holds the whole subnet; the default
//     (Route53/latest/DeveloperGuide/routing-policy-ipbased.html).
//   - Up to eight healthy multivalue records at random
//     (Route53/latest/DeveloperGuide/routing-policy-multivalue.html).
//   - Wildcards, CNAMEs within the zone, delegated subzones with glue, NXDOMAIN and
//     empty answers with the SOA
//     (Route53/latest/DeveloperGuide/SOA-NSrecords.html).
//   - Private zones: the most specific one answers, and what it lacks does not
//     exist; both DNS settings of the VPC must be on
//     (Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html).
//   - Who asks is the client's subnet where the resolver passes it on, else the
//     resolver (Route53/latest/DeveloperGuide/routing-policy-edns0.html).
//
// # Resolvers: modelled
//
//   - From the root down: com, example.com, the registered domain, subzones; name
//     servers that do not exist, refuse, or are mistyped
//     (Route53/latest/DeveloperGuide/welcome-dns-service.html).
//   - Caches until the TTL ends, of records, of delegations, of negative answers
//     (the lesser of the SOA's TTL and its last number: 900 s); by client subnet
//     where the answer depends on it
//     (Route53/latest/DeveloperGuide/SOA-NSrecords.html; RFC 2308, RFC 7871).
//   - A provider's resolver in each of 210 cities; 8.8.8.8, 1.1.1.1 and 9.9.9.9 at
//     the nearest of 50 places; of these the first passes the client's subnet on
//     (Route53/latest/DeveloperGuide/routing-policy-edns0.html).
//   - A VPC's own resolver (Route53/latest/DeveloperGuide/resolver.html).
//
// # Simplified
//
//   - Latency is what CloudPing.co measured between Regions in the year before
//     2025-07-17; from a city to the nearest Regions it is 1 ms and 0.015 ms/km
//     there and back, the lab's own formula. AWS measures users' networks, and
//     its table changes
//     (Route53/latest/DeveloperGuide/routing-policy-latency.html).
//   - Cities and how many people live there are Natural Earth's. Everybody is a
//     user; 72 % ask their provider's resolver, the rest public ones. A Region lies
//     in the city that AWS names for it
//     (Route53/latest/DeveloperGuide/routing-policy-geoproximity.html).
//   - Addresses have a place in the lab's own ranges only: 198.18.0.0/16 by city,
//     203.0.113.0/24 in Seoul. Any other is in no place that is known, and gets the
//     first record where a policy goes by latency or distance
//     (Route53/latest/DeveloperGuide/routing-policy-geo.html).
//   - What an unhealthy IP-based record gives way to AWS does not say; here it is
//     the next shorter block, then the default
//     (Route53/latest/DeveloperGuide/routing-policy-ipbased.html).
//   - Aliases in a circle, should there be any, end in SERVFAIL and are unhealthy
//     (Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html).
//   - Resolvers trust the parent's list of name servers, ask them from a drawn one
//     on, and do not remember failures; a VPC's keeps no answers of private zones;
//     delegations in example.com last an hour; the rest of example.com answers
//     with an address that is nobody's
//     (Route53/latest/DeveloperGuide/resolver.html).
//   - How long a change takes to reach the name servers (20 to 60 seconds) and
//     how long the registry takes (one to five minutes) are draws; AWS says
//     "generally within 60 seconds" and nothing about the registry
//     (Route53/latest/APIReference/API_GetChange.html).
//   - AWS does not say how many checkers ask in a Region; here there are two, one
//     in each of the older ranges of their addresses
//     (Route53/latest/APIReference/API_GetCheckerIpRanges.html).
//   - Any address on the internet that no lesson declared (the tool site does it)
//     and that nobody in the account ever had answers 200 on every port, as a
//     working shop does; connections take no time unless a lesson says so
//     (Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html).
//   - The messages of some refusals are the lab's own words where no example of
//     AWS's was found: rivals within a policy, geolocation and geoproximity
//     values, aliases that lead back to themselves, settings of health checks
//     (Route53/latest/APIReference/API_ChangeResourceRecordSets.html).
//   - Any name below cloudfront.net is taken for a distribution that exists
//     (Route53/latest/APIReference/API_AliasTarget.html).
//   - Subdivisions are the states of the United States; Ukraine's are missing
//     (Route53/latest/APIReference/API_GeoLocation.html).
//   - Route 53 keeps the last 64 changes of what a checker met in detail, and the
//     opinion that followed from those before
//     (Route53/latest/APIReference/API_GetHealthCheckLastFailureReason.html).
//
// # Left out
//
//   - Traffic policies of the visual editor and their instances; plain records do
//     what they do (Route53/latest/DeveloperGuide/traffic-flow.html).
//   - DNSSEC: signing, key-signing keys, DS records that are checked
//     (Route53/latest/DeveloperGuide/dns-configuring-dnssec.html).
//   - What browsers and operating systems keep besides the resolvers, prefetching,
//     answers that are served after their time; latency that changes by the hour
//     (Route53/latest/DeveloperGuide/best-practices-dns.html).
//   - Query logs, Route 53 Profiles, Resolver endpoints, rules and firewall,
//     accelerated recovery (Route53/latest/DeveloperGuide/resolver.html).
//   - Latency graphs and metrics of health checks; MeasureLatency is kept and
//     shown (Route53/latest/DeveloperGuide/monitoring-health-checks.html).
//   - Checks by routing controls of Application Recovery Controller
//     (r53recovery/latest/dg/routing-control.html).
//   - Registering, transferring and renewing domains, contacts and their privacy
//     (Route53/latest/DeveloperGuide/registrar.html).
//   - What queries and zones cost, beyond a zone's and a check's month
//     (Route53/latest/DeveloperGuide/Route53Pricing.html).
package route53

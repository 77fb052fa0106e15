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
//     servers where nobody answers, until UpdateDomainNameservers delegates it;
//     the registry takes some minutes
//     (Route53/latest/APIReference/API_domains_UpdateDomainNameservers.html).
//
// # Simplified
//
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

package vpc

import (
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/cloud/policy"
)

// Reads is what a program on a host of the account asks of a bucket when it
// fetches an object.
const Reads = "s3:GetObject"

// allows tells whether an endpoint's policy lets the account's hosts read from
// a bucket (BUCKET, or BUCKET/KEY). A policy that cannot be read allows nothing.
// docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
func (p *endpointNode) allows(account, bucket string) bool {
	if p.policy == "" {
		return true
	}
	d, err := policy.Parse(p.policy)
	if err != nil {
		return false
	}
	if !strings.Contains(bucket, "/") {
		bucket += "/index.html"
	}
	verdict, _ := d.Decide(policy.Request{
		Principal: "arn:aws:iam::" + account + ":user/you", Account: account,
		Action: Reads, Resource: "arn:aws:s3:::" + bucket,
	}, p.id)
	return verdict == cloud.Allowed
}

// EndpointAllows tells whether the policy of an endpoint lets the account read
// from a bucket: BUCKET or BUCKET/KEY. An endpoint that is gone allows nothing.
func (n *Network) EndpointAllows(id, bucket string) bool {
	i := n.index(id, refEndpoint)
	return i != none && n.endpoints[i].allows(n.account, bucket)
}

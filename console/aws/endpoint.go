package aws

import (
	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// homes are the services with one endpoint for the world: the Region in which
// their control plane runs. When that Region fails nothing of theirs can be
// changed or listed; who may call, and the answers of DNS, go on everywhere.
// docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/global-services.html
var homes = map[string]string{"iam": "us-east-1", "route53": "us-east-1", "route53domains": "us-east-1", "cloudfront": "us-east-1"}

// hosts are the names of endpoints that are not the command's name of the service.
var hosts = map[string]string{"cloudwatch": "monitoring", "elbv2": "elasticloadbalancing", "service-quotas": "servicequotas", "s3api": "s3"}

// unreachable is what a call ends in when its endpoint does not answer: a
// Region that does not exist, or one that has failed (fault region NAME).
func (c *call) unreachable() *failure {
	region, global := homes[c.service]
	if !global {
		region = c.globals.region
	}
	if len(vpc.Zones(region)) > 0 && !c.down(region) {
		return nil
	}
	host := first(hosts[c.service], c.service)
	if !global || c.service == "route53domains" {
		host += "." + region
	}
	if c.down(region) {
		c.d.World.Sleep(cloud.Second) // so that what asks until it is back comes to an end
	}
	return broken(`Could not connect to the endpoint URL: "https://` + host + `.amazonaws.com/"`)
}

func (c *call) down(region string) bool {
	for _, f := range c.d.World.VPC.FailedAt(c.d.World.Cloud.Now) {
		if f.Kind == "region" && f.Name == region {
			return true
		}
	}
	return false
}

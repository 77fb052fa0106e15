package lambda

import (
	"regexp"
	"strings"

	"skylab/simulators/cloud"
)

var rolePattern = regexp.MustCompile(`^arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+$`)

// checkRole wants a role that exists and trusts Lambda, and a caller who may
// hand it on. docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
func (s *State) checkRole(c *cloud.Call, role *string) error {
	if role == nil {
		return nil
	}
	if !rolePattern.MatchString(*role) {
		return invalid("role", *role, `Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+`)
	}
	q := cloud.Request{Action: "iam:PassRole", Resource: *role, Context: map[string]string{"iam:passedtoservice": "lambda.amazonaws.com"}}
	if d := c.Identity(q); !d.Allowed {
		return cloud.Refusal(codeDenied, c.Caller, q, d, "identity-based policy")
	}
	if strings.Split(*role, ":")[4] != c.Scope.Account {
		return cloud.Errorf(codeDenied, "Cross-account pass role is not allowed.")
	}
	if s.around.roles == nil {
		return nil
	}
	if exists, trusts := s.around.roles.Trusts(*role, "lambda.amazonaws.com"); !exists || !trusts {
		c.Because(cloud.Reason{Code: "ROLE_DOES_NOT_TRUST_LAMBDA", At: *role, Rule: -1, Verdict: cloud.Denied})
		return cloud.Errorf(codeInvalid, "The role defined for the function cannot be assumed by Lambda.")
	}
	return nil
}

// checkNetwork wants subnets and groups that exist.
func (s *State) checkNetwork(c *cloud.Call, v *VpcConfig) error {
	if v == nil || s.around.nets == nil {
		return nil
	}
	if len(v.SubnetIds) > 0 != (len(v.SecurityGroupIds) > 0) {
		return cloud.Errorf(codeInvalid, "SubnetIds and SecurityIds must coexist or be both empty list.")
	}
	for _, id := range v.SubnetIds {
		if s.around.nets.Subnet(c.Scope, id) == "" {
			return cloud.Errorf(codeInvalid, "Error occurred while DescribeSubnets. EC2 Error Code: InvalidSubnetID.NotFound. EC2 Error Message: The subnet ID '%s' does not exist", id)
		}
	}
	for _, id := range v.SecurityGroupIds {
		if !s.around.nets.Group(c.Scope, id) {
			return cloud.Errorf(codeInvalid, "Error occurred while DescribeSecurityGroups. EC2 Error Code: InvalidGroup.NotFound. EC2 Error Message: The security group '%s' does not exist", id)
		}
	}
	return nil
}

// checkDead wants a queue or a topic.
// docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq
func (s *State) checkDead(d *DeadLetterConfig) error {
	if d == nil || or(d.TargetArn, "") == "" {
		return nil
	}
	if kind := service(*d.TargetArn); kind != "sqs" && kind != "sns" {
		return invalid("deadLetterConfig.targetArn", *d.TargetArn, `Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()`)
	}
	return nil
}

var keyPattern = regexp.MustCompile(`^((arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|())$`)

// checkKey wants the form of an ARN, or nothing.
// docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
func checkKey(arn *string) error {
	if arn == nil || keyPattern.MatchString(*arn) {
		return nil
	}
	return invalid("kmsKeyArn", *arn, `Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()`)
}

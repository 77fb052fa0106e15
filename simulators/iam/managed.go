package iam

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"skylab/simulators/cloud"
)

// managed are AWS's own policies that the lab has: what their actions say of
// the services that are simulated here. Their texts are shorter than AWS's.
// docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html, read 2026-11-20
var managed = []struct {
	name, path, born, version, description string
	actions                                string // by spaces; one that begins with ! is of a NotAction
}{
	{"AdministratorAccess", "/", "2015-02-06T18:39:46Z", "v1", "Provides full access to AWS services and resources.", "*"},
	{"PowerUserAccess", "/", "2015-02-06T18:39:47Z", "v12", "Provides full access to AWS services and resources, but does not allow management of Users and groups.",
		"!iam:* !organizations:* !account:* account:ListRegions iam:CreateServiceLinkedRole iam:DeleteServiceLinkedRole iam:ListRoles organizations:DescribeOrganization"},
	{"ReadOnlyAccess", "/", "2015-02-06T18:39:48Z", "v182", "Provides read-only access to AWS services and resources.",
		"acm:Describe* acm:Get* acm:List* cloudtrail:Describe* cloudtrail:Get* cloudtrail:List* cloudtrail:LookupEvents cloudwatch:Describe* cloudwatch:Get* cloudwatch:List* " +
			"dynamodb:BatchGet* dynamodb:Describe* dynamodb:Get* dynamodb:List* dynamodb:Query dynamodb:Scan ec2:Describe* ec2:Get* ec2:SearchTransitGatewayRoutes elasticloadbalancing:Describe* " +
			"iam:Generate* iam:Get* iam:List* iam:Simulate* kms:Describe* kms:Get* kms:List* lambda:Get* lambda:List* logs:Describe* logs:FilterLogEvents logs:Get* logs:ListTagsForResource logs:StartQuery logs:StopQuery " +
			"rds:Describe* rds:List* route53:Get* route53:List* route53:Test* route53domains:Check* route53domains:Get* route53domains:List* route53resolver:Get* route53resolver:List* s3:Get* s3:List* " +
			"servicequotas:Get* servicequotas:List* sns:Get* sns:List* sqs:Get* sqs:List* sqs:Receive* sts:GetAccessKeyInfo sts:GetCallerIdentity sts:GetSessionToken tag:Get*"},
	{"IAMFullAccess", "/", "2015-02-06T18:40:38Z", "v2", "Provides full access to IAM via the AWS Management Console.", "iam:* organizations:DescribeOrganization"},
	{"IAMReadOnlyAccess", "/", "2015-02-06T18:40:39Z", "v4", "Provides read only access to IAM via the AWS Management Console.", "iam:GenerateCredentialReport iam:GenerateServiceLastAccessedDetails iam:Get* iam:List* iam:SimulateCustomPolicy iam:SimulatePrincipalPolicy"},
	{"AWSLambdaBasicExecutionRole", "/service-role/", "2015-04-09T15:03:43Z", "v1", "Provides write permissions to CloudWatch Logs.", "logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents"},
	{"AWSLambdaVPCAccessExecutionRole", "/service-role/", "2016-02-11T23:15:26Z", "v3", "Provides minimum permissions for a Lambda function to execute while accessing a resource within a VPC - create, describe, delete network interfaces and write permissions to CloudWatch Logs.",
		"logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents ec2:CreateNetworkInterface ec2:DescribeNetworkInterfaces ec2:DescribeSubnets ec2:DeleteNetworkInterface ec2:AssignPrivateIpAddresses ec2:UnassignPrivateIpAddresses"},
	{"AWSLambdaSQSQueueExecutionRole", "/service-role/", "2018-06-14T21:50:45Z", "v1", "Provides receive message, delete message, and read attribute access to SQS queues, and write permissions to CloudWatch logs.",
		"sqs:ReceiveMessage sqs:DeleteMessage sqs:GetQueueAttributes logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents"},
	{"AWSLambda_FullAccess", "/", "2020-11-17T21:14:08Z", "v7", "Grants full access to AWS Lambda service, AWS Lambda console features, and other related AWS services.",
		"lambda:* logs:DescribeLogGroups logs:DescribeLogStreams logs:FilterLogEvents logs:GetLogEvents cloudwatch:GetMetricData cloudwatch:ListMetrics ec2:DescribeSecurityGroups ec2:DescribeSubnets ec2:DescribeVpcs iam:GetPolicy iam:GetPolicyVersion iam:GetRole iam:GetRolePolicy iam:ListAttachedRolePolicies iam:ListRolePolicies iam:ListRoles iam:PassRole kms:ListAliases"},
	{"AWSLambda_ReadOnlyAccess", "/", "2020-11-17T21:10:32Z", "v5", "Grants read-only access to AWS Lambda service, AWS Lambda console features, and other related AWS services.",
		"lambda:Get* lambda:List* logs:DescribeLogGroups logs:DescribeLogStreams logs:FilterLogEvents logs:GetLogEvents cloudwatch:GetMetricData cloudwatch:ListMetrics iam:GetRole iam:ListRoles kms:ListAliases"},
	{"AWSKeyManagementServicePowerUser", "/", "2015-02-06T18:40:40Z", "v2", "Provides access to AWS Key Management Service (KMS).",
		"kms:CreateAlias kms:CreateKey kms:DeleteAlias kms:Describe* kms:GenerateRandom kms:Get* kms:List* kms:TagResource kms:UntagResource iam:ListGroups iam:ListRoles iam:ListUsers"},
	{"AmazonS3FullAccess", "/", "2015-02-06T18:40:58Z", "v2", "Provides full access to all buckets via the AWS Management Console.", "s3:* s3-object-lambda:*"},
	{"AmazonS3ReadOnlyAccess", "/", "2015-02-06T18:40:59Z", "v3", "Provides read only access to all buckets via the AWS Management Console.", "s3:Get* s3:List* s3:Describe* s3-object-lambda:Get* s3-object-lambda:List*"},
	{"AmazonSQSFullAccess", "/", "2015-02-06T18:41:07Z", "v1", "Provides full access to Amazon SQS via the AWS Management Console.", "sqs:*"},
	{"AmazonSQSReadOnlyAccess", "/", "2015-02-06T18:41:08Z", "v4", "Provides read only access to Amazon SQS via the AWS Management Console.", "sqs:GetQueueAttributes sqs:GetQueueUrl sqs:ListDeadLetterSourceQueues sqs:ListQueues sqs:ListMessageMoveTasks sqs:ListQueueTags"},
	{"AmazonDynamoDBFullAccess", "/", "2015-02-06T18:40:11Z", "v15", "Provides full access to Amazon DynamoDB via the AWS Management Console.", "dynamodb:* cloudwatch:GetMetricStatistics cloudwatch:ListMetrics kms:DescribeKey kms:ListAliases"},
	{"AmazonEC2FullAccess", "/", "2015-02-06T18:40:15Z", "v5", "Provides full access to Amazon EC2 via the AWS Management Console.", "ec2:* elasticloadbalancing:* cloudwatch:*"},
	{"AmazonEC2ReadOnlyAccess", "/", "2015-02-06T18:40:17Z", "v5", "Provides read only access to Amazon EC2 via the AWS Management Console.", "ec2:Describe* ec2:GetSecurityGroupsForVpc elasticloadbalancing:Describe* cloudwatch:ListMetrics cloudwatch:GetMetricStatistics cloudwatch:Describe*"},
	{"AmazonRoute53FullAccess", "/", "2015-02-06T18:40:54Z", "v7", "Provides full access to all Amazon Route 53 via the AWS Management Console.",
		"route53:* route53domains:* elasticloadbalancing:DescribeLoadBalancers ec2:DescribeVpcs ec2:DescribeVpcEndpoints ec2:DescribeRegions sns:ListTopics sns:ListSubscriptionsByTopic cloudwatch:DescribeAlarms cloudwatch:GetMetricStatistics"},
	{"AmazonRoute53ReadOnlyAccess", "/", "2015-02-06T18:40:55Z", "v2", "Provides read only access to all Amazon Route 53 via the AWS Management Console.", "route53:Get* route53:List* route53:TestDNSAnswer"},
	{"AmazonSSMManagedInstanceCore", "/", "2019-03-15T17:22:12Z", "v2", "The policy for Amazon EC2 Role to enable AWS Systems Manager service core functionality.", "ssm:GetParameter ssm:GetParameters ssm:UpdateInstanceInformation ssmmessages:* ec2messages:*"},
	{"AWSCloudTrail_ReadOnlyAccess", "/", "2022-06-14T17:19:05Z", "v1", "Provides read only access to CloudTrail.", "cloudtrail:Get* cloudtrail:Describe* cloudtrail:List* cloudtrail:LookupEvents"},
	{"AWSDenyAll", "/", "2019-05-01T22:36:14Z", "v2", "Deny all access.", ""},
}

var parsedManaged = sync.OnceValue(func() []Policy {
	list := make([]Policy, 0, len(managed))
	for i, m := range managed {
		at, err := time.Parse(time.RFC3339, m.born)
		d, bad := document(textOf(m.actions))
		if err != nil || bad != nil {
			panic("iam: the managed policy " + m.name + " cannot be read")
		}
		list = append(list, Policy{
			ARN: "arn:aws:iam::aws:policy" + m.path + m.name, Account: "aws", Path: m.path, Name: m.name,
			ID:          "ANPA" + drawn(uint64(i), m.name, 1, 10, letters) + "EXAMPLE",
			Description: m.description, Born: cloud.Time(at.UnixNano()), Changed: cloud.Time(at.UnixNano()),
			Versions: []Version{{m.version, cloud.Time(at.UnixNano()), d}}, Default: m.version,
		})
	}
	return list
})

// textOf writes the policy with these actions; without any it denies all.
func textOf(actions string) string {
	var allow, except []string
	for _, a := range strings.Fields(actions) {
		if rest, ok := strings.CutPrefix(a, "!"); ok {
			except = append(except, strconv.Quote(rest))
		} else {
			allow = append(allow, strconv.Quote(a))
		}
	}
	statement := func(effect, element string, list []string) string {
		return `{"Effect":"` + effect + `","` + element + `":[` + strings.Join(list, ",") + `],"Resource":"*"}`
	}
	var all []string
	if len(except) > 0 {
		all = append(all, statement("Allow", "NotAction", except))
	}
	switch {
	case len(allow) == 1:
		all = append(all, `{"Effect":"Allow","Action":`+allow[0]+`,"Resource":"*"}`)
	case len(allow) > 1:
		all = append(all, statement("Allow", "Action", allow))
	case len(except) == 0:
		all = append(all, statement("Deny", "Action", []string{`"*"`}))
	}
	return `{"Version":"2012-10-17","Statement":[` + strings.Join(all, ",") + `]}`
}

// Managed lists AWS's own policies. Do not change what it returns.
func Managed() []Policy { return parsedManaged() }

// managedByAWS finds one of AWS's policies. Nobody changes them.
func managedByAWS(arn string) *Policy {
	if !strings.HasPrefix(arn, "arn:aws:iam::aws:policy/") {
		return nil
	}
	list := parsedManaged()
	i := slices.IndexFunc(list, func(p Policy) bool { return p.ARN == arn })
	if i < 0 {
		return nil
	}
	return &list[i]
}

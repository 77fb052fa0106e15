package cloudtrail

import (
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// data are the operations whose events are data events: a trail may keep them,
// the event history does not.
// docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
var data = map[string][]string{
	"s3":         {"GetObject", "PutObject", "DeleteObject", "DeleteObjects", "HeadObject", "CopyObject", "ListObjects", "ListObjectsV2", "GetObjectTagging", "PutObjectTagging", "UploadPart", "CreateMultipartUpload", "CompleteMultipartUpload", "AbortMultipartUpload", "GetObjectAttributes", "HeadBucket"},
	"lambda":     {"Invoke", "InvokeAsync", "InvokeWithResponseStream"},
	"dynamodb":   {"GetItem", "PutItem", "UpdateItem", "DeleteItem", "BatchGetItem", "BatchWriteItem", "Query", "Scan", "TransactGetItems", "TransactWriteItems"},
	"sqs":        {"SendMessage", "SendMessageBatch", "ReceiveMessage", "DeleteMessage", "DeleteMessageBatch", "ChangeMessageVisibility"},
	"sns":        {"Publish", "PublishBatch"},
	"cloudwatch": {"PutMetricData", "GetMetricData", "GetMetricStatistics", "ListMetrics"},
	"logs":       {"PutLogEvents", "FilterLogEvents", "GetLogEvents", "Tail"},
}

func isData(r *cloud.Record) bool {
	return slices.Contains(data[strings.TrimSuffix(r.Service, "api")], r.Operation)
}

// global are the services whose events appear in us-east-1, wherever the call
// came from.
// docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events
var global = map[string]bool{"iam": true, "route53": true, "route53domains": true, "cloudfront": true, "organizations": true}

func region(r *cloud.Record) string {
	if global[r.Service] {
		return "us-east-1"
	}
	return r.Scope.Region
}

// sources are the event sources that are not the service's name.
var sources = map[string]string{
	"elbv2": "elasticloadbalancing", "cloudwatch": "monitoring", "service-quotas": "servicequotas", "s3api": "s3",
}

func source(service string) string {
	if s, ok := sources[service]; ok {
		service = s
	}
	return service + ".amazonaws.com"
}

// types are CloudTrail's names of the kinds of resources, by the service and
// the kind in an ARN, or by the letters before an EC2 ID.
// docs.aws.amazon.com/config/latest/developerguide/resource-config-reference.html
var types = map[string]string{
	"kms:key": "AWS::KMS::Key", "kms:alias": "AWS::KMS::Alias", "iam:user": "AWS::IAM::User", "iam:role": "AWS::IAM::Role",
	"iam:group": "AWS::IAM::Group", "iam:policy": "AWS::IAM::Policy", "iam:instance-profile": "AWS::IAM::InstanceProfile",
	"lambda:function": "AWS::Lambda::Function", "lambda:event-source-mapping": "AWS::Lambda::EventSourceMapping",
	"s3:": "AWS::S3::Bucket", "sqs:": "AWS::SQS::Queue", "sns:": "AWS::SNS::Topic", "dynamodb:table": "AWS::DynamoDB::Table",
	"rds:db": "AWS::RDS::DBInstance", "route53:hostedzone": "AWS::Route53::HostedZone", "route53:healthcheck": "AWS::Route53::HealthCheck",
	"acm:certificate": "AWS::ACM::Certificate", "logs:log-group": "AWS::Logs::LogGroup", "cloudwatch:alarm": "AWS::CloudWatch::Alarm",
	"elasticloadbalancing:loadbalancer": "AWS::ElasticLoadBalancingV2::LoadBalancer", "elasticloadbalancing:targetgroup": "AWS::ElasticLoadBalancingV2::TargetGroup",
	"vpc-": "AWS::EC2::VPC", "subnet-": "AWS::EC2::Subnet", "i-": "AWS::EC2::Instance", "sg-": "AWS::EC2::SecurityGroup",
	"igw-": "AWS::EC2::InternetGateway", "rtb-": "AWS::EC2::RouteTable", "acl-": "AWS::EC2::NetworkAcl", "eni-": "AWS::EC2::NetworkInterface",
	"nat-": "AWS::EC2::NatGateway", "eipalloc-": "AWS::EC2::EIP", "vpce-": "AWS::EC2::VPCEndpoint", "pcx-": "AWS::EC2::VPCPeeringConnection",
	"vol-": "AWS::EC2::Volume", "ami-": "AWS::EC2::Ami",
}

// typeOf is the kind of a resource; false when it has none.
func typeOf(name string) (string, bool) {
	if part := strings.SplitN(name, ":", 6); len(part) == 6 && part[0] == "arn" {
		kind := part[5][:len(part[5])-len(strings.TrimLeft(part[5], "abcdefghijklmnopqrstuvwxyz-"))]
		if t, ok := types[part[2]+":"+kind]; ok {
			return t, true
		}
		t, ok := types[part[2]+":"]
		return t, ok
	}
	dash := strings.IndexByte(name, '-')
	if dash < 0 {
		return "", false
	}
	t, ok := types[name[:dash+1]]
	return t, ok && len(name) == dash+18
}

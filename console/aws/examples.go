package aws

import "strings"

// examples are lines to start from, for the operations that learners meet
// first. Others get a line made of their required options.
var examples = map[string]string{
	"CreateVpc":                     "aws ec2 create-vpc --cidr-block 10.0.0.0/16 --tag-specifications 'ResourceType=vpc,Tags=[{Key=Name,Value=lunch}]'",
	"DescribeVpcs":                  "aws ec2 describe-vpcs --filters Name=tag:Name,Values=lunch --query 'Vpcs[0].VpcId' --output text",
	"ModifyVpcAttribute":            "aws ec2 modify-vpc-attribute --vpc-id $VPC --enable-dns-hostnames",
	"CreateSubnet":                  "aws ec2 create-subnet --vpc-id $VPC --cidr-block 10.0.1.0/24 --availability-zone us-east-1a",
	"DescribeSubnets":               "aws ec2 describe-subnets --filters Name=vpc-id,Values=$VPC --query 'Subnets[].[SubnetId,CidrBlock]' --output text",
	"ModifySubnetAttribute":         "aws ec2 modify-subnet-attribute --subnet-id $SUBNET --map-public-ip-on-launch",
	"AttachInternetGateway":         "aws ec2 attach-internet-gateway --internet-gateway-id $IGW --vpc-id $VPC",
	"CreateRoute":                   "aws ec2 create-route --route-table-id $TABLE --destination-cidr-block 0.0.0.0/0 --gateway-id $IGW",
	"AssociateRouteTable":           "aws ec2 associate-route-table --route-table-id $TABLE --subnet-id $SUBNET",
	"CreateSecurityGroup":           "aws ec2 create-security-group --group-name web --description 'Web servers' --vpc-id $VPC",
	"AuthorizeSecurityGroupIngress": "aws ec2 authorize-security-group-ingress --group-id $GROUP --protocol tcp --port 80 --cidr 0.0.0.0/0",
	"CreateNetworkAclEntry":         "aws ec2 create-network-acl-entry --network-acl-id $ACL --ingress --rule-number 100 --protocol tcp --port-range From=443,To=443 --cidr-block 0.0.0.0/0 --rule-action allow",
	"RunInstances":                  "aws ec2 run-instances --image-id $AMI --instance-type t3.micro --subnet-id $SUBNET --security-group-ids $GROUP --key-name lunch",
	"DescribeInstances":             "aws ec2 describe-instances --filters Name=instance-state-name,Values=running --query 'Reservations[].Instances[].[InstanceId,PrivateIpAddress]' --output text",
	"CreateNatGateway":              "aws ec2 create-nat-gateway --subnet-id $SUBNET --allocation-id $EIP",
	"AllocateAddress":               "aws ec2 allocate-address --domain vpc --query AllocationId --output text",
	"CreateVpcEndpoint":             "aws ec2 create-vpc-endpoint --vpc-id $VPC --service-name com.amazonaws.us-east-1.s3 --route-table-ids $TABLE",
	"CreateVpcPeeringConnection":    "aws ec2 create-vpc-peering-connection --vpc-id $VPC --peer-vpc-id $OTHER",
	"CreateTags":                    "aws ec2 create-tags --resources $VPC --tags Key=Name,Value=lunch",
	"ImportKeyPair":                 "aws ec2 import-key-pair --key-name lunch --public-key-material fileb://lunch.pub",
	"GetObject":                     "aws s3api get-object --bucket lunchbell-menus --key orders.sealed orders.sealed",
	"PutObject":                     "aws s3api put-object --bucket lunchbell-menus --key orders.sealed --body orders.sealed --server-side-encryption aws:kms --ssekms-key-id alias/orders",
	"PutBucketEncryption":           "aws s3api put-bucket-encryption --bucket lunchbell-menus --server-side-encryption-configuration 'Rules=[{ApplyServerSideEncryptionByDefault={SSEAlgorithm=aws:kms,KMSMasterKeyID=alias/orders},BucketKeyEnabled=true}]'",
	"CreateBucket":                  "aws s3api create-bucket --bucket lunchbell-menus --create-bucket-configuration LocationConstraint=ap-northeast-2",
	"CreateDBInstance":              "aws rds create-db-instance --db-instance-identifier orders --db-instance-class db.t3.micro --engine postgres --master-username you --master-user-password $PASSWORD --storage-encrypted --kms-key-id alias/orders",
	"CopyDBSnapshot":                "aws rds copy-db-snapshot --source-db-snapshot-identifier plain --target-db-snapshot-identifier sealed --kms-key-id alias/orders",
	"CreateTable":                   "aws dynamodb create-table --table-name allergies --key-schema AttributeName=id,KeyType=HASH --attribute-definitions AttributeName=id,AttributeType=S --billing-mode PAY_PER_REQUEST --sse-specification Enabled=true,SSEType=KMS,KMSMasterKeyId=alias/orders",
	"PutItem":                       "aws dynamodb put-item --table-name allergies --item '{\"id\":{\"S\":\"42\"},\"allergy\":{\"S\":\"peanut\"}}'",
	"GetCallerIdentity":             "aws sts get-caller-identity --query Account --output text",
	"CreateRole":                    "aws iam create-role --role-name app --assume-role-policy-document file://trust.json",
	"PutRolePolicy":                 "aws iam put-role-policy --role-name app --policy-name menus --policy-document file://menus.json",
	"AttachRolePolicy":              "aws iam attach-role-policy --role-name app --policy-arn arn:aws:iam::aws:policy/ReadOnlyAccess",
	"CreatePolicy":                  "aws iam create-policy --policy-name menus --policy-document file://menus.json --query Policy.Arn --output text",
	"AssumeRole":                    "aws sts assume-role --role-arn arn:aws:iam::111122223333:role/app --role-session-name night",
	"LookupEvents":                  "aws cloudtrail lookup-events --lookup-attributes AttributeKey=EventName,AttributeValue=Decrypt --query 'Events[].[EventTime,Username,EventName]' --output text",
	"SimulatePrincipalPolicy":       "aws iam simulate-principal-policy --policy-source-arn arn:aws:iam::111122223333:role/app --action-names s3:GetObject --resource-arns 'arn:aws:s3:::lunchbell-menus/*'",
}

func (c *call) example() string {
	if line := examplesOf[c.service+" "+c.command.op.Name]; line != "" {
		return line
	}
	if line := examplesOfNames[c.service+" "+c.command.op.Name]; line != "" {
		return line
	}
	if line := examplesOfFunctions[c.service+" "+c.command.op.Name]; line != "" {
		return line
	}
	if line := examples[c.command.op.Name]; line != "" {
		return line
	}
	line := "aws " + c.service + " " + c.command.name
	for i := range c.plan.args {
		a := &c.plan.args[i]
		if !a.required {
			continue
		}
		line += " --" + a.name
		if a.arity == none {
			continue
		}
		line += " $" + strings.ToUpper(strings.ReplaceAll(strings.TrimSuffix(a.name, "-id"), "-", "_"))
	}
	return line
}

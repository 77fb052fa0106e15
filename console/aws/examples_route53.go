package aws

// examplesOfNames are lines to start from for names, certificates and load
// balancers.
var examplesOfNames = map[string]string{
	"route53 CreateHostedZone":               "aws route53 create-hosted-zone --name lunchbell.example.com --caller-reference first --query HostedZone.Id --output text",
	"route53 GetHostedZone":                  "aws route53 get-hosted-zone --id $ZONE --query DelegationSet.NameServers --output text",
	"route53 ChangeResourceRecordSets":       `aws route53 change-resource-record-sets --hosted-zone-id $ZONE --change-batch '{"Changes":[{"Action":"UPSERT","ResourceRecordSet":{"Name":"www.lunchbell.example.com","Type":"A","TTL":60,"ResourceRecords":[{"Value":"203.0.113.20"}]}}]}'`,
	"route53 ListResourceRecordSets":         "aws route53 list-resource-record-sets --hosted-zone-id $ZONE --query 'ResourceRecordSets[].[Name,Type,TTL]' --output text",
	"route53 GetChange":                      "aws route53 get-change --id $CHANGE --query ChangeInfo.Status --output text",
	"route53 CreateHealthCheck":              "aws route53 create-health-check --caller-reference web --health-check-config IPAddress=203.0.113.20,Port=80,Type=HTTP,ResourcePath=/health,RequestInterval=10,FailureThreshold=3",
	"route53 GetHealthCheckStatus":           "aws route53 get-health-check-status --health-check-id $CHECK --query 'HealthCheckObservations[].[Region,StatusReport.Status]' --output text",
	"route53 TestDNSAnswer":                  "aws route53 test-dns-answer --hosted-zone-id $ZONE --record-name www.lunchbell.example.com --record-type A",
	"route53 CreateCidrCollection":           "aws route53 create-cidr-collection --name offices --caller-reference first --query Collection.Id --output text",
	"route53 ChangeCidrCollection":           "aws route53 change-cidr-collection --id $COLLECTION --changes LocationName=office,Action=PUT,CidrList=203.0.113.0/24",
	"route53 AssociateVPCWithHostedZone":     "aws route53 associate-vpc-with-hosted-zone --hosted-zone-id $ZONE --vpc VPCRegion=ap-northeast-2,VPCId=$VPC",
	"route53domains UpdateDomainNameservers": "aws route53domains update-domain-nameservers --region us-east-1 --domain-name lunchbell.example.com --nameservers Name=ns-1.awsdns-00.com Name=ns-513.awsdns-00.net",
	"route53domains GetOperationDetail":      "aws route53domains get-operation-detail --region us-east-1 --operation-id $OPERATION --query Status --output text",
	"acm RequestCertificate":                 "aws acm request-certificate --domain-name lunchbell.example.com --subject-alternative-names '*.lunchbell.example.com' --validation-method DNS --query CertificateArn --output text",
	"acm DescribeCertificate":                "aws acm describe-certificate --certificate-arn $CERTIFICATE --query 'Certificate.DomainValidationOptions[0].ResourceRecord'",
	"elbv2 CreateLoadBalancer":               "aws elbv2 create-load-balancer --name shop --subnets $SUBNET_A $SUBNET_B --query 'LoadBalancers[0].[DNSName,CanonicalHostedZoneId]' --output text",
	"elbv2 CreateTargetGroup":                "aws elbv2 create-target-group --name web --protocol HTTP --port 80 --vpc-id $VPC --query 'TargetGroups[0].TargetGroupArn' --output text",
	"elbv2 RegisterTargets":                  "aws elbv2 register-targets --target-group-arn $GROUP --targets Id=$INSTANCE",
	"elbv2 CreateListener":                   "aws elbv2 create-listener --load-balancer-arn $BALANCER --protocol HTTP --port 80 --default-actions Type=forward,TargetGroupArn=$GROUP",
}

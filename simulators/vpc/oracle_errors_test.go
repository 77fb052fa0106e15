package vpc_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

func apiErrors(t *testing.T, o *oracles, c oracleCase) outcome {
	g := c.Given
	switch {
	case g["create_vpc"] != nil:
		c.only("create_vpc")
		return okOr(c, refusal(t, "vpc "+text(g["create_vpc"])))
	case g["create_subnet"] != nil:
		c.only("vpc", "existing", "create_subnet")
		script := vpcOf("V", texts(g["vpc"]))
		for _, b := range texts(g["existing"]) {
			script += "subnet $V " + b + "\n"
		}
		return okOr(c, refusal(t, script+"subnet $V "+text(g["create_subnet"])))
	case g["when"] != nil && c.Expect["error"] != nil:
		c.only("when")
		want := text(c.Expect["error"])
		for _, code := range slices.Sorted(maps.Keys(errorScripts)) {
			if plainCode(code) == plainCode(want) {
				return sameCode(refusal(t, errorScripts[code]), want)
			}
		}
	}
	return unread()
}

// plainCode is a code without dots and in small letters: AWS's own pages
// disagree (InvalidVpcRange, InvalidVpc.Range; InvalidSubnetID, InvalidSubnetId).
func plainCode(s string) string { return strings.ToLower(strings.ReplaceAll(s, ".", "")) }

// instance is a word for scripts: a running instance in a subnet of a VPC with
// an internet gateway, and the IDs of all of them.
const instance = `
V=$(vpc); S=$(subnet $V 10.0.1.0/24); G=$(igw); aws ec2 attach-internet-gateway --vpc-id $V --internet-gateway-id $G
A=$(v ec2 describe-images --owners amazon --filters Name=architecture,Values=x86_64 --query 'Images[0].ImageId')
run() { v ec2 run-instances --image-id $A --instance-type t3.micro --subnet-id $S --query 'Instances[0].InstanceId' "$@"; }
I=$(run); aws ec2 wait instance-running --instance-ids $I
primary() { v ec2 describe-instances --instance-ids $1 --query 'Reservations[0].Instances[0].NetworkInterfaces[0].NetworkInterfaceId'; }
`

// errorScripts bring about the errors of EC2's API by doing what they are for,
// each as the last call of its script.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
var errorScripts = map[string]string{
	"InvalidPermission.Duplicate":                   `G=$(group $(vpc)); for i in 1 2; do aws ec2 authorize-security-group-ingress --group-id $G --protocol tcp --port 22 --cidr 0.0.0.0/0; done`,
	"InvalidPermission.NotFound":                    `aws ec2 revoke-security-group-ingress --group-id $(group $(vpc)) --protocol tcp --port 22 --cidr 0.0.0.0/0`,
	"InvalidGroup.Duplicate":                        `V=$(vpc); group $V web; group $V web`,
	"InvalidGroup.NotFound":                         `aws ec2 delete-security-group --group-id sg-0123456789abcdef0`,
	"InvalidRoute.NotFound":                         `aws ec2 delete-route --route-table-id $(table $(vpc)) --destination-cidr-block 192.168.0.0/16`,
	"RouteAlreadyExists":                            `V=$(vpc); G=$(igw); T=$(table $V); aws ec2 attach-internet-gateway --vpc-id $V --internet-gateway-id $G; for i in 1 2; do aws ec2 create-route --route-table-id $T --gateway-id $G --destination-cidr-block 0.0.0.0/0; done`,
	"InvalidRouteTableID.NotFound":                  `aws ec2 delete-route-table --route-table-id rtb-0123456789abcdef0`,
	"InvalidVpcID.NotFound":                         `aws ec2 delete-vpc --vpc-id vpc-0123456789abcdef0`,
	"InvalidSubnetID.NotFound":                      `aws ec2 delete-subnet --subnet-id subnet-0123456789abcdef0`,
	"InvalidInternetGatewayID.NotFound":             `aws ec2 delete-internet-gateway --internet-gateway-id igw-0123456789abcdef0`,
	"InvalidNetworkAclID.NotFound":                  `aws ec2 delete-network-acl --network-acl-id acl-0123456789abcdef0`,
	"InvalidNetworkAclEntry.NotFound":               `aws ec2 delete-network-acl-entry --network-acl-id $(acl $(vpc)) --ingress --rule-number 7`,
	"NetworkAclEntryAlreadyExists":                  `A=$(acl $(vpc)); for i in 1 2; do aws ec2 create-network-acl-entry --network-acl-id $A --ingress --rule-number 7 --protocol -1 --rule-action allow --cidr-block 0.0.0.0/0; done`,
	"InvalidNetworkInterfaceID.NotFound":            `aws ec2 delete-network-interface --network-interface-id eni-0123456789abcdef0`,
	"InvalidInstanceID.NotFound":                    `aws ec2 stop-instances --instance-ids i-0123456789abcdef0`,
	"InvalidInstanceID.Malformed":                   `aws ec2 stop-instances --instance-ids web`,
	"InvalidAllocationID.NotFound":                  `aws ec2 release-address --allocation-id eipalloc-0123456789abcdef0`,
	"InvalidAssociationID.NotFound":                 `aws ec2 disassociate-address --association-id eipassoc-0123456789abcdef0`,
	"InvalidAMIID.NotFound":                         `aws ec2 run-instances --image-id ami-0123456789abcdef0 --instance-type t3.micro --subnet-id $(subnet $(vpc) 10.0.1.0/24)`,
	"InvalidKeyPair.Duplicate":                      `v ec2 create-key-pair --key-name k --query KeyName; v ec2 create-key-pair --key-name k --query KeyName`,
	"InvalidKeyPair.NotFound":                       `A=$(v ec2 describe-images --owners amazon --query 'Images[0].ImageId'); aws ec2 run-instances --image-id $A --instance-type t3.micro --key-name lost --subnet-id $(subnet $(vpc) 10.0.1.0/24)`,
	"InvalidVpcPeeringConnectionID.NotFound":        `aws ec2 accept-vpc-peering-connection --vpc-peering-connection-id pcx-0123456789abcdef0`,
	"InvalidVpcEndpointId.NotFound":                 `aws ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-0123456789abcdef0 --reset-policy`,
	"InvalidServiceName":                            `aws ec2 create-vpc-endpoint --vpc-id $(vpc) --service-name com.amazonaws.us-east-1.lunch`,
	"NatGatewayNotFound":                            `aws ec2 delete-nat-gateway --nat-gateway-id nat-0123456789abcdef0`,
	"InvalidPrefixListID.NotFound":                  `aws ec2 delete-managed-prefix-list --prefix-list-id pl-0123456789abcdef0`,
	"Resource.AlreadyAssociated":                    `A=$(vpc); B=$(vpc 10.1.0.0/16); G=$(igw); for V in $A $B; do aws ec2 attach-internet-gateway --vpc-id $V --internet-gateway-id $G; done`,
	"Gateway.NotAttached":                           `aws ec2 detach-internet-gateway --vpc-id $(vpc) --internet-gateway-id $(igw)`,
	"DependencyViolation":                           `V=$(vpc); S=$(subnet $V 10.0.1.0/24); aws ec2 delete-vpc --vpc-id $V`,
	"InvalidSubnet.Range":                           `subnet $(vpc) 192.168.0.0/24`,
	"InvalidSubnet.Conflict":                        `V=$(vpc); subnet $V 10.0.1.0/24; subnet $V 10.0.1.0/25`,
	"InvalidVpc.Range":                              `vpc 10.0.0.0/8`,
	"InvalidIPAddress.InUse":                        `S=$(subnet $(vpc) 10.0.1.0/24); for i in 1 2; do aws ec2 create-network-interface --subnet-id $S --private-ip-address 10.0.1.9; done`,
	"InsufficientFreeAddressesInSubnet":             `S=$(subnet $(vpc) 10.0.1.0/28); for i in $(seq 12); do eni $S; done`,
	"DryRunOperation":                               `aws ec2 create-vpc --cidr-block 10.0.0.0/16 --dry-run`,
	"InvalidParameterValue":                         `aws ec2 create-vpc --cidr-block nonsense`,
	"InvalidParameterCombination":                   `aws ec2 create-route --route-table-id $(table $(vpc)) --destination-cidr-block 0.0.0.0/0 --destination-ipv6-cidr-block ::/0 --gateway-id igw-0123456789abcdef0`,
	"MissingParameter":                              `aws ec2 authorize-security-group-ingress --protocol tcp --port 22 --cidr 0.0.0.0/0`,
	"VpcLimitExceeded":                              `for i in 1 2 3 4 5 6; do vpc 10.$i.0.0/16; done`,
	"InternetGatewayLimitExceeded":                  `for i in 1 2 3 4 5 6; do igw; done`,
	"SubnetLimitExceeded":                           `V=$(vpc); more L-407747CB 200; for i in $(seq 201); do subnet $V 10.0.$((i-1)).0/28; done`,
	"RouteLimitExceeded":                            `V=$(vpc); G=$(igw); T=$(table $V); aws ec2 attach-internet-gateway --vpc-id $V --internet-gateway-id $G; for i in $(seq 51); do aws ec2 create-route --route-table-id $T --gateway-id $G --destination-cidr-block 198.18.$i.0/24; done`,
	"NetworkAclEntryLimitExceeded":                  `A=$(acl $(vpc)); for i in $(seq 21); do aws ec2 create-network-acl-entry --network-acl-id $A --ingress --rule-number $i --protocol -1 --rule-action allow --cidr-block 0.0.0.0/0; done`,
	"RulesPerSecurityGroupLimitExceeded":            `G=$(group $(vpc)); for i in $(seq 61); do aws ec2 authorize-security-group-ingress --group-id $G --protocol tcp --port $i --cidr 0.0.0.0/0; done`,
	"SecurityGroupsPerInterfaceLimitExceeded":       `V=$(vpc); S=$(subnet $V 10.0.1.0/24); L=""; for i in 1 2 3 4 5 6; do L="$L $(group $V g$i)"; done; aws ec2 create-network-interface --subnet-id $S --groups $L`,
	"AddressLimitExceeded":                          `for i in 1 2 3 4 5 6; do aws ec2 allocate-address; done`,
	"NatGatewayLimitExceeded":                       `S=$(subnet $(vpc) 10.0.1.0/24); for i in 1 2 3 4 5 6; do aws ec2 create-nat-gateway --subnet-id $S --connectivity-type private; done`,
	"OutstandingVpcPeeringConnectionLimitExceeded":  `more L-F678F1CE 20; L=""; for i in $(seq 9); do L="$L $(vpc 10.$i.0.0/16)"; done; for a in $L; do for b in $L; do [[ $a < $b ]] && aws ec2 create-vpc-peering-connection --vpc-id $a --peer-vpc-id $b; done; done; true`,
	"VpcPeeringConnectionAlreadyExists":             `A=$(vpc); B=$(vpc 10.1.0.0/16); P=$(peer $A $B); v ec2 accept-vpc-peering-connection --vpc-peering-connection-id $P; peer $A $B`,
	"VpcEndpointLimitExceeded":                      `more L-F678F1CE 30; for i in $(seq 21); do aws ec2 create-vpc-endpoint --vpc-id $(vpc 10.$i.0.0/16) --service-name com.amazonaws.us-east-1.s3; done`,
	"InvalidGroup.Reserved":                         `group $(vpc) default`,
	"InvalidGroupId.Malformed":                      `aws ec2 delete-security-group --group-id web`,
	"InvalidSecurityGroupRuleId.NotFound":           `aws ec2 revoke-security-group-ingress --group-id $(group $(vpc)) --security-group-rule-ids sgr-0123456789abcdef0`,
	"InvalidSecurityGroupRuleId.Malformed":          `aws ec2 describe-security-group-rules --security-group-rule-ids ssh`,
	"InvalidRouteTableId.Malformed":                 `aws ec2 delete-route-table --route-table-id main`,
	"InvalidVpcID.Malformed":                        `aws ec2 delete-vpc --vpc-id lunch`,
	"InvalidSubnetID.Malformed":                     `aws ec2 delete-subnet --subnet-id public`,
	"InvalidInternetGatewayId.Malformed":            `aws ec2 delete-internet-gateway --internet-gateway-id gate`,
	"InvalidEgressOnlyInternetGatewayId.Malformed":  `aws ec2 delete-egress-only-internet-gateway --egress-only-internet-gateway-id gate`,
	"InvalidGatewayID.NotFound":                     `aws ec2 create-route --route-table-id $(table $(vpc)) --gateway-id vgw-0123456789abcdef0 --destination-cidr-block 0.0.0.0/0`,
	"InvalidNetworkAclId.Malformed":                 `aws ec2 delete-network-acl --network-acl-id list`,
	"InvalidNetworkInterfaceId.Malformed":           `aws ec2 delete-network-interface --network-interface-id card`,
	"InvalidNetworkInterface.InUse":                 instance + `aws ec2 attach-network-interface --network-interface-id $(primary $I) --instance-id $(run) --device-index 1`,
	"InvalidAttachmentID.NotFound":                  `aws ec2 detach-network-interface --attachment-id eni-attach-0123456789abcdef0`,
	"InvalidNetworkInterfaceAttachmentId.Malformed": `aws ec2 detach-network-interface --attachment-id eni-0123456789abcdef0`,
	"InvalidInstanceID":                             instance + `aws ec2 attach-network-interface --network-interface-id $(eni $S) --instance-id $I --device-index 1; aws ec2 create-route --route-table-id $(table $V) --instance-id $I --destination-cidr-block 192.168.0.0/16`,
	"InvalidAddress.NotFound":                       `aws ec2 describe-addresses --public-ips 198.51.100.9`,
	"InvalidAMIID.Malformed":                        `aws ec2 run-instances --image-id linux --instance-type t3.micro --subnet-id $(subnet $(vpc) 10.0.1.0/24)`,
	"InvalidKey.Format":                             `printf nonsense > k.pub; aws ec2 import-key-pair --key-name k --public-key-material fileb://k.pub`,
	"InvalidVpcPeeringConnectionId.Malformed":       `aws ec2 accept-vpc-peering-connection --vpc-peering-connection-id bridge`,
	"InvalidVpcEndpointId.Malformed":                `aws ec2 modify-vpc-endpoint --vpc-endpoint-id door --reset-policy`,
	"InvalidPolicyDocument":                         `aws ec2 create-vpc-endpoint --vpc-id $(vpc) --service-name com.amazonaws.us-east-1.s3 --policy-document nonsense`,
	"NatGatewayMalformed":                           `aws ec2 delete-nat-gateway --nat-gateway-id gate`,
	"InvalidNatGatewayID.NotFound":                  `aws ec2 create-route --route-table-id $(table $(vpc)) --nat-gateway-id nat-0123456789abcdef0 --destination-cidr-block 0.0.0.0/0`,
	"InvalidPrefixListId.Malformed":                 `aws ec2 delete-managed-prefix-list --prefix-list-id list`,
	"InvalidParameter":                              `A=$(vpc); B=$(vpc 10.1.0.0/16); aws ec2 create-network-interface --subnet-id $(subnet $A 10.0.1.0/24) --groups $(group $B)`,
	"MissingInput":                                  `aws ec2 create-default-vpc >/dev/null; A=$(v ec2 describe-images --owners amazon --query 'Images[0].ImageId'); for S in $(v ec2 describe-subnets --query 'Subnets[].SubnetId'); do aws ec2 delete-subnet --subnet-id $S; done; aws ec2 run-instances --image-id $A --instance-type t3.micro`,
	"InvalidStateTransition":                        `A=$(vpc); B=$(vpc 10.1.0.0/16); P=$(peer $A $B); aws ec2 reject-vpc-peering-connection --vpc-peering-connection-id $P; aws ec2 accept-vpc-peering-connection --vpc-peering-connection-id $P`,
	"IncorrectState":                                instance + `aws ec2 terminate-instances --instance-ids $I >/dev/null; aws ec2 attach-network-interface --network-interface-id $(eni $S) --instance-id $I --device-index 1`,
	"IncorrectInstanceState":                        instance + `aws ec2 terminate-instances --instance-ids $I >/dev/null; aws ec2 start-instances --instance-ids $I`,
	"OperationNotPermitted":                         instance + `aws ec2 modify-instance-attribute --instance-id $I --disable-api-termination; aws ec2 terminate-instances --instance-ids $I`,
	"AuthFailure":                                   `aws ec2 describe-vpcs --region ap-east-1`,
	"InvalidID":                                     `aws ec2 create-tags --resources lunch --tags Key=Name,Value=lunch`,
	"TagLimitExceeded":                              `V=$(vpc); for i in $(seq 51); do aws ec2 create-tags --resources $V --tags Key=k$i,Value=v; done`,
	"InvalidNextToken":                              `aws ec2 describe-vpcs --starting-token nonsense`,
	"InvalidInstanceType":                           `aws ec2 describe-instance-types --instance-types t3.enormous`,
	"DefaultVpcAlreadyExists":                       `for i in 1 2; do aws ec2 create-default-vpc; done`,
	"DefaultVpcDoesNotExist":                        `aws ec2 create-default-subnet --availability-zone us-east-1a`,
	"DefaultSubnetAlreadyExistsInAvailabilityZone":  `aws ec2 create-default-vpc >/dev/null; aws ec2 create-default-subnet --availability-zone us-east-1a`,
	"DuplicateSubnetsInSameZone":                    `V=$(vpc); A=$(subnet $V 10.0.1.0/24); B=$(subnet $V 10.0.2.0/24); aws ec2 create-vpc-endpoint --vpc-id $V --vpc-endpoint-type Interface --service-name com.amazonaws.us-east-1.sqs --subnet-ids $A $B --no-private-dns-enabled`,
	"VPCIdNotSpecified":                             `aws ec2 create-security-group --group-name g --description g`,
	"RouteTableLimitExceeded":                       `V=$(vpc); for i in $(seq 200); do table $V; done`,
	"NetworkAclLimitExceeded":                       `V=$(vpc); for i in $(seq 200); do acl $V; done`,
	"SecurityGroupLimitExceeded":                    `V=$(vpc); for i in $(seq 2500); do group $V g$i; done`,
	"NetworkInterfaceLimitExceeded":                 `S=$(subnet $(vpc) 10.0.0.0/18); for i in $(seq 5001); do eni $S; done`,
	"PrivateIpAddressLimitExceeded":                 instance + `aws ec2 assign-private-ip-addresses --network-interface-id $(primary $I) --secondary-private-ip-address-count 20`,
	"AttachmentLimitExceeded":                       instance + `for i in 1 2; do aws ec2 attach-network-interface --network-interface-id $(eni $S) --instance-id $I --device-index $i; done`,
	"CidrLimitExceeded":                             `V=$(vpc); for i in 1 2 3 4 5; do aws ec2 associate-vpc-cidr-block --vpc-id $V --cidr-block 10.$i.0.0/16; done`,
	"VcpuLimitExceeded":                             instance + `run --instance-type t3.2xlarge --count 9`,
	"InsufficientInstanceCapacity":                  instance + `fault az us-east-1a; run`,
	"IdempotentParameterMismatch":                   instance + `run --client-token t; run --client-token t --instance-type t3.small`,
	"UnsupportedTenancy":                            `aws ec2 create-vpc --cidr-block 10.0.0.0/16 --instance-tenancy host`,
	"ActiveVpcPeeringConnectionPerVpcLimitExceeded": `more L-F678F1CE 60; A=$(vpc); for i in $(seq 51); do P=$(peer $A $(vpc 10.$i.0.0/16)); v ec2 accept-vpc-peering-connection --vpc-peering-connection-id $P --query VpcPeeringConnection.Status.Code; done`,
	"CannotDelete":                                  `V=$(vpc); aws ec2 delete-security-group --group-id $(v ec2 describe-security-groups --filters Name=vpc-id,Values=$V --query 'SecurityGroups[0].GroupId')`,
}

// TestAPIErrors: each script ends in its error.
func TestAPIErrors(t *testing.T) {
	for _, code := range slices.Sorted(maps.Keys(errorScripts)) {
		t.Run(code, func(t *testing.T) {
			if got := sameCode(refusal(t, errorScripts[code]), code); got.state != "passed" {
				t.Error(got.why)
			}
		})
	}
}

package vpc_test

import (
	"maps"
	"slices"
	"testing"
)

// errorScripts bring about the errors of EC2's API by doing what they are for,
// each as the last call of its script.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
var errorScripts = map[string]string{
	"InvalidPermission.Duplicate":                  `G=$(group $(vpc)); for i in 1 2; do aws ec2 authorize-security-group-ingress --group-id $G --protocol tcp --port 22 --cidr 0.0.0.0/0; done`,
	"InvalidPermission.NotFound":                   `aws ec2 revoke-security-group-ingress --group-id $(group $(vpc)) --protocol tcp --port 22 --cidr 0.0.0.0/0`,
	"InvalidGroup.Duplicate":                       `V=$(vpc); group $V web; group $V web`,
	"InvalidGroup.NotFound":                        `aws ec2 delete-security-group --group-id sg-0123456789abcdef0`,
	"InvalidRoute.NotFound":                        `aws ec2 delete-route --route-table-id $(table $(vpc)) --destination-cidr-block 192.168.0.0/16`,
	"RouteAlreadyExists":                           `V=$(vpc); G=$(igw); T=$(table $V); aws ec2 attach-internet-gateway --vpc-id $V --internet-gateway-id $G; for i in 1 2; do aws ec2 create-route --route-table-id $T --gateway-id $G --destination-cidr-block 0.0.0.0/0; done`,
	"InvalidRouteTableID.NotFound":                 `aws ec2 delete-route-table --route-table-id rtb-0123456789abcdef0`,
	"InvalidVpcID.NotFound":                        `aws ec2 delete-vpc --vpc-id vpc-0123456789abcdef0`,
	"InvalidSubnetID.NotFound":                     `aws ec2 delete-subnet --subnet-id subnet-0123456789abcdef0`,
	"InvalidInternetGatewayID.NotFound":            `aws ec2 delete-internet-gateway --internet-gateway-id igw-0123456789abcdef0`,
	"InvalidNetworkAclID.NotFound":                 `aws ec2 delete-network-acl --network-acl-id acl-0123456789abcdef0`,
	"InvalidNetworkAclEntry.NotFound":              `aws ec2 delete-network-acl-entry --network-acl-id $(acl $(vpc)) --ingress --rule-number 7`,
	"NetworkAclEntryAlreadyExists":                 `A=$(acl $(vpc)); for i in 1 2; do aws ec2 create-network-acl-entry --network-acl-id $A --ingress --rule-number 7 --protocol -1 --rule-action allow --cidr-block 0.0.0.0/0; done`,
	"InvalidNetworkInterfaceID.NotFound":           `aws ec2 delete-network-interface --network-interface-id eni-0123456789abcdef0`,
	"InvalidInstanceID.NotFound":                   `aws ec2 stop-instances --instance-ids i-0123456789abcdef0`,
	"InvalidInstanceID.Malformed":                  `aws ec2 stop-instances --instance-ids web`,
	"InvalidAllocationID.NotFound":                 `aws ec2 release-address --allocation-id eipalloc-0123456789abcdef0`,
	"InvalidAssociationID.NotFound":                `aws ec2 disassociate-address --association-id eipassoc-0123456789abcdef0`,
	"InvalidAMIID.NotFound":                        `aws ec2 run-instances --image-id ami-0123456789abcdef0 --instance-type t3.micro --subnet-id $(subnet $(vpc) 10.0.1.0/24)`,
	"InvalidKeyPair.Duplicate":                     `v ec2 create-key-pair --key-name k --query KeyName; v ec2 create-key-pair --key-name k --query KeyName`,
	"InvalidKeyPair.NotFound":                      `A=$(v ec2 describe-images --owners amazon --query 'Images[0].ImageId'); aws ec2 run-instances --image-id $A --instance-type t3.micro --key-name lost --subnet-id $(subnet $(vpc) 10.0.1.0/24)`,
	"InvalidVpcPeeringConnectionID.NotFound":       `aws ec2 accept-vpc-peering-connection --vpc-peering-connection-id pcx-0123456789abcdef0`,
	"InvalidVpcEndpointId.NotFound":                `aws ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-0123456789abcdef0 --reset-policy`,
	"InvalidServiceName":                           `aws ec2 create-vpc-endpoint --vpc-id $(vpc) --service-name com.amazonaws.us-east-1.lunch`,
	"NatGatewayNotFound":                           `aws ec2 delete-nat-gateway --nat-gateway-id nat-0123456789abcdef0`,
	"InvalidPrefixListID.NotFound":                 `aws ec2 delete-managed-prefix-list --prefix-list-id pl-0123456789abcdef0`,
	"Resource.AlreadyAssociated":                   `A=$(vpc); B=$(vpc 10.1.0.0/16); G=$(igw); for V in $A $B; do aws ec2 attach-internet-gateway --vpc-id $V --internet-gateway-id $G; done`,
	"Gateway.NotAttached":                          `aws ec2 detach-internet-gateway --vpc-id $(vpc) --internet-gateway-id $(igw)`,
	"DependencyViolation":                          `V=$(vpc); S=$(subnet $V 10.0.1.0/24); aws ec2 delete-vpc --vpc-id $V`,
	"InvalidSubnet.Range":                          `subnet $(vpc) 192.168.0.0/24`,
	"InvalidSubnet.Conflict":                       `V=$(vpc); subnet $V 10.0.1.0/24; subnet $V 10.0.1.0/25`,
	"InvalidVpc.Range":                             `vpc 10.0.0.0/8`,
	"InvalidIPAddress.InUse":                       `S=$(subnet $(vpc) 10.0.1.0/24); for i in 1 2; do aws ec2 create-network-interface --subnet-id $S --private-ip-address 10.0.1.9; done`,
	"InsufficientFreeAddressesInSubnet":            `S=$(subnet $(vpc) 10.0.1.0/28); for i in $(seq 12); do eni $S; done`,
	"DryRunOperation":                              `aws ec2 create-vpc --cidr-block 10.0.0.0/16 --dry-run`,
	"InvalidParameterValue":                        `aws ec2 create-vpc --cidr-block nonsense`,
	"InvalidParameterCombination":                  `aws ec2 create-route --route-table-id $(table $(vpc)) --destination-cidr-block 0.0.0.0/0 --destination-ipv6-cidr-block ::/0 --gateway-id igw-0123456789abcdef0`,
	"MissingParameter":                             `aws ec2 authorize-security-group-ingress --protocol tcp --port 22 --cidr 0.0.0.0/0`,
	"VpcLimitExceeded":                             `for i in 1 2 3 4 5 6; do vpc 10.$i.0.0/16; done`,
	"InternetGatewayLimitExceeded":                 `for i in 1 2 3 4 5 6; do igw; done`,
	"SubnetLimitExceeded":                          `V=$(vpc); more L-407747CB 200; for i in $(seq 201); do subnet $V 10.0.$((i-1)).0/28; done`,
	"RouteLimitExceeded":                           `V=$(vpc); G=$(igw); T=$(table $V); aws ec2 attach-internet-gateway --vpc-id $V --internet-gateway-id $G; for i in $(seq 51); do aws ec2 create-route --route-table-id $T --gateway-id $G --destination-cidr-block 198.18.$i.0/24; done`,
	"NetworkAclEntryLimitExceeded":                 `A=$(acl $(vpc)); for i in $(seq 21); do aws ec2 create-network-acl-entry --network-acl-id $A --ingress --rule-number $i --protocol -1 --rule-action allow --cidr-block 0.0.0.0/0; done`,
	"RulesPerSecurityGroupLimitExceeded":           `G=$(group $(vpc)); for i in $(seq 61); do aws ec2 authorize-security-group-ingress --group-id $G --protocol tcp --port $i --cidr 0.0.0.0/0; done`,
	"SecurityGroupsPerInterfaceLimitExceeded":      `V=$(vpc); S=$(subnet $V 10.0.1.0/24); L=""; for i in 1 2 3 4 5 6; do L="$L $(group $V g$i)"; done; aws ec2 create-network-interface --subnet-id $S --groups $L`,
	"AddressLimitExceeded":                         `for i in 1 2 3 4 5 6; do aws ec2 allocate-address; done`,
	"NatGatewayLimitExceeded":                      `S=$(subnet $(vpc) 10.0.1.0/24); for i in 1 2 3 4 5 6; do aws ec2 create-nat-gateway --subnet-id $S --connectivity-type private; done`,
	"OutstandingVpcPeeringConnectionLimitExceeded": `more L-F678F1CE 20; L=""; for i in $(seq 9); do L="$L $(vpc 10.$i.0.0/16)"; done; for a in $L; do for b in $L; do [[ $a < $b ]] && aws ec2 create-vpc-peering-connection --vpc-id $a --peer-vpc-id $b; done; done; true`,
	"VpcPeeringConnectionAlreadyExists":            `A=$(vpc); B=$(vpc 10.1.0.0/16); P=$(peer $A $B); v ec2 accept-vpc-peering-connection --vpc-peering-connection-id $P; peer $A $B`,
	"VpcEndpointLimitExceeded":                     `more L-F678F1CE 30; for i in $(seq 21); do aws ec2 create-vpc-endpoint --vpc-id $(vpc 10.$i.0.0/16) --service-name com.amazonaws.us-east-1.s3; done`,
	"CannotDelete":                                 `V=$(vpc); aws ec2 delete-security-group --group-id $(v ec2 describe-security-groups --filters Name=vpc-id,Values=$V --query 'SecurityGroups[0].GroupId')`,
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

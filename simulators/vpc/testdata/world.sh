q() { "$@" --output text; }
VPC=$(q aws ec2 create-vpc --cidr-block 10.0.0.0/16 --amazon-provided-ipv6-cidr-block --tag-specifications 'ResourceType=vpc,Tags=[{Key=Name,Value=lunch}]' --query Vpc.VpcId)
aws ec2 associate-vpc-cidr-block --vpc-id $VPC --cidr-block 10.1.0.0/16
SIX=$(q aws ec2 describe-vpcs --vpc-ids $VPC --query 'Vpcs[0].Ipv6CidrBlockAssociationSet[0].Ipv6CidrBlock')
PUB=$(q aws ec2 create-subnet --vpc-id $VPC --cidr-block 10.0.0.0/24 --ipv6-cidr-block ${SIX%/56}/64 --availability-zone us-east-1a --query Subnet.SubnetId)
PRIV=$(q aws ec2 create-subnet --vpc-id $VPC --cidr-block 10.0.1.0/24 --availability-zone us-east-1b --query Subnet.SubnetId)
aws ec2 modify-subnet-attribute --subnet-id $PUB --map-public-ip-on-launch
aws ec2 modify-subnet-attribute --subnet-id $PUB --assign-ipv6-address-on-creation
IGW=$(q aws ec2 create-internet-gateway --query InternetGateway.InternetGatewayId)
aws ec2 attach-internet-gateway --internet-gateway-id $IGW --vpc-id $VPC
EIGW=$(q aws ec2 create-egress-only-internet-gateway --vpc-id $VPC --query EgressOnlyInternetGateway.EgressOnlyInternetGatewayId)
aws ec2 create-key-pair --key-name web --tag-specifications 'ResourceType=key-pair,Tags=[{Key=Name,Value=k}]' --query KeyName
aws ec2 create-key-pair --key-name other --key-type ed25519 --query KeyName
PROFILE=$(q aws iam create-instance-profile --instance-profile-name app --query InstanceProfile.InstanceProfileId)
WEB=$(q aws ec2 run-instances --image-id resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64 --instance-type t3.micro --key-name web --subnet-id $PUB --iam-instance-profile Name=app --monitoring Enabled=true --client-token abc --block-device-mappings 'DeviceName=/dev/sdf,Ebs={VolumeSize=20,VolumeType=gp2,DeleteOnTermination=false,Encrypted=true}' --user-data 'nc -l 80' --tag-specifications 'ResourceType=instance,Tags=[{Key=Name,Value=web}]' --query 'Instances[0].InstanceId')
APP=$(q aws ec2 run-instances --image-id resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64 --instance-type t4g.nano --subnet-id $PRIV --count 2 --query 'Instances[0].InstanceId')
aws ec2 wait instance-running --instance-ids $WEB
aws ec2 run-instances --image-id resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64 --instance-type t3.nano --network-interfaces "DeviceIndex=0,SubnetId=$PRIV,Description=front" --query "Instances[0].InstanceId"
aws ec2 stop-instances --instance-ids $APP
ENI=$(q aws ec2 create-network-interface --subnet-id $PRIV --description spare --query NetworkInterface.NetworkInterfaceId)
aws ec2 assign-private-ip-addresses --network-interface-id $ENI --secondary-private-ip-address-count 2
A=$(q aws ec2 allocate-address --query AllocationId)
B=$(q aws ec2 allocate-address --query AllocationId)
C=$(q aws ec2 allocate-address --query AllocationId)
aws ec2 associate-address --allocation-id $C --instance-id $WEB
aws ec2 associate-address --allocation-id $B --network-interface-id $ENI
NAT=$(q aws ec2 create-nat-gateway --subnet-id $PUB --allocation-id $A --query NatGateway.NatGatewayId)
PNAT=$(q aws ec2 create-nat-gateway --subnet-id $PRIV --connectivity-type private --query NatGateway.NatGatewayId)
aws ec2 wait nat-gateway-available --nat-gateway-ids $NAT
DEF=$(q aws ec2 describe-vpcs --filters Name=is-default,Values=true --query 'Vpcs[0].VpcId')
PCX=$(q aws ec2 create-vpc-peering-connection --vpc-id $VPC --peer-vpc-id $DEF --query VpcPeeringConnection.VpcPeeringConnectionId)
aws ec2 accept-vpc-peering-connection --vpc-peering-connection-id $PCX
VPC2=$(q aws ec2 create-vpc --cidr-block 10.9.0.0/16 --query Vpc.VpcId)
aws ec2 create-vpc-peering-connection --vpc-id $VPC --peer-vpc-id $VPC2
sleep 60
PL=$(q aws ec2 create-managed-prefix-list --prefix-list-name offices --max-entries 5 --address-family IPv4 --entries Cidr=203.0.113.0/24,Description=hq --query PrefixList.PrefixListId)
sleep 60
RT=$(q aws ec2 create-route-table --vpc-id $VPC --query RouteTable.RouteTableId)
RP=$(q aws ec2 create-route-table --vpc-id $VPC --query RouteTable.RouteTableId)
GW=$(q aws ec2 create-route-table --vpc-id $VPC --query RouteTable.RouteTableId)
aws ec2 associate-route-table --route-table-id $RT --subnet-id $PUB
aws ec2 associate-route-table --route-table-id $RP --subnet-id $PRIV
aws ec2 associate-route-table --route-table-id $GW --gateway-id $IGW
aws ec2 create-route --route-table-id $RT --destination-cidr-block 0.0.0.0/0 --gateway-id $IGW
aws ec2 create-route --route-table-id $RT --destination-ipv6-cidr-block ::/0 --egress-only-internet-gateway-id $EIGW
aws ec2 create-route --route-table-id $RP --destination-cidr-block 0.0.0.0/0 --nat-gateway-id $NAT
aws ec2 create-route --route-table-id $RP --destination-cidr-block 172.31.0.0/16 --vpc-peering-connection-id $PCX
aws ec2 create-route --route-table-id $RP --destination-cidr-block 192.0.2.0/24 --instance-id $WEB
aws ec2 create-route --route-table-id $RP --destination-cidr-block 198.51.100.0/24 --network-interface-id $ENI
aws ec2 create-route --route-table-id $RP --destination-prefix-list-id $PL --gateway-id $IGW
aws ec2 create-vpc-endpoint --vpc-id $VPC --service-name com.amazonaws.us-east-1.s3 --route-table-ids $RP
aws ec2 modify-vpc-attribute --vpc-id $VPC --enable-dns-hostnames
aws ec2 create-vpc-endpoint --vpc-id $VPC --vpc-endpoint-type Interface --service-name com.amazonaws.us-east-1.ssm --subnet-ids $PRIV
ACL=$(q aws ec2 create-network-acl --vpc-id $VPC --query NetworkAcl.NetworkAclId)
aws ec2 create-network-acl-entry --network-acl-id $ACL --rule-number 100 --protocol tcp --rule-action allow --ingress --cidr-block 10.0.0.0/8 --port-range From=80,To=81
aws ec2 create-network-acl-entry --network-acl-id $ACL --rule-number 110 --protocol icmp --rule-action allow --egress --cidr-block 10.0.0.0/8 --icmp-type-code Type=8,Code=0
aws ec2 create-network-acl-entry --network-acl-id $ACL --rule-number 120 --protocol 58 --rule-action deny --ingress --ipv6-cidr-block 2001:db8::/32 --icmp-type-code Type=128,Code=-1
AS=$(q aws ec2 describe-network-acls --filters Name=vpc-id,Values=$VPC Name=default,Values=true --query "NetworkAcls[0].Associations[?SubnetId=='$PRIV'].NetworkAclAssociationId")
aws ec2 replace-network-acl-association --association-id $AS --network-acl-id $ACL
SG=$(q aws ec2 create-security-group --group-name door --description 'the door' --vpc-id $VPC --query GroupId)
aws ec2 authorize-security-group-ingress --group-id $SG --ip-permissions 'IpProtocol=tcp,FromPort=80,ToPort=81,IpRanges=[{CidrIp=203.0.113.0/24}],Ipv6Ranges=[{CidrIpv6=2001:db8::/32}]' "IpProtocol=icmp,FromPort=8,ToPort=-1,UserIdGroupPairs=[{GroupId=$SG}]" "IpProtocol=udp,FromPort=53,ToPort=53,PrefixListIds=[{PrefixListId=$PL}]"
aws ec2 authorize-security-group-egress --group-id $SG --ip-permissions 'IpProtocol=tcp,FromPort=443,ToPort=443,IpRanges=[{CidrIp=198.51.100.0/24}],Ipv6Ranges=[{CidrIpv6=2001:db8:1::/48}]' "IpProtocol=udp,FromPort=123,ToPort=123,UserIdGroupPairs=[{GroupId=$SG}]" "IpProtocol=udp,FromPort=53,ToPort=53,PrefixListIds=[{PrefixListId=$PL}]"
IMG=$(q aws ec2 create-image --instance-id $WEB --name mine --no-reboot --query ImageId)
NIP=$(q aws ec2 create-network-insights-path --source $WEB --destination $ENI --protocol tcp --destination-port 22 --query NetworkInsightsPath.NetworkInsightsPathId)
NI2=$(q aws ec2 create-network-insights-path --source $IGW --destination $WEB --protocol udp --query NetworkInsightsPath.NetworkInsightsPathId)
aws ec2 start-network-insights-analysis --network-insights-path-id $NIP
sleep 120
AMI=$(q aws ec2 describe-instances --instance-ids $WEB --query 'Reservations[0].Instances[0].ImageId')
AIP=$(q aws ec2 describe-addresses --allocation-ids $A --query 'Addresses[0].PublicIp')
CIP=$(q aws ec2 describe-addresses --allocation-ids $C --query 'Addresses[0].PublicIp')
WEBENI=$(q aws ec2 describe-network-interfaces --filters Name=attachment.instance-id,Values=$WEB --query 'NetworkInterfaces[0].NetworkInterfaceId')
WEBATT=$(q aws ec2 describe-network-interfaces --network-interface-ids $WEBENI --query 'NetworkInterfaces[0].Attachment.AttachmentId')
WEBSIX=$(q aws ec2 describe-network-interfaces --network-interface-ids $WEBENI --query 'NetworkInterfaces[0].Ipv6Addresses[0].Ipv6Address')
S3=$(q aws ec2 describe-vpc-endpoints --filters Name=vpc-endpoint-type,Values=Gateway --query 'VpcEndpoints[0].VpcEndpointId')
SSM=$(q aws ec2 describe-vpc-endpoints --filters Name=vpc-endpoint-type,Values=Interface --query 'VpcEndpoints[0].VpcEndpointId')
DEFSG=$(q aws ec2 describe-security-groups --filters Name=vpc-id,Values=$VPC Name=group-name,Values=default --query 'SecurityGroups[0].GroupId')
DEFSG2=$(q aws ec2 describe-security-groups --filters Name=vpc-id,Values=$VPC2 Name=group-name,Values=default --query 'SecurityGroups[0].GroupId')
RULE=$(q aws ec2 describe-security-group-rules --filters Name=group-id,Values=$SG --query "SecurityGroupRules[?CidrIpv4=='203.0.113.0/24']|[0].SecurityGroupRuleId")

set -e
export AWS_DEFAULT_OUTPUT=text
tag() { printf 'ResourceType=%s,Tags=[{Key=Name,Value=%s}]' "$1" "$2"; }
VPC=$(aws ec2 create-vpc --cidr-block 10.0.0.0/16 --tag-specifications "$(tag vpc lunch)" --query Vpc.VpcId)
IGW=$(aws ec2 create-internet-gateway --tag-specifications "$(tag internet-gateway front)" --query InternetGateway.InternetGatewayId)
aws ec2 attach-internet-gateway --internet-gateway-id $IGW --vpc-id $VPC
PUB=$(aws ec2 create-route-table --vpc-id $VPC --tag-specifications "$(tag route-table public)" --query RouteTable.RouteTableId)
aws ec2 create-route --route-table-id $PUB --destination-cidr-block 0.0.0.0/0 --gateway-id $IGW
n=0
for z in a b; do
  for tier in web app; do
    S=$(aws ec2 create-subnet --vpc-id $VPC --cidr-block 10.0.$n.0/24 --availability-zone ap-northeast-2$z --tag-specifications "$(tag subnet $tier-$z)" --query Subnet.SubnetId)
    [ $tier = web ] && aws ec2 associate-route-table --route-table-id $PUB --subnet-id $S
    eval "${tier}_$z=$S"
    n=$((n + 1))
  done
done
WEB=$(aws ec2 create-security-group --group-name web --description web --vpc-id $VPC --query GroupId)
aws ec2 authorize-security-group-ingress --group-id $WEB --protocol tcp --port 80 --cidr 0.0.0.0/0
APP=$(aws ec2 create-security-group --group-name app --description app --vpc-id $VPC --query GroupId)
aws ec2 authorize-security-group-ingress --group-id $APP --protocol tcp --port 8080 --source-group $WEB
AMI=$(aws ec2 describe-images --owners amazon --filters 'Name=name,Values=al2023-ami-2023*-x86_64' --query 'sort_by(Images,&CreationDate)[-1].ImageId')
aws ec2 run-instances --image-id $AMI --instance-type t3.micro --subnet-id $web_a --security-group-ids $WEB --associate-public-ip-address --user-data '# skylab: listen tcp/80 nginx' --tag-specifications "$(tag instance web)" --query 'Instances[].InstanceId'
aws ec2 run-instances --image-id $AMI --instance-type t3.micro --subnet-id $app_a --security-group-ids $APP --tag-specifications "$(tag instance app)" --query 'Instances[].InstanceId'
EIP=$(aws ec2 allocate-address --query AllocationId)
NAT=$(aws ec2 create-nat-gateway --subnet-id $web_b --allocation-id $EIP --tag-specifications "$(tag natgateway out)" --query NatGateway.NatGatewayId)
aws ec2 wait nat-gateway-available --nat-gateway-ids $NAT
PRIV=$(aws ec2 create-route-table --vpc-id $VPC --tag-specifications "$(tag route-table private)" --query RouteTable.RouteTableId)
aws ec2 create-route --route-table-id $PRIV --destination-cidr-block 0.0.0.0/0 --nat-gateway-id $NAT
aws ec2 associate-route-table --route-table-id $PRIV --subnet-id $app_a
aws ec2 create-vpc-endpoint --vpc-id $VPC --service-name com.amazonaws.ap-northeast-2.s3 --route-table-ids $PRIV --query VpcEndpoint.VpcEndpointId
sleep 1m
trace internet web:80
trace app internet:443
trace internet app:8080 || echo "as it should be: $?"
date -u

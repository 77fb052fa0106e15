# A shop in two zones: web in public subnets, app and db in private ones.
VPC=$(aws ec2 create-vpc --cidr-block 10.0.0.0/16 --tag-specifications 'ResourceType=vpc,Tags=[{Key=Name,Value=shop}]' --query Vpc.VpcId --output text)
IGW=$(aws ec2 create-internet-gateway --query InternetGateway.InternetGatewayId --output text)
aws ec2 attach-internet-gateway --internet-gateway-id $IGW --vpc-id $VPC
subnet() {
  aws ec2 create-subnet --vpc-id $VPC --cidr-block $2 --availability-zone $3 --tag-specifications "ResourceType=subnet,Tags=[{Key=Name,Value=$1}]" --query Subnet.SubnetId --output text
}
PUBA=$(subnet public-a 10.0.1.0/24 ap-northeast-2a)
PUBC=$(subnet public-c 10.0.2.0/24 ap-northeast-2c)
APPA=$(subnet app-a 10.0.11.0/24 ap-northeast-2a)
APPC=$(subnet app-c 10.0.12.0/24 ap-northeast-2c)
DBA=$(subnet db-a 10.0.21.0/24 ap-northeast-2a)
DBC=$(subnet db-c 10.0.22.0/24 ap-northeast-2c)
PUBLIC=$(aws ec2 create-route-table --vpc-id $VPC --tag-specifications 'ResourceType=route-table,Tags=[{Key=Name,Value=public}]' --query RouteTable.RouteTableId --output text)
aws ec2 create-route --route-table-id $PUBLIC --destination-cidr-block 0.0.0.0/0 --gateway-id $IGW
aws ec2 associate-route-table --route-table-id $PUBLIC --subnet-id $PUBA
aws ec2 associate-route-table --route-table-id $PUBLIC --subnet-id $PUBC
group() {
  aws ec2 create-security-group --vpc-id $VPC --group-name $1 --description $1 --query GroupId --output text
}
WEB=$(group web)
APP=$(group app)
DB=$(group db)
aws ec2 authorize-security-group-ingress --group-id $WEB --protocol tcp --port 80 --cidr 0.0.0.0/0
aws ec2 authorize-security-group-ingress --group-id $APP --protocol tcp --port 8080 --source-group $WEB
aws ec2 authorize-security-group-ingress --group-id $DB --protocol tcp --port 3306 --source-group $APP
host() {
  aws ec2 run-instances --image-id resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64 --instance-type t3.micro --subnet-id $2 --security-group-ids $3 --tag-specifications "ResourceType=instance,Tags=[{Key=Name,Value=$1}]" $5 --query 'Instances[0].InstanceId' --output text \
    --user-data "#!/bin/bash
# skylab: listen tcp/$4 $1
cd /tmp && echo $1 > index.html && nohup python3 -m http.server $4 &"
}
host web-a $PUBA $WEB 80 --associate-public-ip-address
host web-c $PUBC $WEB 80 --associate-public-ip-address
host app-a $APPA $APP 8080
host app-c $APPC $APP 8080
host db-a $DBA $DB 3306
aws ec2 wait instance-running

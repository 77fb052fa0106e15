# Two networks that can be joined: shop and warehouse, one host in each.
network() {
  V=$(aws ec2 create-vpc --cidr-block $2 --tag-specifications "ResourceType=vpc,Tags=[{Key=Name,Value=$1}]" --query Vpc.VpcId --output text)
  S=$(aws ec2 create-subnet --vpc-id $V --cidr-block $3 --availability-zone ap-northeast-2a --tag-specifications "ResourceType=subnet,Tags=[{Key=Name,Value=$1-a}]" --query Subnet.SubnetId --output text)
  G=$(aws ec2 create-security-group --vpc-id $V --group-name $1 --description $1 --query GroupId --output text)
  aws ec2 authorize-security-group-ingress --group-id $G --protocol tcp --port 443 --cidr 10.0.0.0/8
  aws ec2 run-instances --image-id resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64 --instance-type t3.micro --subnet-id $S --security-group-ids $G --tag-specifications "ResourceType=instance,Tags=[{Key=Name,Value=$4}]" --query 'Instances[0].InstanceId' --output text \
    --user-data "#!/bin/bash
# skylab: listen tcp/443 $4
cd /tmp && echo $4 > index.html && nohup python3 -m http.server 443 &"
}
network shop 10.0.0.0/16 10.0.1.0/24 shop-web
network warehouse 10.1.0.0/16 10.1.1.0/24 stock
aws ec2 wait instance-running

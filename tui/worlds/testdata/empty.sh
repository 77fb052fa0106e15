aws ec2 describe-regions --query "length(Regions)"

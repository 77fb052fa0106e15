cat > trust.json <<X
{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}
X
ROLE=$(aws iam create-role --role-name fn --assume-role-policy-document file://trust.json --query Role.Arn --output text)
sleep 10
fn() { aws lambda create-function --function-name $1 --runtime python3.13 --handler $1.handler --role $ROLE --code S3Bucket=lab-packages,S3Key=$1-5MB.zip --memory-size $2 --timeout 30 > /dev/null; }
fn orders 512
fn menu-photo 1769
fn notify 128
sleep 10
aws lambda publish-version --function-name orders > /dev/null
aws lambda create-alias --function-name orders --name live --function-version 1 > /dev/null
aws lambda update-function-configuration --function-name orders --memory-size 1024 > /dev/null
sleep 5
aws lambda publish-version --function-name orders > /dev/null
aws lambda update-alias --function-name orders --name live --function-version 1 --routing-config 'AdditionalVersionWeights={2=0.1}' > /dev/null
aws lambda put-function-concurrency --function-name notify --reserved-concurrent-executions 5 > /dev/null
aws lambda put-provisioned-concurrency-config --function-name orders --qualifier live --provisioned-concurrent-executions 2 > /dev/null
for n in 1 2; do aws lambda invoke --function-name menu-photo out.json > /dev/null; done
aws lambda invoke --function-name orders:live out.json > /dev/null
load --function notify --shape poisson --rate 100/s --for 30s

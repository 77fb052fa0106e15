# A day of the kitchen: keys of every kind, a zone and its answers, functions under load.
KEY=$(aws kms create-key --query KeyMetadata.KeyId --output text)
aws kms create-alias --alias-name alias/orders --target-key-id $KEY
aws kms enable-key-rotation --key-id $KEY
SIGN=$(aws kms create-key --key-spec RSA_2048 --key-usage SIGN_VERIFY --query KeyMetadata.KeyId --output text)
MAC=$(aws kms create-key --key-spec HMAC_256 --key-usage GENERATE_VERIFY_MAC --query KeyMetadata.KeyId --output text)
printf 'child;allergy\n17;peanut\n' > orders.csv
aws kms encrypt --key-id alias/orders --plaintext fileb://orders.csv --encryption-context shop=7 --query CiphertextBlob --output text | tee orders.b64
aws kms generate-data-key --key-id alias/orders --key-spec AES_256 --query Plaintext --output text | base64 -d > data.key
openssl enc -aes-256-cbc -pbkdf2 -pass file:data.key -in orders.csv -base64
openssl dgst -sha256 orders.csv
aws kms sign --key-id $SIGN --message fileb://orders.csv --signing-algorithm RSASSA_PKCS1_V1_5_SHA_256 --query Signature --output text
aws kms sign --key-id $SIGN --message fileb://orders.csv --signing-algorithm RSASSA_PSS_SHA_256 --query Signature --output text
aws kms generate-mac --key-id $MAC --message fileb://orders.csv --mac-algorithm HMAC_SHA_256 --query Mac --output text
aws kms create-grant --key-id $KEY --grantee-principal arn:aws:iam::111122223333:user/you --operations Decrypt --query GrantId --output text

ZONE=$(aws route53 create-hosted-zone --name lunchbell.example.com --caller-reference a --query HostedZone.Id --output text)
put() { aws route53 change-resource-record-sets --hosted-zone-id $ZONE --change-batch "{\"Changes\":[{\"Action\":\"UPSERT\",\"ResourceRecordSet\":$1}]}" --query ChangeInfo.Id; }
for i in 1 2 3; do put '{"Name":"w.lunchbell.example.com","Type":"A","TTL":60,"SetIdentifier":"'$i'","Weight":'$((i*10))',"ResourceRecords":[{"Value":"203.0.113.'$i'"}]}'; done
for r in ap-northeast-2 us-east-1 eu-central-1; do put '{"Name":"l.lunchbell.example.com","Type":"A","TTL":60,"SetIdentifier":"'$r'","Region":"'$r'","ResourceRecords":[{"Value":"198.51.100.'${#r}'"}]}'; done
for b in -50 20; do put '{"Name":"g.lunchbell.example.com","Type":"A","TTL":60,"SetIdentifier":"'$b'","GeoProximityLocation":{"Coordinates":{"Latitude":"'$((b+60))'.12","Longitude":"127.5"},"Bias":'$b'},"ResourceRecords":[{"Value":"192.0.2.'$((b+60))'"}]}'; done
aws route53domains update-domain-nameservers --region us-east-1 --domain-name lunchbell.example.com --nameservers $(aws route53 get-hosted-zone --id $ZONE --query 'DelegationSet.NameServers[]' --output text | tr '\t' '\n' | sed 's/^/Name=/')
sleep 2d
for n in w l g; do for c in Seoul Berlin Lima; do dig $n.lunchbell.example.com --from $c +short; done; done
load dns w.lunchbell.example.com --from world --for 2m
load dns l.lunchbell.example.com --from world --for 2m --output json > dns.json; openssl dgst -sha256 dns.json

echo '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}' > trust.json
ROLE=$(aws iam create-role --role-name fn --assume-role-policy-document file://trust.json --query Role.Arn --output text)
aws iam attach-role-policy --role-name fn --policy-arn arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
for f in menu-photo orders; do aws lambda create-function --function-name $f --runtime python3.13 --handler $f.handler --role $ROLE --code S3Bucket=lab-packages,S3Key=$f-5MB.zip --memory-size 512 --timeout 30 --query CodeSha256; done
sleep 10
aws lambda invoke --function-name orders --cli-binary-format raw-in-base64-out --payload '{"order":1}' out.json; cat out.json; echo
aws lambda invoke --function-name orders --invocation-type Event --cli-binary-format raw-in-base64-out --payload '{"poison":true}' out.json
told() { jq 'with_entries(select(.value|type == "number"))' $1; openssl dgst -sha256 $1; }
load --function menu-photo --rate 20/s --for 10m --shape poisson
load --function orders --rate 5/s --for 10m --shape burst
load --function menu-photo --rate 0.9/s --shape poisson --warm exp:1.991s --cold exp:2.244s --expire 600s --for 20000s --output json > load.json; told load.json
load --function orders --rate 2/s --for 1d --shape diurnal --output json > load.json; told load.json
sleep 5m
aws logs filter-log-events --log-group-name /aws/lambda/orders --query 'events[-6:].message'
aws cloudwatch get-metric-statistics --namespace AWS/Lambda --metric-name Duration --dimensions Name=FunctionName,Value=orders --start-time 2026-11-22T00:00:00Z --end-time 2026-11-25T00:00:00Z --period 86400 --statistics Average Maximum SampleCount
sleep 400d
aws kms list-key-rotations --key-id $KEY
base64 -d orders.b64 > orders.enc
aws kms decrypt --ciphertext-blob fileb://orders.enc --encryption-context shop=7 --query '[KeyId,Plaintext]'
aws cloudtrail lookup-events --max-results 3 --query 'Events[].[EventName,EventTime,EventId]'

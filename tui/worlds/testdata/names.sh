ZONE=$(aws route53 create-hosted-zone --name lunchbell.example.com --caller-reference a --query HostedZone.Id --output text)
put() { aws route53 change-resource-record-sets --hosted-zone-id $ZONE --change-batch "{\"Changes\":[{\"Action\":\"UPSERT\",\"ResourceRecordSet\":$1}]}"; }
put '{"Name":"lunchbell.example.com","Type":"A","TTL":60,"ResourceRecords":[{"Value":"203.0.113.20"}]}'
put '{"Name":"shop.lunchbell.example.com","Type":"A","TTL":60,"SetIdentifier":"korea","GeoLocation":{"CountryCode":"KR"},"ResourceRecords":[{"Value":"203.0.113.20"}]}'
put '{"Name":"shop.lunchbell.example.com","Type":"A","TTL":60,"SetIdentifier":"world","GeoLocation":{"CountryCode":"*"},"ResourceRecords":[{"Value":"198.51.100.40"}]}'
aws route53domains update-domain-nameservers --region us-east-1 --domain-name lunchbell.example.com --nameservers $(aws route53 get-hosted-zone --id $ZONE --query 'DelegationSet.NameServers[]' --output text | tr '\t' '\n' | sed 's/^/Name=/')
put '{"Name":"www.lunchbell.example.com","Type":"A","TTL":60,"SetIdentifier":"old","Weight":90,"ResourceRecords":[{"Value":"203.0.113.20"}]}'
put '{"Name":"www.lunchbell.example.com","Type":"A","TTL":60,"SetIdentifier":"new","Weight":10,"ResourceRecords":[{"Value":"203.0.113.40"}]}'
sleep 2d
load dns www.lunchbell.example.com --from world --for 10m > shares.txt
dig shop.lunchbell.example.com --from Seoul
dig shop.lunchbell.example.com --from Berlin
put '{"Name":"shop.lunchbell.example.com","Type":"A","TTL":60,"SetIdentifier":"world","GeoLocation":{"CountryCode":"*"},"ResourceRecords":[{"Value":"198.51.100.50"}]}'
sleep 20

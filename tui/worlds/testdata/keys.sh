KEY=$(aws kms create-key --description orders --query KeyMetadata.KeyId --output text)
aws kms create-alias --alias-name alias/orders --target-key-id $KEY
aws kms enable-key-rotation --key-id $KEY --rotation-period-in-days 90
OLD=$(aws kms create-key --description archive --query KeyMetadata.KeyId --output text)
aws kms schedule-key-deletion --key-id $OLD --pending-window-in-days 7
MENU=$(aws kms create-key --key-spec RSA_2048 --key-usage SIGN_VERIFY --query KeyMetadata.KeyId --output text)
aws kms create-alias --alias-name alias/menu --target-key-id $MENU
printf 'child;allergy\n17;peanut\n' > orders.csv
aws kms generate-data-key --key-id alias/orders --key-spec AES_256 --encryption-context shop=7 > dk.json
jq -r .Plaintext dk.json | base64 -d > data.key
jq -r .CiphertextBlob dk.json | base64 -d > orders.key.enc
PASS=$(jq -r .Plaintext dk.json)
rm dk.json
openssl enc -aes-256-cbc -pbkdf2 -pass file:data.key -in orders.csv -out orders.csv.enc
aws kms generate-data-key-without-plaintext --key-id alias/orders --key-spec AES_256 --query CiphertextBlob --output text > later.key.b64

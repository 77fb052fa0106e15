package aws

// examplesOf are such lines by service and operation, for names that several
// services have.
var examplesOf = map[string]string{
	"kms CreateKey":           "aws kms create-key --description orders --query KeyMetadata.KeyId --output text",
	"kms CreateAlias":         "aws kms create-alias --alias-name alias/orders --target-key-id $KEY",
	"kms UpdateAlias":         "aws kms update-alias --alias-name alias/orders --target-key-id $KEY",
	"kms DeleteAlias":         "aws kms delete-alias --alias-name alias/orders",
	"kms ListAliases":         "aws kms list-aliases --query 'Aliases[].[AliasName,TargetKeyId]' --output text",
	"kms DescribeKey":         "aws kms describe-key --key-id alias/orders --query KeyMetadata.KeyState --output text",
	"kms Encrypt":             "aws kms encrypt --key-id alias/orders --plaintext fileb://secret.txt --encryption-context customer=17 --query CiphertextBlob --output text | base64 -d > secret.enc",
	"kms Decrypt":             "aws kms decrypt --ciphertext-blob fileb://secret.enc --encryption-context customer=17 --query Plaintext --output text | base64 -d",
	"kms ReEncrypt":           "aws kms re-encrypt --ciphertext-blob fileb://secret.enc --destination-key-id alias/archive --query CiphertextBlob --output text | base64 -d > secret.new",
	"kms GenerateDataKey":     "aws kms generate-data-key --key-id alias/orders --key-spec AES_256 --encryption-context customer=17 > datakey.json",
	"kms GenerateRandom":      "aws kms generate-random --number-of-bytes 32 --query Plaintext --output text",
	"kms GenerateMac":         "aws kms generate-mac --key-id alias/mac --message fileb://prices.csv --mac-algorithm HMAC_SHA_256 --query Mac --output text",
	"kms VerifyMac":           "aws kms verify-mac --key-id alias/mac --message fileb://prices.csv --mac-algorithm HMAC_SHA_256 --mac fileb://prices.mac",
	"kms Sign":                "aws kms sign --key-id alias/sign --message fileb://menu.txt --signing-algorithm ECDSA_SHA_256 --query Signature --output text | base64 -d > menu.sig",
	"kms Verify":              "aws kms verify --key-id alias/sign --message fileb://menu.txt --signing-algorithm ECDSA_SHA_256 --signature fileb://menu.sig",
	"kms GetKeyPolicy":        "aws kms get-key-policy --key-id $KEY --query Policy --output text",
	"kms PutKeyPolicy":        "aws kms put-key-policy --key-id $KEY --policy file://policy.json",
	"kms CreateGrant":         "aws kms create-grant --key-id $KEY --grantee-principal arn:aws:iam::111122223333:role/batch --operations Decrypt --constraints EncryptionContextEquals={courier=7}",
	"kms RetireGrant":         "aws kms retire-grant --grant-token $TOKEN",
	"kms RevokeGrant":         "aws kms revoke-grant --key-id $KEY --grant-id $GRANT",
	"kms EnableKeyRotation":   "aws kms enable-key-rotation --key-id $KEY --rotation-period-in-days 90",
	"kms ScheduleKeyDeletion": "aws kms schedule-key-deletion --key-id $KEY --pending-window-in-days 7",
	"kms ReplicateKey":        "aws kms replicate-key --key-id $KEY --replica-region us-east-1",
	"kms TagResource":         "aws kms tag-resource --key-id $KEY --tags TagKey=team,TagValue=kitchen",
}

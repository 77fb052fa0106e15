package kms

import "slices"

// byAlias are the operations that find their key by an alias as well: those
// that use it, and DescribeKey. What changes a key wants its ID or ARN.
// docs.aws.amazon.com/kms/latest/developerguide/alias-using.html
var byAlias = []string{
	"Decrypt", "DeriveSharedSecret", "DescribeKey", "Encrypt", "GenerateDataKey", "GenerateDataKeyPair", "GenerateDataKeyPairWithoutPlaintext",
	"GenerateDataKeyWithoutPlaintext", "GenerateMac", "GetPublicKey", "ReEncrypt", "Sign", "Verify", "VerifyMac",
}

// TakesAlias is true of an operation whose key may be named by an alias.
func TakesAlias(operation string) bool { return slices.Contains(byAlias, operation) }

package s3

import (
	"crypto/md5"
	"encoding/base64"

	"skylab/simulators/cloud"
)

// sum is the MD5 of a customer's key in base64, which is all that S3 keeps of
// it. The key arrives in base64 or, as the aws command lets people type it, as
// it is.
func (k customer) sum() (string, error) {
	if k.algorithm == nil || *k.algorithm != sseS3 {
		return "", cloud.Errorf("InvalidArgument", "Requests specifying Server Side Encryption with Customer provided keys must provide a valid encryption algorithm.")
	}
	if k.key == nil {
		return "", cloud.Errorf("InvalidArgument", "Requests specifying Server Side Encryption with Customer provided keys must provide an appropriate secret key.")
	}
	key := []byte(*k.key)
	if decoded, err := base64.StdEncoding.DecodeString(*k.key); err == nil && len(decoded) == 32 {
		key = decoded
	}
	if len(key) != 32 {
		return "", cloud.Errorf("InvalidArgument", "The secret key was invalid for the specified algorithm.")
	}
	sum := md5.Sum(key)
	return base64.StdEncoding.EncodeToString(sum[:]), nil
}

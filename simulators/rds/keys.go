package rds

import "skylab/simulators/cloud"

// grantOperations are what RDS lets itself do with a key.
// docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.Keys.html
var grantOperations = []string{"Decrypt", "Encrypt", "GenerateDataKey", "GenerateDataKeyWithoutPlaintext", "ReEncryptFrom", "ReEncryptTo", "CreateGrant", "RetireGrant", "DescribeKey"}

// contextKey is the pair of RDS's encryption context: the database's own ID.
const contextKey = "aws:rds:db-id"

// take finds the key for a new disk, without a word alias/aws/rds, and has RDS
// grant itself its use. Both calls are the caller's in the trail.
func (s *State) take(c *cloud.Call, key *string, resource string) (string, error) {
	id := ""
	if key != nil {
		id = *key
	} else {
		id = s.keys.DefaultKey(c)
	}
	arn, enabled, err := s.keys.Describe(c, id)
	if err == nil && enabled {
		err = s.keys.Grant(c, arn, grantOperations, map[string]string{contextKey: resource})
	}
	if err != nil || !enabled {
		return "", cloud.Errorf("KMSKeyNotAccessibleFault", "The specified KMS key [%s] does not exist, is not enabled or you do not have permissions to access it.", id)
	}
	return arn, nil
}

// status is an instance's status as it is told: without its key a database is
// of no use. docs.aws.amazon.com/AmazonRDS/latest/UserGuide/accessing-monitoring.html
func (s *State) status(i *Instance) string {
	if i.Encrypted && i.Status == available && !s.keys.Usable(i.Scope, i.KeyARN) {
		return "inaccessible-encryption-credentials-recoverable"
	}
	return i.Status
}

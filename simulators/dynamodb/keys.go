package dynamodb

import (
	"slices"

	"skylab/simulators/cloud"
)

// grantOperations are what DynamoDB lets itself do with a key.
// docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html
var grantOperations = []string{"DescribeKey", "GenerateDataKey", "Decrypt", "Encrypt", "ReEncryptFrom", "ReEncryptTo", "RetireGrant"}

// context names the table and its account in every call to KMS.
// docs.aws.amazon.com/kms/latest/developerguide/services-dynamodb.html
func (t *Table) context() map[string]string {
	return map[string]string{"aws:dynamodb:tableName": t.Name, "aws:dynamodb:subscriberId": t.Scope.Account}
}

// seal puts a table under the key that a specification names: none is a key
// that AWS owns, of which neither KMS nor the trail of the account knows.
func (s *State) seal(c *cloud.Call, t *Table, spec *SSESpecification) error {
	if spec == nil {
		return nil
	}
	if spec.Enabled == nil || !*spec.Enabled {
		if spec.KMSMasterKeyId != nil {
			return invalid("One or more parameter values were invalid: KMSMasterKeyId must not be specified when SSE is disabled")
		}
		t.KeyARN, t.Wrapped, t.Open = "", nil, nil
		return nil
	}
	if spec.SSEType != nil && *spec.SSEType != "KMS" {
		return invalid("One or more parameter values were invalid: SSEType %s is not supported", *spec.SSEType)
	}
	id := ""
	if spec.KMSMasterKeyId != nil {
		id = *spec.KMSMasterKeyId
	} else {
		id = s.keys.DefaultKey(c)
	}
	arn, enabled, err := s.keys.Describe(c, id)
	if err == nil && !enabled {
		err = cloud.Errorf("DisabledException", "%s is disabled.", arn)
	}
	if err == nil {
		err = s.keys.Grant(c, arn, grantOperations, t.context())
	}
	var wrapped []byte
	if err == nil {
		_, wrapped, _, err = s.keys.GenerateDataKey(c, arn, t.context())
	}
	if err != nil {
		return invalid("KMS validation error: %s", message(err))
	}
	t.KeyARN, t.Wrapped, t.Open = arn, wrapped, nil
	return nil
}

func message(err error) string {
	if e, ok := err.(*cloud.Error); ok {
		return e.Message
	}
	return err.Error()
}

// tableKeyLife is how long DynamoDB keeps a table key in the clear before it
// asks KMS again, for each caller.
// docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html
const tableKeyLife = 5 * 60 * cloud.Second

// open asks for what it takes to read or write a table's items.
func (s *State) open(c *cloud.Call, t *Table) error {
	if t.KeyARN == "" {
		return nil
	}
	if slices.ContainsFunc(t.Open, func(o Opened) bool { return o.Caller == c.Caller.ARN && o.Until > c.Now }) {
		return nil
	}
	if _, _, err := s.keys.Decrypt(c, t.Wrapped, t.context()); err != nil {
		return cloud.Errorf("AccessDeniedException", "KMS key access denied error: %s", message(err))
	}
	t.Open = append(slices.DeleteFunc(t.Open, func(o Opened) bool { return o.Until <= c.Now }), Opened{c.Caller.ARN, c.Now + tableKeyLife})
	return nil
}

func invalid(format string, args ...any) error {
	return cloud.Errorf("ValidationException", format, args...)
}

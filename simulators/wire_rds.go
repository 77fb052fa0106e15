package simulators

import (
	"skylab/simulators/cloud"
	"skylab/simulators/kms"
)

// storeKeys is KMS for a store that keeps a key for a resource: it describes
// the key and gives itself a grant, in the caller's name.
type storeKeys struct{ keyService }

// wireRDS gives RDS its way to KMS.
func (w *World) wireRDS() { w.RDS.Plug(storeKeys{w.keysFor("rds")}) }

// Describe finds a key by ID, ARN or alias and tells whether it can be used.
func (k storeKeys) Describe(c *cloud.Call, key string) (arn string, enabled bool, err error) {
	out, err := k.do(c, "DescribeKey", &kms.DescribeKeyInput{KeyId: key})
	if err != nil {
		return "", false, err
	}
	m := out.(kms.DescribeKeyOutput).KeyMetadata
	return *m.Arn, m.Enabled, nil
}

// Grant lets the service use a key for one resource, named by the pairs.
func (k storeKeys) Grant(c *cloud.Call, key string, operations []string, context map[string]string) error {
	itself := k.name + "." + c.Region + ".amazonaws.com"
	_, err := k.do(c, "CreateGrant", &kms.CreateGrantInput{
		KeyId: key, GranteePrincipal: itself, RetiringPrincipal: &itself, Operations: operations,
		Constraints: &kms.GrantConstraints{EncryptionContextSubset: context},
	})
	return err
}

// Usable looks at a key without a call: whether the service can still use it.
func (k storeKeys) Usable(scope cloud.Scope, arn string) bool {
	r := k.world.KMS.Look(scope)
	if r == nil {
		return false
	}
	for key := range r.Keys.All {
		if key.ARN() == arn {
			return key.State == kms.Enabled
		}
	}
	return false
}

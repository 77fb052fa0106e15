package kms

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

const (
	external = "EXTERNAL"
	byAWS    = "AWS_KMS"
)

// CreateKeyInput is what a key is made of.
type CreateKeyInput struct {
	Policy                         *string `doc:"the key policy, JSON; left out: the account's root, and so IAM, decides"`
	Description                    *string `doc:"text for people; it shows in CloudTrail, so nothing secret"`
	KeyUsage                       *string `enum:"SIGN_VERIFY|ENCRYPT_DECRYPT|GENERATE_VERIFY_MAC|KEY_AGREEMENT" doc:"what it is for; ENCRYPT_DECRYPT unless the key spec has another"`
	CustomerMasterKeySpec          *string `doc:"the key spec under its name before 2021"`
	KeySpec                        *string `doc:"the kind of key; SYMMETRIC_DEFAULT is AES-256"`
	Origin                         *string `enum:"AWS_KMS|EXTERNAL|AWS_CLOUDHSM|EXTERNAL_KEY_STORE" doc:"where its material comes from; EXTERNAL: you import it"`
	BypassPolicyLockoutSafetyCheck bool    `doc:"take a policy that locks the caller out"`
	Tags                           []Tags  `doc:"tags"`
	MultiRegion                    *bool   `doc:"make the primary of a multi-Region key; it cannot be made one later"`
}

// Tags is a tag as a call gives it.
type Tags struct {
	TagKey   string `required:"true" doc:"the tag's name, at most 128 characters"`
	TagValue string `required:"true" doc:"the tag's value, at most 256 characters"`
}

// CreateKeyOutput is the new key.
type CreateKeyOutput struct{ KeyMetadata *KeyMetadata }

// CreateKey makes a key.
// docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html
func (s *State) CreateKey(c *cloud.Call, in CreateKeyInput) (CreateKeyOutput, error) {
	name, err := in.spec()
	if err != nil {
		return CreateKeyOutput{}, err
	}
	k := Key{Spec: name, Usage: deref(in.KeyUsage), Origin: deref(in.Origin), Description: deref(in.Description), MultiRegion: deref(in.MultiRegion)}
	if err := in.usage(&k); err != nil {
		return CreateKeyOutput{}, err
	}
	if err := in.origin(&k); err != nil {
		return CreateKeyOutput{}, err
	}
	if err := lengthOf("description", k.Description, 0, 8192); err != nil {
		return CreateKeyOutput{}, err
	}
	if k.Tags, err = tagged(nil, in.Tags); err != nil {
		return CreateKeyOutput{}, err
	}
	if err := k.setPolicy(c, s.directory, deref(in.Policy), in.BypassPolicyLockoutSafetyCheck); err != nil {
		return CreateKeyOutput{}, err
	}
	r := s.At(c.Scope)
	if r.Keys.Len() >= r.quota(quotaKeys) {
		return CreateKeyOutput{}, cloud.Errorf("LimitExceededException", "You have reached the limit of %d KMS keys in this Region.", r.quota(quotaKeys))
	}
	made := r.Keys.Add(s.finish(c.World, c.Scope, k))
	c.Resources = append(c.Resources, made.ARN())
	return CreateKeyOutput{new(s.metadata(made))}, nil
}

// spec reads the kind of key; kinds that AWS has and the lab lacks are refused
// plainly.
func (in CreateKeyInput) spec() (string, error) {
	name, old := deref(in.KeySpec), deref(in.CustomerMasterKeySpec)
	if name != "" && old != "" {
		return "", cloud.Errorf("ValidationException", "You cannot specify KeySpec and CustomerMasterKeySpec in the same request. CustomerMasterKeySpec is deprecated.")
	}
	if name == "" {
		name = old
	}
	if name == "" {
		return symmetric, nil
	}
	if err := oneOf("keySpec", name, keySpecs); err != nil {
		return "", err
	}
	if specOf(name) == nil { // SM2 is of AWS's Regions in China; ML-DSA is not in Go's library
		return "", cloud.Errorf("UnsupportedOperationException", "KeySpec %s is not supported in this Region.", name)
	}
	return name, nil
}

func (in CreateKeyInput) usage(k *Key) error {
	if k.Usage == "" {
		if k.Spec != symmetric {
			return cloud.Errorf("ValidationException", "You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.")
		}
		k.Usage = usageEncrypt
	}
	if err := oneOf("keyUsage", k.Usage, []string{usageSign, usageEncrypt, usageMac, usageAgree}); err != nil {
		return err
	}
	if !slices.Contains(specOf(k.Spec).usages, k.Usage) {
		return cloud.Errorf("ValidationException", "KeyUsage %s is not compatible with KeySpec %s", k.Usage, k.Spec)
	}
	return nil
}

func (in CreateKeyInput) origin(k *Key) error {
	if k.Origin == "" {
		k.Origin = byAWS
	}
	if err := oneOf("origin", k.Origin, []string{byAWS, external, "AWS_CLOUDHSM", "EXTERNAL_KEY_STORE"}); err != nil {
		return err
	}
	switch {
	case k.Origin == external && !specOf(k.Spec).imports:
		return cloud.Errorf("UnsupportedOperationException", "Origin %s is not supported for KeySpec %s.", k.Origin, k.Spec)
	case k.Origin != byAWS && k.Origin != external:
		return cloud.Errorf("ValidationException", "You must specify a CustomKeyStoreId for a KMS key with Origin %s.", k.Origin)
	}
	return nil
}

// finish gives a key what KMS gives it: an ID, a secret, a state.
func (s *State) finish(w *cloud.World, scope cloud.Scope, k Key) Key {
	k.ID, k.Scope, k.Made, k.State = newID(w, scope, k.MultiRegion), scope, w.Now, Enabled
	k.Primary, k.arn = k.MultiRegion, k.ARN()
	if k.Manager == "" {
		k.Manager = "CUSTOMER"
	}
	switch {
	case k.Origin == external:
		k.State, k.Current = PendingImport, -1
	case k.Symmetric():
		k.Materials = []Material{k.newMaterial(w, drawn(w, scope, "kms-secret", labelSecret, specOf(k.Spec).bytes))}
	case strings.HasPrefix(k.Spec, "RSA"): // another pair for each key, as long as there are any
		k.Vector = int((w.Next(scope, "kms-vector") + cloud.Roll(w.Seed, labelVector^placeOf(scope), 0)) % vectorsOfKeys)
	default:
		k.Materials = []Material{k.newMaterial(w, scalar(w, scope, k.Spec))}
	}
	return k
}

// newMaterial is a version of the key's secret; its ID tells nothing of it.
// The same secret in the same key has the same ID, as imported material has.
func (k *Key) newMaterial(w *cloud.World, secret []byte) Material {
	h := sha256.New()
	h.Write([]byte("key material " + k.ID))
	h.Write(secret)
	return Material{ID: hex.EncodeToString(h.Sum(nil)), Secret: secret, Made: w.Now}
}

// Managed is the account's AWS managed key of a service, alias/aws/SERVICE; it
// is made when first asked for, as AWS makes it on first use.
// docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-cmk
func (s *State) Managed(w *cloud.World, scope cloud.Scope, service string) *Key {
	r, name := s.At(scope), "alias/aws/"+service
	if a := r.Aliases.Find(name); a != nil {
		return r.Keys.Find(a.Target)
	}
	k := Key{
		Spec: symmetric, Usage: usageEncrypt, Origin: byAWS, Manager: "AWS",
		Description: "Default key that protects my " + managedFor(service) + " when no other key is defined",
	}
	k.put(managedPolicy(scope, service))
	k = s.finish(w, scope, k)
	// Every year, and nobody can turn it off.
	k.Rotation = Rotation{On: true, Days: 365, Next: w.Now + 365*cloud.Day}
	w.At(k.Rotation.Next, rotationDue{scope.Account, scope.Region, k.ID})
	r.Aliases.Add(Alias{Name: name, Target: k.ID, Made: w.Now, Set: w.Now})
	return r.Keys.Add(k)
}

func managedFor(service string) string {
	switch service {
	case "s3":
		return "S3 objects"
	case "rds":
		return "RDS database volumes"
	case "ebs":
		return "EBS volumes"
	case "dynamodb":
		return "DynamoDB tables"
	}
	return service + " data"
}

// DescribeKeyInput names a key.
type DescribeKeyInput struct {
	KeyId       string   `required:"true" doc:"the key: ID, ARN, alias/NAME or an alias's ARN"`
	GrantTokens []string `doc:"tokens of grants that may not be known everywhere yet"`
}

// DescribeKeyOutput is what is known of a key.
type DescribeKeyOutput struct{ KeyMetadata *KeyMetadata }

// DescribeKey tells what is known of a key.
// docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html
func (s *State) DescribeKey(c *cloud.Call, in DescribeKeyInput) (DescribeKeyOutput, error) {
	k, err := s.use(c, in.KeyId, ask{operation: "DescribeKey", grant: "DescribeKey", across: true, tokens: in.GrantTokens})
	if err != nil {
		return DescribeKeyOutput{}, err
	}
	return DescribeKeyOutput{new(s.metadata(k))}, nil
}

// ListKeysInput asks for all keys.
type ListKeysInput struct {
	Limit  *int32  `doc:"at most so many, 1 to 1000; 100 when left out"`
	Marker *string `doc:"NextMarker of the answer before"`
}

// ListKeysOutput is a page of keys.
type ListKeysOutput struct {
	Keys       []KeyListEntry
	NextMarker *string
	Truncated  bool
}

// KeyListEntry is a key in a list.
type KeyListEntry struct{ KeyId, KeyArn *string }

// ListKeys lists the account's keys in the Region, AWS's own included.
// docs.aws.amazon.com/kms/latest/APIReference/API_ListKeys.html
func (s *State) ListKeys(c *cloud.Call, in ListKeysInput) (ListKeysOutput, error) {
	list := []KeyListEntry{}
	if r := s.Look(c.Scope); r != nil {
		for k := range r.Keys.All {
			list = append(list, KeyListEntry{new(k.ID), new(k.ARN())})
		}
	}
	page, next, err := paged(list, in.Limit, in.Marker, 100, 1000)
	return ListKeysOutput{page, next, next != nil}, err
}

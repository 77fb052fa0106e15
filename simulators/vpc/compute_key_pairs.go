package vpc

import (
	"skylab/simulators/cloud"
)

// CreateKeyPairInput names the new key.
type CreateKeyPairInput struct {
	KeyName           string             `required:"true" doc:"a name that no other key pair of the Region has"`
	KeyType           *string            `doc:"rsa (the default) or ed25519"`
	TagSpecifications []TagSpecification `doc:"tags for the key pair"`
	KeyFormat         *string            `doc:"the format of the private key: pem"`
	DryRun            *bool              `doc:"check only, change nothing"`
}

// CreateKeyPairOutput holds the private key, which is given out this once.
type CreateKeyPairOutput struct {
	KeyPairId      string
	Tags           []TagOut
	KeyName        string
	KeyFingerprint string
	KeyMaterial    string
}

// CreateKeyPair makes a key pair, keeps the public half and gives out the
// private one.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateKeyPair.html
func (s *State) CreateKeyPair(c *cloud.Call, in CreateKeyPairInput) (CreateKeyPairOutput, error) {
	tags, err := tagsFor(in.TagSpecifications, "key-pair")
	if err != nil {
		return CreateKeyPairOutput{}, err
	}
	kind := "rsa"
	if in.KeyType != nil {
		kind = *in.KeyType
	}
	if f := deref(in.KeyFormat); f != "" && f != "pem" {
		return CreateKeyPairOutput{}, invalid("Invalid value '%s' for keyFormat.", f)
	}
	r := s.At(c)
	if err := r.mayName(in.KeyName); err != nil {
		return CreateKeyPairOutput{}, err
	}
	material, err := newKey(c.World, kind)
	if err != nil {
		return CreateKeyPairOutput{}, err
	}
	k := r.KeyPairs.Add(KeyPair{
		ID: c.NewID("key"), Name: in.KeyName, Type: kind, Created: c.Now,
		Public: material.public, Fingerprint: material.fingerprint, Tags: tags,
	})
	return CreateKeyPairOutput{KeyPairId: k.ID, Tags: k.Tags.out(), KeyName: k.Name, KeyFingerprint: k.Fingerprint, KeyMaterial: material.private}, nil
}

// newKey makes the next key of the world: no two accounts or Regions share one.
func newKey(w *cloud.World, kind string) (keyMaterial, error) {
	switch kind {
	case "rsa":
		return newRSAKey(w.Seed, w.Next(cloud.Scope{}, "rsa key"))
	case "ed25519":
		return newEd25519Key(w.Seed, w.Next(cloud.Scope{}, "ed25519 key")), nil
	}
	return keyMaterial{}, invalid("Invalid value '%s' for keyType.", kind)
}

func (r *Region) mayName(name string) error {
	if name == "" || len(name) > 255 {
		return invalid("Value () for parameter keyName is invalid. Length exceeds maximum of 255.")
	}
	if r.keyNamed(name) != nil {
		return cloud.Errorf("InvalidKeyPair.Duplicate", "The keypair already exists")
	}
	return nil
}

// keyNamed finds a key pair by its name.
func (r *Region) keyNamed(name string) *KeyPair {
	for k := range r.KeyPairs.All {
		if k.Name == name {
			return k
		}
	}
	return nil
}

// ImportKeyPairInput holds a public key that was made elsewhere.
type ImportKeyPairInput struct {
	TagSpecifications []TagSpecification `doc:"tags for the key pair"`
	DryRun            *bool              `doc:"check only, change nothing"`
	KeyName           string             `required:"true" doc:"a name that no other key pair of the Region has"`
	PublicKeyMaterial []byte             `required:"true" doc:"the public key, for example fileb://~/.ssh/id_ed25519.pub"`
}

// ImportKeyPairOutput is the key pair without a private half.
type ImportKeyPairOutput struct {
	KeyFingerprint string
	KeyName        string
	KeyPairId      string
	Tags           []TagOut
}

// ImportKeyPair keeps the public half of one's own key.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ImportKeyPair.html
func (s *State) ImportKeyPair(c *cloud.Call, in ImportKeyPairInput) (ImportKeyPairOutput, error) {
	tags, err := tagsFor(in.TagSpecifications, "key-pair")
	if err != nil {
		return ImportKeyPairOutput{}, err
	}
	r := s.At(c)
	if err := r.mayName(in.KeyName); err != nil {
		return ImportKeyPairOutput{}, err
	}
	kind, public, fingerprint, ok := readPublicKey(in.PublicKeyMaterial)
	if !ok {
		return ImportKeyPairOutput{}, cloud.Errorf("InvalidKey.Format", "Key is not in valid OpenSSH public key format")
	}
	k := r.KeyPairs.Add(KeyPair{ID: c.NewID("key"), Name: in.KeyName, Type: kind, Created: c.Now, Public: public, Fingerprint: fingerprint, Tags: tags})
	return ImportKeyPairOutput{KeyFingerprint: k.Fingerprint, KeyName: k.Name, KeyPairId: k.ID, Tags: k.Tags.out()}, nil
}

// DeleteKeyPairInput names a key pair by name or by ID.
type DeleteKeyPairInput struct {
	KeyName   *string `doc:"its name"`
	KeyPairId *string `doc:"its ID, key-…"`
	DryRun    *bool   `doc:"check only, change nothing"`
}

// DeleteKeyPairOutput tells what went.
type DeleteKeyPairOutput struct {
	Return    *bool
	KeyPairId *string
}

// DeleteKeyPair forgets a public key. Instances launched with it keep it. A
// name that does not exist is no error.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteKeyPair.html
func (s *State) DeleteKeyPair(c *cloud.Call, in DeleteKeyPairInput) (DeleteKeyPairOutput, error) {
	r := s.At(c)
	if in.KeyName == nil && in.KeyPairId == nil {
		return DeleteKeyPairOutput{}, lacking("KeyName")
	}
	var k *KeyPair
	if in.KeyName != nil {
		k = r.keyNamed(*in.KeyName)
	} else if k = r.KeyPairs.Find(*in.KeyPairId); k == nil {
		return DeleteKeyPairOutput{}, keyPairKind.missing(*in.KeyPairId)
	}
	out := DeleteKeyPairOutput{Return: new(true)}
	if k != nil {
		out.KeyPairId = new(k.ID)
		r.KeyPairs.Remove(k.ID)
	}
	return out, nil
}

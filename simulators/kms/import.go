package kms

import (
	"crypto/rsa"
	"encoding/base64"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// importLife is how long a wrapping key and its token are good for.
// docs.aws.amazon.com/kms/latest/developerguide/importing-keys-get-public-key-and-token.html
const importLife = 24 * cloud.Hour

// GetParametersForImportInput is how the material will be wrapped.
type GetParametersForImportInput struct {
	KeyId             string `required:"true" doc:"the key of origin EXTERNAL: ID or ARN"`
	WrappingAlgorithm string `required:"true" enum:"RSAES_PKCS1_V1_5|RSAES_OAEP_SHA_1|RSAES_OAEP_SHA_256|RSA_AES_KEY_WRAP_SHA_1|RSA_AES_KEY_WRAP_SHA_256|SM2PKE" doc:"how you will wrap it"`
	WrappingKeySpec   string `required:"true" enum:"RSA_2048|RSA_3072|RSA_4096|SM2" doc:"the kind of wrapping key"`
}

// GetParametersForImportOutput is what to wrap the material with.
type GetParametersForImportOutput struct {
	KeyId             *string
	ImportToken       []byte
	PublicKey         []byte
	ParametersValidTo *cloud.Time
}

// GetParametersForImport gives out a public key to wrap key material with, and a
// token that goes with it.
// docs.aws.amazon.com/kms/latest/APIReference/API_GetParametersForImport.html
func (s *State) GetParametersForImport(c *cloud.Call, in GetParametersForImportInput) (GetParametersForImportOutput, error) {
	var o shown
	o.text("keyId", in.KeyId)
	o.text("wrappingAlgorithm", in.WrappingAlgorithm)
	o.text("wrappingKeySpec", in.WrappingKeySpec)
	o.request(c)
	if err := oneOf("wrappingAlgorithm", in.WrappingAlgorithm, []string{"RSAES_PKCS1_V1_5", oaep[0], oaep[1], "RSA_AES_KEY_WRAP_SHA_1", "RSA_AES_KEY_WRAP_SHA_256", "SM2PKE"}); err != nil {
		return GetParametersForImportOutput{}, err
	}
	if err := oneOf("wrappingKeySpec", in.WrappingKeySpec, []string{"RSA_2048", "RSA_3072", "RSA_4096", "SM2"}); err != nil {
		return GetParametersForImportOutput{}, err
	}
	k, err := s.changing(c, in.KeyId, "GetParametersForImport", map[string]string{"kms:wrappingalgorithm": in.WrappingAlgorithm, "kms:wrappingkeyspec": in.WrappingKeySpec})
	if err != nil {
		return GetParametersForImportOutput{}, err
	}
	if k.Origin != external {
		return GetParametersForImportOutput{}, wrongOrigin(k)
	}
	if !slices.Contains(oaep, in.WrappingAlgorithm) || in.WrappingKeySpec == "SM2" {
		return GetParametersForImportOutput{}, cloud.Errorf("UnsupportedOperationException", "Wrapping algorithm %s with wrapping key spec %s is not supported for key spec %s.", in.WrappingAlgorithm, in.WrappingKeySpec, k.Spec)
	}
	n := cloud.RollBelow(c.Seed, labelVector^placeOf(k.Scope), c.Next(k.Scope, "kms-wrapping"), vectorsOfAll-vectorsOfKeys)
	t := drawn(c.World, k.Scope, "kms-import-token", labelGrant, 64)
	p := ImportParameters{Token: base64.StdEncoding.EncodeToString(t), Algorithm: in.WrappingAlgorithm, Vector: vectorsOfKeys + int(n), Spec: in.WrappingKeySpec, Until: c.Now + importLife}
	k.Parameters = append(k.Parameters, p)
	return GetParametersForImportOutput{new(k.ARN()), t, publicDER(rsaVector(p.Spec, p.Vector)), new(p.Until)}, nil
}

// ImportKeyMaterialInput is wrapped key material.
type ImportKeyMaterialInput struct {
	KeyId                  string      `required:"true" doc:"the key of origin EXTERNAL: ID or ARN"`
	ImportToken            []byte      `required:"true" doc:"the token that came with the wrapping key"`
	EncryptedKeyMaterial   []byte      `required:"true" doc:"the material, wrapped with that key"`
	ValidTo                *cloud.Time `doc:"when KMS deletes it"`
	ExpirationModel        *string     `enum:"KEY_MATERIAL_EXPIRES|KEY_MATERIAL_DOES_NOT_EXPIRE" doc:"whether it expires; it does when left out"`
	ImportType             *string     `enum:"NEW_KEY_MATERIAL|EXISTING_KEY_MATERIAL" doc:"another material, for rotation on demand, or one that the key had"`
	KeyMaterialDescription *string     `doc:"text for people"`
	KeyMaterialId          *string     `doc:"which of the key's materials it is"`
}

// ImportKeyMaterialOutput names the material.
type ImportKeyMaterialOutput struct {
	KeyId         *string
	KeyMaterialId *string
}

// ImportKeyMaterial puts one's own secret into a key. The first material of a key
// makes it usable; a new one for a key that has one waits for RotateKeyOnDemand;
// what was deleted or has expired can come back only as it was.
// docs.aws.amazon.com/kms/latest/APIReference/API_ImportKeyMaterial.html
func (s *State) ImportKeyMaterial(c *cloud.Call, in ImportKeyMaterialInput) (ImportKeyMaterialOutput, error) {
	c.Shown = &cloud.Shown{Request: in.shown()}
	expires, err := in.expires(c.Now)
	if err != nil {
		return ImportKeyMaterialOutput{}, err
	}
	k, err := s.changing(c, in.KeyId, "ImportKeyMaterial", map[string]string{"kms:expirationmodel": in.model()})
	if err != nil {
		return ImportKeyMaterialOutput{}, err
	}
	if k.Origin != external {
		return ImportKeyMaterialOutput{}, wrongOrigin(k)
	}
	secret, err := k.unwrap(c, in)
	if err != nil {
		return ImportKeyMaterialOutput{}, err
	}
	m := k.newMaterial(c.World, secret)
	m.Description, m.Expires = deref(in.KeyMaterialDescription), expires
	if in.KeyMaterialId != nil && *in.KeyMaterialId != m.ID {
		return ImportKeyMaterialOutput{}, incorrectMaterial()
	}
	if err := k.take(m, deref(in.ImportType)); err != nil {
		return ImportKeyMaterialOutput{}, err
	}
	if expires != 0 {
		c.At(expires, materialExpired{k.Scope.Account, k.Scope.Region, k.ID, m.ID})
	}
	return ImportKeyMaterialOutput{new(k.ARN()), new(m.ID)}, nil
}

func (in ImportKeyMaterialInput) shown() string {
	var o shown
	o.text("keyId", in.KeyId)
	o.text("expirationModel", in.model())
	if in.ValidTo != nil {
		o.text("validTo", in.ValidTo.UTC().Format("Jan 2, 2006, 3:04:05 PM"))
	}
	o.text("importType", deref(in.ImportType))
	return string(append(o.b, '}'))
}

func (in ImportKeyMaterialInput) model() string {
	if in.ExpirationModel == nil {
		return "KEY_MATERIAL_EXPIRES"
	}
	return *in.ExpirationModel
}

// expires reads until when the material is good; 0: for ever.
func (in ImportKeyMaterialInput) expires(now cloud.Time) (cloud.Time, error) {
	if err := oneOf("expirationModel", in.model(), []string{"KEY_MATERIAL_EXPIRES", "KEY_MATERIAL_DOES_NOT_EXPIRE"}); err != nil {
		return 0, err
	}
	switch {
	case in.model() == "KEY_MATERIAL_DOES_NOT_EXPIRE" && in.ValidTo != nil:
		return 0, cloud.Errorf("ValidationException", "A validTo date must not be set if the ExpirationModel is KEY_MATERIAL_DOES_NOT_EXPIRE")
	case in.model() == "KEY_MATERIAL_DOES_NOT_EXPIRE":
		return 0, nil
	case in.ValidTo == nil:
		return 0, cloud.Errorf("ValidationException", "A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES")
	case *in.ValidTo <= now || *in.ValidTo > now+365*cloud.Day:
		return 0, cloud.Errorf("ValidationException", "The validTo date must be in the future and at most 365 days from the request date.")
	}
	return *in.ValidTo, nil
}

// unwrap opens the material with the private half of the wrapping key.
func (k *Key) unwrap(c *cloud.Call, in ImportKeyMaterialInput) ([]byte, error) {
	t := base64.StdEncoding.EncodeToString(in.ImportToken)
	i := slices.IndexFunc(k.Parameters, func(p ImportParameters) bool { return p.Token == t })
	if i < 0 {
		return nil, cloud.Errorf("InvalidImportTokenException", "Invalid import token.")
	}
	p := k.Parameters[i]
	if c.Now > p.Until {
		return nil, cloud.Errorf("ExpiredImportTokenException", "The import token has expired.")
	}
	secret, err := rsa.DecryptOAEP(oaepHash(p.Algorithm), nil, rsaVector(p.Spec, p.Vector), in.EncryptedKeyMaterial, nil)
	if err != nil {
		return nil, refusedCiphertext(c, CodeForeign, k.ARN())
	}
	if n := specOf(k.Spec).bytes; len(secret) != n {
		return nil, incorrectMaterial()
	}
	return secret, nil
}

func incorrectMaterial() error {
	return cloud.Errorf("IncorrectKeyMaterialException", "")
}

// take puts material in its place.
func (k *Key) take(m Material, kind string) error {
	if kind != "" {
		if err := oneOf("importType", kind, []string{"NEW_KEY_MATERIAL", "EXISTING_KEY_MATERIAL"}); err != nil {
			return err
		}
	}
	have := slices.IndexFunc(k.Materials, func(o Material) bool { return o.ID == m.ID })
	switch {
	case have >= 0:
		old := &k.Materials[have]
		old.Gone, old.Expires, old.Secret = false, m.Expires, m.Secret
		if m.Description != "" {
			old.Description = m.Description
		}
	case len(k.Materials) == 0:
		k.Materials, k.Current = append(k.Materials, m), 0
	case kind != "NEW_KEY_MATERIAL" || k.Spec != symmetric:
		return incorrectMaterial()
	default:
		if i := slices.IndexFunc(k.Materials, func(o Material) bool { return o.Pending }); i >= 0 {
			return cloud.Errorf("KMSInvalidStateException", "New key material (id: %s) cannot be imported into KMS key %s, because another key material (id: %s) is pending rotation.", m.ID, k.ARN(), k.Materials[i].ID)
		}
		m.Pending = true
		k.Materials = append(k.Materials, m)
	}
	if k.State == PendingImport && k.imported() {
		k.State = Enabled
	}
	return nil
}

// imported is true when nothing of what the key needs is missing.
func (k *Key) imported() bool {
	return k.Current >= 0 && !slices.ContainsFunc(k.Materials, func(m Material) bool { return m.Gone && !m.Pending })
}

// rotateImported makes the material that waits the one that seals.
func (k *Key) rotateImported(now cloud.Time) error {
	i := slices.IndexFunc(k.Materials, func(m Material) bool { return m.Pending })
	if i < 0 {
		return cloud.Errorf("KMSInvalidStateException", "No available key material pending rotation for the key: %s.", k.ARN())
	}
	m := &k.Materials[i]
	m.Pending, m.Type, m.Made, k.Current = false, "ON_DEMAND", now, i
	return nil
}

// DeleteImportedKeyMaterialInput names the material.
type DeleteImportedKeyMaterialInput struct {
	KeyId         string  `required:"true" doc:"the key of origin EXTERNAL: ID or ARN"`
	KeyMaterialId *string `doc:"which of its materials; the current one when left out"`
}

// DeleteImportedKeyMaterialOutput names what is gone.
type DeleteImportedKeyMaterialOutput struct {
	KeyId         *string
	KeyMaterialId *string
}

// DeleteImportedKeyMaterial takes imported material out of a key at once: what
// it sealed cannot be opened until the same material is imported again.
// docs.aws.amazon.com/kms/latest/APIReference/API_DeleteImportedKeyMaterial.html
func (s *State) DeleteImportedKeyMaterial(c *cloud.Call, in DeleteImportedKeyMaterialInput) (DeleteImportedKeyMaterialOutput, error) {
	k, err := s.changing(c, in.KeyId, "DeleteImportedKeyMaterial", nil)
	if err != nil {
		return DeleteImportedKeyMaterialOutput{}, err
	}
	if k.Origin != external {
		return DeleteImportedKeyMaterialOutput{}, wrongOrigin(k)
	}
	if k.Current < 0 {
		return DeleteImportedKeyMaterialOutput{KeyId: new(k.ARN())}, nil
	}
	id := k.Materials[k.Current].ID
	if in.KeyMaterialId != nil {
		id = strings.ToLower(*in.KeyMaterialId)
	}
	if !k.lose(id) {
		return DeleteImportedKeyMaterialOutput{}, cloud.Errorf("NotFoundException", "Key material '%s' does not exist", id)
	}
	return DeleteImportedKeyMaterialOutput{new(k.ARN()), &id}, nil
}

// lose takes a material out; a key that seals or opens with it waits for it.
func (k *Key) lose(id string) bool {
	i := slices.IndexFunc(k.Materials, func(m Material) bool { return m.ID == id })
	if i < 0 {
		return false
	}
	m := &k.Materials[i]
	m.Gone, m.Secret, m.Expires = true, nil, 0
	if m.Pending {
		k.Materials = slices.Delete(k.Materials, i, i+1)
	} else if k.State == Enabled || k.State == Disabled {
		k.State = PendingImport
	}
	return true
}

// materialExpired falls due when imported material is good no longer.
type materialExpired struct{ Account, Region, Key, Material string }

func (s *State) expired(w *cloud.World, e materialExpired) {
	k := s.look(cloud.Scope{Account: e.Account, Region: e.Region}, e.Key)
	if k == nil {
		return
	}
	if i := slices.IndexFunc(k.Materials, func(m Material) bool { return m.ID == e.Material }); i >= 0 && k.Materials[i].Expires == w.Now {
		k.lose(e.Material)
	}
}

package kms

import "skylab/simulators/cloud"

// KeyMetadata is a key as the API prints it.
type KeyMetadata struct {
	AWSAccountId                *string
	KeyId                       string
	Arn                         *string
	CreationDate                *cloud.Time
	Enabled                     bool
	Description                 *string
	KeyUsage                    *string
	KeyState                    *string
	DeletionDate                *cloud.Time
	ValidTo                     *cloud.Time
	Origin                      *string
	ExpirationModel             *string
	KeyManager                  *string
	CustomerMasterKeySpec       *string
	KeySpec                     *string
	EncryptionAlgorithms        []string
	SigningAlgorithms           []string
	KeyAgreementAlgorithms      []string
	MultiRegion                 *bool
	MultiRegionConfiguration    *MultiRegionConfiguration
	PendingDeletionWindowInDays *int32
	MacAlgorithms               []string
	CurrentKeyMaterialId        *string
}

// MultiRegionConfiguration is where a multi-Region key is.
type MultiRegionConfiguration struct {
	MultiRegionKeyType *string
	PrimaryKey         *MultiRegionKey
	ReplicaKeys        []MultiRegionKey
}

// MultiRegionKey is one appearance of a multi-Region key.
type MultiRegionKey struct {
	Arn    *string
	Region *string
}

// metadata prints a key. The specification stands there twice, under its name
// before 2021 as well.
func (s *State) metadata(k *Key) KeyMetadata {
	m := KeyMetadata{
		AWSAccountId: new(k.Scope.Account), KeyId: k.ID, Arn: new(k.ARN()), CreationDate: new(k.Made),
		Enabled: k.State == Enabled || k.State == Updating, Description: new(k.Description), KeyUsage: new(k.Usage), KeyState: new(string(k.State)),
		Origin: new(k.Origin), KeyManager: new(k.Manager), CustomerMasterKeySpec: new(k.Spec), KeySpec: new(k.Spec),
		MultiRegion: new(k.MultiRegion), MultiRegionConfiguration: s.configuration(k),
	}
	switch k.Usage {
	case usageEncrypt:
		m.EncryptionAlgorithms = k.algorithms()
	case usageSign:
		m.SigningAlgorithms = k.algorithms()
	case usageMac:
		m.MacAlgorithms = k.algorithms()
	default:
		m.KeyAgreementAlgorithms = k.algorithms()
	}
	switch k.State {
	case PendingDeletion:
		m.DeletionDate = new(k.DeletionDate)
	case PendingReplicaDeletion:
		m.PendingDeletionWindowInDays = new(k.Window)
	}
	k.material(&m)
	return m
}

// material prints what is known of the key's secret: not the secret.
func (k *Key) material(m *KeyMetadata) {
	if k.Spec == symmetric && k.Current >= 0 && k.State != Creating {
		m.CurrentKeyMaterialId = new(k.Materials[k.Current].ID)
	}
	if k.Origin != external || k.Current < 0 || k.Materials[k.Current].Gone {
		return
	}
	m.ExpirationModel = new("KEY_MATERIAL_DOES_NOT_EXPIRE")
	if at := k.Materials[k.Current].Expires; at != 0 {
		m.ExpirationModel, m.ValidTo = new("KEY_MATERIAL_EXPIRES"), new(at)
	}
}

func (s *State) configuration(k *Key) *MultiRegionConfiguration {
	if !k.MultiRegion {
		return nil
	}
	m := &MultiRegionConfiguration{MultiRegionKeyType: new(k.kind()), ReplicaKeys: []MultiRegionKey{}}
	for _, other := range s.Related(k) {
		at := MultiRegionKey{Arn: new(other.ARN()), Region: new(other.Scope.Region)}
		if other.Primary {
			m.PrimaryKey = &at
		} else {
			m.ReplicaKeys = append(m.ReplicaKeys, at)
		}
	}
	return m
}

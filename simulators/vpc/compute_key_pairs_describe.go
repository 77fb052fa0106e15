package vpc

import (
	"slices"

	"skylab/simulators/cloud"
)

// DescribeKeyPairsInput says which key pairs.
type DescribeKeyPairsInput struct {
	KeyNames         []string `doc:"only these names"`
	KeyPairIds       []string `doc:"only these IDs"`
	IncludePublicKey *bool    `doc:"show the public keys too"`
	DryRun           *bool    `doc:"check only"`
	Filters          []Filter `doc:"key-pair-id, fingerprint, key-name, tag:KEY, tag-key"`
}

// DescribeKeyPairsOutput lists them.
type DescribeKeyPairsOutput struct{ KeyPairs []KeyPairInfo }

// KeyPairInfo is a key pair as it is printed.
type KeyPairInfo struct {
	KeyPairId      string
	KeyType        string
	Tags           []TagOut
	PublicKey      *string
	CreateTime     cloud.Time
	KeyName        string
	KeyFingerprint string
}

var keyPairFilters = filterTable[KeyPair]{
	"key-pair-id": func(_ *Region, k *KeyPair) []string { return one(k.ID) },
	"fingerprint": func(_ *Region, k *KeyPair) []string { return one(k.Fingerprint) },
	"key-name":    func(_ *Region, k *KeyPair) []string { return one(k.Name) },
}

// DescribeKeyPairs lists the public keys of the Region.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeKeyPairs.html
func (s *State) DescribeKeyPairs(c *cloud.Call, in DescribeKeyPairsInput) (DescribeKeyPairsOutput, error) {
	r := s.At(c)
	for _, name := range in.KeyNames {
		if r.keyNamed(name) == nil {
			return DescribeKeyPairsOutput{}, noKey(name)
		}
	}
	list, err := choose(r, &r.KeyPairs, in.KeyPairIds, keyPairKind.missing, keyPairFilters, in.Filters, func(k *KeyPair) Tags { return k.Tags })
	if err != nil {
		return DescribeKeyPairsOutput{}, err
	}
	out := DescribeKeyPairsOutput{KeyPairs: []KeyPairInfo{}}
	for _, k := range list {
		if len(in.KeyNames) > 0 && !slices.Contains(in.KeyNames, k.Name) {
			continue
		}
		info := KeyPairInfo{KeyPairId: k.ID, KeyType: k.Type, Tags: k.Tags.outOrEmpty(), CreateTime: k.Created, KeyName: k.Name, KeyFingerprint: k.Fingerprint}
		if deref(in.IncludePublicKey) {
			info.PublicKey = new(k.Public + " " + k.Name)
		}
		out.KeyPairs = append(out.KeyPairs, info)
	}
	return out, nil
}

func noKey(name string) error {
	return cloud.Errorf("InvalidKeyPair.NotFound", "The key pair '%s' does not exist", name)
}

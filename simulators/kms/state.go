package kms

import (
	"maps"
	"slices"
	"sort"

	"skylab/simulators/cloud"
	"skylab/simulators/cloud/policy"
)

// State is everything that the simulated service remembers, for all accounts
// and Regions of a world. Plain values only: Clone copies all of it.
type State struct {
	Regions map[cloud.Scope]*Region

	geography Geography // both set anew after each copy
	directory Directory
}

// Region is the keys of one account in one Region.
type Region struct {
	Keys    cloud.Collection[Key]   // by key ID
	Aliases cloud.Collection[Alias] // by name: alias/orders
	Quotas  map[string]int          // raised ones, by name; the rest are AWS's defaults
}

// KeyState is what a key can be asked for at the moment.
// docs.aws.amazon.com/kms/latest/developerguide/key-state.html
type KeyState string

// The states of a key. Unavailable is of custom key stores only.
const (
	Enabled                KeyState = "Enabled"
	Disabled               KeyState = "Disabled"
	PendingDeletion        KeyState = "PendingDeletion"
	PendingImport          KeyState = "PendingImport"
	PendingReplicaDeletion KeyState = "PendingReplicaDeletion"
	Unavailable            KeyState = "Unavailable"
	Creating               KeyState = "Creating"
	Updating               KeyState = "Updating"
)

// Key is one KMS key in one Region. A multi-Region key is one Key in each of
// its Regions, with the same ID and the same materials.
type Key struct {
	ID          string // 1234abcd-…, or mrk-… of a multi-Region key
	Scope       cloud.Scope
	Spec        string // SYMMETRIC_DEFAULT, RSA_2048, …
	Usage       string // ENCRYPT_DECRYPT, SIGN_VERIFY, GENERATE_VERIFY_MAC, KEY_AGREEMENT
	Origin      string // AWS_KMS or EXTERNAL
	Manager     string // CUSTOMER, or AWS of the keys alias/aws/…
	Description string
	State       KeyState
	Made        cloud.Time
	Policy      string // as it was put
	Tags        []Tag
	Grants      []Grant

	Materials []Material // oldest first; an asymmetric key has its vector instead
	Current   int        // place in Materials of the one that seals; -1 before an import
	Vector    int        // which fixed key pair an asymmetric key is

	DeletionDate cloud.Time // of PendingDeletion, or 0
	Window       int32      // days that were asked for, while deletion is scheduled
	Rotation     Rotation
	Suspended    bool // rotation was on when deletion was scheduled
	MultiRegion  bool
	Primary      bool   // of a multi-Region key: here is the primary
	NextPrimary  string // while Updating: the Region that becomes the primary
	Parameters   []ImportParameters

	document policy.Document // Policy, parsed when it was put
	asks     bool            // it has conditions or variables
	arn      string          // made once, since every call wants it
}

// Material is one version of a symmetric key's secret.
type Material struct {
	ID          string // 64 hexadecimal digits; it stands in every ciphertext
	Secret      []byte // 32 bytes; HMAC keys have the length of their hash
	Made        cloud.Time
	Type        string // AUTOMATIC or ON_DEMAND; empty of the first
	Description string // of imported material
	Expires     cloud.Time
	Gone        bool // imported material that was deleted or has expired
	Pending     bool // imported, waiting for RotateKeyOnDemand
}

// Rotation is a key's schedule of new materials.
// docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
type Rotation struct {
	On       bool
	Days     int32      // 90 to 2560
	Next     cloud.Time // when the next is due
	OnDemand int32      // how often it was rotated on demand
}

// Alias is a friendly name of a key.
type Alias struct {
	Name   string // alias/orders
	Target string // key ID
	Made   cloud.Time
	Set    cloud.Time // when it was last pointed at a key
}

// Tag is one tag of a key.
type Tag struct{ Key, Value string }

// Grant lets one principal use the key for some operations.
// docs.aws.amazon.com/kms/latest/developerguide/grants.html
type Grant struct {
	ID, Name    string
	Token       string
	Grantee     string // ARN
	Retiring    string // ARN, or empty
	Issuer      string // account
	Operations  []string
	Equals      map[string]string // EncryptionContextEquals
	Subset      map[string]string // EncryptionContextSubset
	Made        cloud.Time
	Known       cloud.Time // from when on it is found without its token
	ViaResource bool       // made by an AWS service for its resource
}

// ImportParameters is a wrapping key that was handed out for an import.
type ImportParameters struct {
	Token     string
	Algorithm string // RSAES_OAEP_SHA_256, …
	Vector    int
	Spec      string // RSA_2048, …
	Until     cloud.Time
}

// Key is the key's ID.
func (k Key) Key() string { return k.ID }

// Key is the alias's name.
func (a Alias) Key() string { return a.Name }

// Clone copies the alias.
func (a Alias) Clone() Alias { return a }

// ARN is the key's ARN.
func (k *Key) ARN() string {
	if k.arn != "" {
		return k.arn
	}
	return "arn:aws:kms:" + k.Scope.Region + ":" + k.Scope.Account + ":key/" + k.ID
}

// Clone copies the key.
func (k Key) Clone() Key {
	k.Tags, k.Parameters = slices.Clone(k.Tags), slices.Clone(k.Parameters)
	k.Materials = cloneEach(k.Materials, Material.clone)
	k.Grants = cloneEach(k.Grants, Grant.clone)
	k.document = k.document.Clone()
	return k
}

func (m Material) clone() Material {
	m.Secret = slices.Clone(m.Secret)
	return m
}

func (g Grant) clone() Grant {
	g.Operations, g.Equals, g.Subset = slices.Clone(g.Operations), maps.Clone(g.Equals), maps.Clone(g.Subset)
	return g
}

func cloneEach[T any](list []T, one func(T) T) []T {
	if list == nil {
		return nil
	}
	out := make([]T, len(list))
	for i, v := range list {
		out[i] = one(v)
	}
	return out
}

// Clone copies the state; afterwards the two share nothing that changes.
func (s *State) Clone() State {
	if s.Regions == nil {
		return State{}
	}
	c := State{Regions: make(map[cloud.Scope]*Region, len(s.Regions))}
	for scope, r := range s.Regions {
		c.Regions[scope] = &Region{Keys: r.Keys.Clone(), Aliases: r.Aliases.Clone(), Quotas: maps.Clone(r.Quotas)}
	}
	return c
}

// At is the keys of an account in a Region; it is made when first asked for.
func (s *State) At(scope cloud.Scope) *Region {
	r := s.Regions[scope]
	if r == nil {
		r = &Region{}
		if s.Regions == nil {
			s.Regions = map[cloud.Scope]*Region{}
		}
		s.Regions[scope] = r
	}
	return r
}

// Look is At for readers: it never makes anything, and may be nil.
func (s *State) Look(scope cloud.Scope) *Region { return s.Regions[scope] }

// Related lists a multi-Region key's appearances in all Regions of its account,
// the primary first, then by name of the Region. Of another key it is the key.
func (s *State) Related(k *Key) []*Key {
	if !k.MultiRegion {
		return []*Key{k}
	}
	var list []*Key
	for scope, r := range s.Regions {
		if other := r.Keys.Find(k.ID); other != nil && scope.Account == k.Scope.Account {
			list = append(list, other)
		}
	}
	sort.Slice(list, func(i, j int) bool {
		if list[i].Primary != list[j].Primary {
			return list[i].Primary
		}
		return list[i].Scope.Region < list[j].Scope.Region
	})
	return list
}

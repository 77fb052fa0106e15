package kms

import (
	"strconv"

	"skylab/simulators/cloud"
)

func decimal(n int64) string { return strconv.FormatInt(n, 10) }

// rotationDue falls due when a key with automatic rotation gets new material.
type rotationDue struct{ Account, Region, Key string }

// EnableKeyRotationInput is how often a key rotates.
type EnableKeyRotationInput struct {
	KeyId                string `required:"true" doc:"the key: ID or ARN"`
	RotationPeriodInDays *int32 `doc:"days from one rotation to the next, 90 to 2560; 365 when left out"`
}

// EnableKeyRotation turns automatic rotation on; of a key that has it already it
// changes the period. On a multi-Region key it is set on the primary.
// docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html
func (s *State) EnableKeyRotation(c *cloud.Call, in EnableKeyRotationInput) (NoOutput, error) {
	days := int32(365)
	if in.RotationPeriodInDays != nil {
		days = *in.RotationPeriodInDays
	}
	if err := within("rotationPeriodInDays", int64(days), 90, 2560); err != nil {
		return NoOutput{}, err
	}
	k, err := s.rotating(c, in.KeyId, "EnableKeyRotation", map[string]string{"kms:rotationperiodindays": decimal(int64(days))})
	if err != nil {
		return NoOutput{}, err
	}
	if k.Rotation.On && k.Rotation.Days == days {
		return NoOutput{}, nil
	}
	for _, each := range s.Related(k) {
		each.Rotation.On, each.Rotation.Days, each.Rotation.Next = true, days, c.Now+cloud.Time(days)*cloud.Day
	}
	c.At(k.Rotation.Next, rotationDue{k.Scope.Account, k.Scope.Region, k.ID})
	return NoOutput{}, nil
}

// DisableKeyRotation turns automatic rotation off.
// docs.aws.amazon.com/kms/latest/APIReference/API_DisableKeyRotation.html
func (s *State) DisableKeyRotation(c *cloud.Call, in KeyInput) (NoOutput, error) {
	k, err := s.rotating(c, in.KeyId, "DisableKeyRotation", nil)
	if err != nil {
		return NoOutput{}, err
	}
	for _, each := range s.Related(k) {
		each.Rotation.On, each.Rotation.Next = false, 0
	}
	return NoOutput{}, nil
}

// rotating finds a key that automatic rotation is for: symmetric, its material
// KMS's own, and of a multi-Region key the primary.
// docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
func (s *State) rotating(c *cloud.Call, id, operation string, more map[string]string) (*Key, error) {
	k, err := s.changing(c, id, operation, more)
	if err != nil {
		return nil, err
	}
	switch {
	case k.Spec != symmetric:
		return nil, cloud.Errorf("UnsupportedOperationException", "")
	case k.Origin != byAWS:
		return nil, wrongOrigin(k)
	case k.MultiRegion && !k.Primary:
		return nil, cloud.Errorf("UnsupportedOperationException", "%s is not a multi-region primary key.", k.ARN())
	}
	return k, nil
}

func wrongOrigin(k *Key) error {
	return cloud.Errorf("UnsupportedOperationException", "%s origin is %s which is not valid for this operation.", k.ARN(), k.Origin)
}

// rotated is the day on which a key gets new material. A disabled key does not;
// it catches up when it is enabled again.
func (s *State) rotated(w *cloud.World, e rotationDue) {
	if k := s.look(cloud.Scope{Account: e.Account, Region: e.Region}, e.Key); k != nil && k.Rotation.Next == w.Now {
		s.catchUp(w, k)
	}
}

// catchUp rotates a key whose rotation is due.
// docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html#rotate-keys-how-it-works
func (s *State) catchUp(w *cloud.World, k *Key) {
	if !k.Rotation.On || k.State != Enabled || k.Rotation.Next > w.Now || k.MultiRegion && !k.Primary {
		return
	}
	s.rotate(w, k, "AUTOMATIC")
	next := w.Now + cloud.Time(k.Rotation.Days)*cloud.Day
	for _, each := range s.Related(k) {
		each.Rotation.Next = next
	}
	w.At(next, rotationDue{k.Scope.Account, k.Scope.Region, k.ID})
}

// rotate gives a key new material in all its Regions. The old one stays and
// opens what it sealed; nothing is sealed anew.
func (s *State) rotate(w *cloud.World, k *Key, kind string) {
	m := k.newMaterial(w, drawn(w, k.Scope, "kms-secret", labelSecret, specOf(k.Spec).bytes))
	m.Type = kind
	for _, each := range s.Related(k) {
		each.Materials = append(each.Materials, m.clone())
		each.Current = len(each.Materials) - 1
	}
	byKMS(w, k, "RotateKey")
}

// byKMS enters into the trail what KMS does of itself.
// docs.aws.amazon.com/kms/latest/developerguide/ct-rotatekey.html
func byKMS(w *cloud.World, k *Key, name string) {
	w.Trail.Add(cloud.Record{
		At: w.Now, Scope: k.Scope, Service: "kms", Operation: name, Resources: []string{k.ARN()}, Shown: &cloud.Shown{},
		Caller: cloud.Caller{Account: k.Scope.Account, Kind: "AWSService", Source: "kms.amazonaws.com"},
	})
}

// RotateKeyOnDemand gives a key new material now. The schedule of automatic
// rotation stays as it is.
// docs.aws.amazon.com/kms/latest/APIReference/API_RotateKeyOnDemand.html
func (s *State) RotateKeyOnDemand(c *cloud.Call, in KeyInput) (KeyIdOutput, error) {
	k, err := s.changing(c, in.KeyId, "RotateKeyOnDemand", nil)
	if err != nil {
		return KeyIdOutput{}, err
	}
	switch {
	case k.Spec != symmetric:
		return KeyIdOutput{}, cloud.Errorf("UnsupportedOperationException", "")
	case k.MultiRegion && !k.Primary:
		return KeyIdOutput{}, cloud.Errorf("UnsupportedOperationException", "%s is not a multi-region primary key.", k.ARN())
	case k.Rotation.OnDemand >= maxOnDemand:
		return KeyIdOutput{}, cloud.Errorf("LimitExceededException", "The on-demand rotations limit has been reached for the given keyId. No more on-demand rotations can be performed for this key: %s", k.ARN())
	case k.Origin == external:
		if err := k.rotateImported(c.Now); err != nil {
			return KeyIdOutput{}, err
		}
	default:
		s.rotate(c.World, k, "ON_DEMAND")
	}
	for _, each := range s.Related(k) {
		each.Rotation.OnDemand++
	}
	return KeyIdOutput{new(k.ARN())}, nil
}

// GetKeyRotationStatusOutput is a key's schedule of rotation.
type GetKeyRotationStatusOutput struct {
	KeyRotationEnabled   bool
	KeyId                *string
	RotationPeriodInDays *int32
	NextRotationDate     *cloud.Time
}

// GetKeyRotationStatus tells whether a key rotates by itself, and when next.
// docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyRotationStatus.html
func (s *State) GetKeyRotationStatus(c *cloud.Call, in KeyInput) (GetKeyRotationStatusOutput, error) {
	k, err := s.use(c, in.KeyId, ask{operation: "GetKeyRotationStatus", across: true})
	if err != nil {
		return GetKeyRotationStatusOutput{}, err
	}
	switch {
	case k.Spec != symmetric:
		return GetKeyRotationStatusOutput{}, cloud.Errorf("UnsupportedOperationException", "")
	case k.Origin != byAWS:
		return GetKeyRotationStatusOutput{}, wrongOrigin(k)
	}
	out := GetKeyRotationStatusOutput{KeyRotationEnabled: k.Rotation.On, KeyId: new(k.ARN())}
	if k.Rotation.On {
		out.RotationPeriodInDays, out.NextRotationDate = new(k.Rotation.Days), new(k.Rotation.Next)
	}
	return out, nil
}

// ListKeyRotationsInput names a key.
type ListKeyRotationsInput struct {
	KeyId              string  `required:"true" doc:"the key: ID or ARN"`
	IncludeKeyMaterial *string `enum:"ALL_KEY_MATERIAL|ROTATIONS_ONLY" doc:"the first material as well, or only what rotations made"`
	Limit              *int32  `doc:"at most so many, 1 to 1000"`
	Marker             *string `doc:"NextMarker of the answer before"`
}

// ListKeyRotationsOutput is a page of materials.
type ListKeyRotationsOutput struct {
	Rotations  []RotationsListEntry
	NextMarker *string
	Truncated  bool
}

// RotationsListEntry is one of a key's materials.
type RotationsListEntry struct {
	KeyId                  *string
	KeyMaterialId          *string
	KeyMaterialDescription *string
	ImportState            *string
	KeyMaterialState       *string
	ExpirationModel        *string
	ValidTo                *cloud.Time
	RotationDate           *cloud.Time
	RotationType           *string
}

// ListKeyRotations lists a key's materials: who sealed what stands in each
// ciphertext as the material's ID.
// docs.aws.amazon.com/kms/latest/APIReference/API_ListKeyRotations.html
func (s *State) ListKeyRotations(c *cloud.Call, in ListKeyRotationsInput) (ListKeyRotationsOutput, error) {
	all := false
	if in.IncludeKeyMaterial != nil {
		if err := oneOf("includeKeyMaterial", *in.IncludeKeyMaterial, []string{"ALL_KEY_MATERIAL", "ROTATIONS_ONLY"}); err != nil {
			return ListKeyRotationsOutput{}, err
		}
		all = *in.IncludeKeyMaterial == "ALL_KEY_MATERIAL"
	}
	k, err := s.use(c, in.KeyId, ask{operation: "ListKeyRotations"})
	if err != nil {
		return ListKeyRotationsOutput{}, err
	}
	if k.Spec != symmetric {
		return ListKeyRotationsOutput{}, cloud.Errorf("UnsupportedOperationException", "")
	}
	list := []RotationsListEntry{}
	for i := range k.Materials {
		if all || k.Materials[i].Type != "" {
			list = append(list, k.entry(i))
		}
	}
	page, next, err := paged(list, in.Limit, in.Marker, 100, 1000)
	return ListKeyRotationsOutput{page, next, next != nil}, err
}

func (k *Key) entry(i int) RotationsListEntry {
	m := &k.Materials[i]
	e := RotationsListEntry{KeyId: new(k.ARN()), KeyMaterialId: new(m.ID), KeyMaterialState: new("NON_CURRENT")}
	switch {
	case i == k.Current:
		e.KeyMaterialState = new("CURRENT")
	case m.Pending:
		e.KeyMaterialState = new("PENDING_ROTATION")
	}
	if m.Type != "" {
		e.RotationDate, e.RotationType = new(m.Made), new(m.Type)
	}
	if k.Origin != external {
		return e
	}
	e.ImportState, e.ExpirationModel = new("IMPORTED"), new("KEY_MATERIAL_DOES_NOT_EXPIRE")
	if m.Description != "" {
		e.KeyMaterialDescription = new(m.Description)
	}
	if m.Gone {
		e.ImportState, e.ExpirationModel = new("PENDING_IMPORT"), nil
	} else if m.Expires != 0 {
		e.ExpirationModel, e.ValidTo = new("KEY_MATERIAL_EXPIRES"), new(m.Expires)
	}
	return e
}

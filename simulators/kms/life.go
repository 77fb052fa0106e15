package kms

import (
	"slices"

	"skylab/simulators/cloud"
)

// KeyInput names a key.
type KeyInput struct {
	KeyId string `required:"true" doc:"the key: ID or ARN"`
}

// NoOutput is nothing.
type NoOutput struct{}

// changing finds a key to change: one of the account's own, and not AWS's.
func (s *State) changing(c *cloud.Call, id, operation string, more map[string]string) (*Key, error) {
	k, err := s.use(c, id, ask{operation: operation, more: more})
	if err != nil {
		return nil, err
	}
	return k, k.mine(c, operation)
}

// EnableKey lets a key be used again. If a rotation fell due while it was
// disabled, it is rotated at once.
// docs.aws.amazon.com/kms/latest/APIReference/API_EnableKey.html
func (s *State) EnableKey(c *cloud.Call, in KeyInput) (NoOutput, error) {
	k, err := s.changing(c, in.KeyId, "EnableKey", nil)
	if err != nil || k.State == Unavailable {
		return NoOutput{}, err
	}
	k.State = Enabled
	s.catchUp(c.World, k)
	return NoOutput{}, nil
}

// DisableKey keeps a key from being used.
// docs.aws.amazon.com/kms/latest/APIReference/API_DisableKey.html
func (s *State) DisableKey(c *cloud.Call, in KeyInput) (NoOutput, error) {
	k, err := s.changing(c, in.KeyId, "DisableKey", nil)
	if err != nil || k.State == Unavailable {
		return NoOutput{}, err
	}
	k.State = Disabled
	return NoOutput{}, nil
}

// UpdateKeyDescriptionInput is another description.
type UpdateKeyDescriptionInput struct {
	KeyId       string `required:"true" doc:"the key: ID or ARN"`
	Description string `required:"true" doc:"the text; nothing secret"`
}

// UpdateKeyDescription gives a key another description.
// docs.aws.amazon.com/kms/latest/APIReference/API_UpdateKeyDescription.html
func (s *State) UpdateKeyDescription(c *cloud.Call, in UpdateKeyDescriptionInput) (NoOutput, error) {
	k, err := s.changing(c, in.KeyId, "UpdateKeyDescription", nil)
	if err != nil {
		return NoOutput{}, err
	}
	if err := lengthOf("description", in.Description, 0, 8192); err != nil {
		return NoOutput{}, err
	}
	k.Description = in.Description
	return NoOutput{}, nil
}

// ScheduleKeyDeletionInput is when a key shall go.
type ScheduleKeyDeletionInput struct {
	KeyId               string `required:"true" doc:"the key: ID or ARN"`
	PendingWindowInDays *int32 `doc:"days until it goes, 7 to 30; 30 when left out"`
}

// ScheduleKeyDeletionOutput is when a key will go.
type ScheduleKeyDeletionOutput struct {
	KeyId               *string
	DeletionDate        *cloud.Time
	KeyState            *string
	PendingWindowInDays *int32
}

// keyGone falls due when a key's waiting period ends.
type keyGone struct{ Account, Region, Key string }

// ScheduleKeyDeletion starts a key's waiting period, at the end of which it goes
// with its aliases, and with it whatever it sealed. The primary of a multi-Region
// key waits for its replicas first.
// docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html
func (s *State) ScheduleKeyDeletion(c *cloud.Call, in ScheduleKeyDeletionInput) (ScheduleKeyDeletionOutput, error) {
	days := int32(30)
	if in.PendingWindowInDays != nil {
		days = *in.PendingWindowInDays
	}
	if err := within("pendingWindowInDays", int64(days), 7, 30); err != nil {
		return ScheduleKeyDeletionOutput{}, err
	}
	k, err := s.changing(c, in.KeyId, "ScheduleKeyDeletion", map[string]string{"kms:schedulekeydeletionpendingwindowindays": decimal(int64(days))})
	if err != nil {
		return ScheduleKeyDeletionOutput{}, err
	}
	k.Window = days
	k.Suspended, k.Rotation.On = k.Rotation.On, false
	if k.Primary && len(s.Related(k)) > 1 {
		k.State = PendingReplicaDeletion
		return ScheduleKeyDeletionOutput{new(k.ARN()), nil, new(string(k.State)), &days}, nil
	}
	k.wait(c.World)
	return ScheduleKeyDeletionOutput{new(k.ARN()), new(k.DeletionDate), new(string(k.State)), &days}, nil
}

// wait starts the waiting period.
func (k *Key) wait(w *cloud.World) {
	k.State, k.DeletionDate = PendingDeletion, w.Now+cloud.Time(k.Window)*cloud.Day
	w.At(k.DeletionDate, keyGone{k.Scope.Account, k.Scope.Region, k.ID})
}

// deleted is the end of a waiting period, unless it was cancelled meanwhile.
func (s *State) deleted(w *cloud.World, e keyGone) {
	scope := cloud.Scope{Account: e.Account, Region: e.Region}
	k := s.look(scope, e.Key)
	if k == nil || k.State != PendingDeletion || k.DeletionDate != w.Now {
		return
	}
	related := s.Related(k)
	byKMS(w, k, "DeleteKey") // docs.aws.amazon.com/kms/latest/developerguide/ct-delete-key.html
	r := s.At(scope)
	var names []string
	for a := range r.Aliases.All {
		if a.Target == k.ID {
			names = append(names, a.Name)
		}
	}
	for _, name := range names {
		r.Aliases.Remove(name)
	}
	r.Keys.Remove(e.Key)
	related = slices.DeleteFunc(related, func(o *Key) bool { return o.Scope == scope })
	if len(related) == 1 && related[0].State == PendingReplicaDeletion { // the primary has nobody to wait for any more
		related[0].wait(w)
	}
}

// KeyIdOutput is the key's ARN.
type KeyIdOutput struct{ KeyId *string }

// CancelKeyDeletion saves a key. It comes back disabled.
// docs.aws.amazon.com/kms/latest/APIReference/API_CancelKeyDeletion.html
func (s *State) CancelKeyDeletion(c *cloud.Call, in KeyInput) (KeyIdOutput, error) {
	k, err := s.changing(c, in.KeyId, "CancelKeyDeletion", nil)
	if err != nil {
		return KeyIdOutput{}, err
	}
	k.State, k.DeletionDate, k.Window = Disabled, 0, 0
	k.Rotation.On, k.Suspended = k.Suspended, false
	if k.Origin == external && !k.imported() {
		k.State = PendingImport
	}
	return KeyIdOutput{new(k.ARN())}, nil
}

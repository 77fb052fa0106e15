package kms

import (
	"slices"

	"skylab/simulators/cloud"
)

// How long a replica is made, and how long the primary moves; AWS says seconds.
// docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html
const (
	replicaTakes = 10 * cloud.Second
	primaryTakes = 10 * cloud.Second
)

// Geography knows AWS's Regions; the world plugs it in.
type Geography interface{ IsRegion(name string) bool }

// Directory knows who there is; the world plugs it in.
type Directory interface{ IsPrincipal(arn string) bool }

// Plug gives the service what it asks of others. A copy of the state has to be
// plugged anew.
func (s *State) Plug(g Geography, d Directory) { s.geography, s.directory = g, d }

// ReplicateKeyInput is a replica of a multi-Region key.
type ReplicateKeyInput struct {
	KeyId                          string  `required:"true" doc:"the primary key: ID or ARN"`
	ReplicaRegion                  string  `required:"true" doc:"the Region of the replica"`
	Policy                         *string `doc:"the replica's key policy; it does not get the primary's"`
	BypassPolicyLockoutSafetyCheck bool    `doc:"take a policy that locks the caller out"`
	Description                    *string `doc:"text for people"`
	Tags                           []Tags  `doc:"the replica's tags"`
}

// ReplicateKeyOutput is the new replica.
type ReplicateKeyOutput struct {
	ReplicaKeyMetadata *KeyMetadata
	ReplicaPolicy      *string
	ReplicaTags        []Tags
}

// replicaMade falls due when a replica is ready.
type replicaMade struct{ Account, Region, Key string }

// ReplicateKey puts a multi-Region key into another Region: the same ID and the
// same materials, but a policy, aliases, grants and tags of its own.
// docs.aws.amazon.com/kms/latest/APIReference/API_ReplicateKey.html
func (s *State) ReplicateKey(c *cloud.Call, in ReplicateKeyInput) (ReplicateKeyOutput, error) {
	k, err := s.changing(c, in.KeyId, "ReplicateKey", map[string]string{"kms:replicaregion": in.ReplicaRegion})
	if err != nil {
		return ReplicateKeyOutput{}, err
	}
	if !k.MultiRegion || !k.Primary {
		return ReplicateKeyOutput{}, notPrimary(k)
	}
	if s.geography != nil && !s.geography.IsRegion(in.ReplicaRegion) {
		return ReplicateKeyOutput{}, cloud.Errorf("UnsupportedOperationException", "Region %s is not supported.", in.ReplicaRegion)
	}
	scope := cloud.Scope{Account: k.Scope.Account, Region: in.ReplicaRegion}
	if s.look(scope, k.ID) != nil {
		return ReplicateKeyOutput{}, cloud.Errorf("AlreadyExistsException", "Unable to replicate key %s to region %s, as the key already exist there", k.ID, in.ReplicaRegion)
	}
	if err := c.Authorize(cloud.Request{Action: "kms:CreateKey", Resource: "*"}); err != nil {
		return ReplicateKeyOutput{}, err
	}
	r := k.replica(scope, c.Now)
	r.Description = deref(in.Description)
	if r.Tags, err = tagged(nil, in.Tags); err != nil {
		return ReplicateKeyOutput{}, err
	}
	if err := r.setPolicy(c, s.directory, deref(in.Policy), in.BypassPolicyLockoutSafetyCheck); err != nil {
		return ReplicateKeyOutput{}, err
	}
	made := s.At(scope).Keys.Add(r)
	c.At(c.Now+replicaTakes, replicaMade{scope.Account, scope.Region, r.ID})
	c.Resources = append(c.Resources, made.ARN())
	return ReplicateKeyOutput{new(s.metadata(made)), new(made.Policy), append([]Tags{}, in.Tags...)}, nil
}

func notPrimary(k *Key) error {
	return cloud.Errorf("UnsupportedOperationException", "%s is not a multi-region primary key.", k.ARN())
}

// replica is what a replica shares with its primary. Imported material is not
// carried over: it has to be imported there as well.
func (k *Key) replica(scope cloud.Scope, now cloud.Time) Key {
	r := Key{
		ID: k.ID, Scope: scope, Spec: k.Spec, Usage: k.Usage, Origin: k.Origin, Manager: k.Manager, State: Creating, Made: now,
		Materials: cloneEach(k.Materials, Material.clone), Current: k.Current, Vector: k.Vector, Rotation: k.Rotation, MultiRegion: true,
	}
	r.arn = r.ARN()
	if k.Origin == external {
		r.Materials, r.Current = nil, -1
	}
	return r
}

// made is the end of a replica's making.
func (s *State) made(_ *cloud.World, e replicaMade) {
	k := s.look(cloud.Scope{Account: e.Account, Region: e.Region}, e.Key)
	if k == nil || k.State != Creating {
		return
	}
	k.State = Enabled
	if k.Origin == external {
		k.State = PendingImport
	}
}

// UpdatePrimaryRegionInput is another primary.
type UpdatePrimaryRegionInput struct {
	KeyId         string `required:"true" doc:"the primary key: ID or ARN"`
	PrimaryRegion string `required:"true" doc:"the Region of the replica that becomes the primary"`
}

// primaryMoved falls due when another Region has become the primary's.
type primaryMoved struct{ Account, From, To, Key string }

// UpdatePrimaryRegion makes a replica the primary, and the primary a replica.
// docs.aws.amazon.com/kms/latest/APIReference/API_UpdatePrimaryRegion.html
func (s *State) UpdatePrimaryRegion(c *cloud.Call, in UpdatePrimaryRegionInput) (NoOutput, error) {
	k, err := s.changing(c, in.KeyId, "UpdatePrimaryRegion", map[string]string{"kms:primaryregion": in.PrimaryRegion})
	if err != nil {
		return NoOutput{}, err
	}
	if !k.MultiRegion || !k.Primary {
		return NoOutput{}, notPrimary(k)
	}
	scope := cloud.Scope{Account: k.Scope.Account, Region: in.PrimaryRegion}
	to := s.look(scope, k.ID)
	switch {
	case to == nil:
		return NoOutput{}, cloud.Errorf("NotFoundException", "Key '%s' does not exist", (&Key{ID: k.ID, Scope: scope}).ARN())
	case to == k:
		return NoOutput{}, cloud.Errorf("UnsupportedOperationException", "%s is the primary key already.", k.ARN())
	case to.State != Enabled:
		return NoOutput{}, to.can(c, "UpdatePrimaryRegion")
	}
	if err := s.authorize(c, to, "", ask{operation: "UpdatePrimaryRegion"}); err != nil {
		return NoOutput{}, err
	}
	k.State, to.State, k.NextPrimary = Updating, Updating, in.PrimaryRegion
	c.At(c.Now+primaryTakes, primaryMoved{scope.Account, k.Scope.Region, scope.Region, k.ID})
	return NoOutput{}, nil
}

// moved is the end of a primary's move.
func (s *State) moved(w *cloud.World, e primaryMoved) {
	from, to := s.look(cloud.Scope{Account: e.Account, Region: e.From}, e.Key), s.look(cloud.Scope{Account: e.Account, Region: e.To}, e.Key)
	if from == nil || to == nil || from.State != Updating {
		return
	}
	from.Primary, to.Primary, from.NextPrimary = false, true, ""
	from.State = Enabled
	if to.State == Updating {
		to.State = Enabled
	}
	if to.Rotation.On { // who rotates is the new primary
		to.Rotation.Next = max(to.Rotation.Next, w.Now)
		w.At(to.Rotation.Next, rotationDue{e.Account, e.To, e.Key})
	}
}

// Replicas lists the Regions in which a multi-Region key is besides its primary.
func (s *State) Replicas(k *Key) []string {
	var list []string
	for _, other := range s.Related(k) {
		if !other.Primary {
			list = append(list, other.Scope.Region)
		}
	}
	return slices.Clip(list)
}

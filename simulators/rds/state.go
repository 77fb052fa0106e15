package rds

import (
	"maps"
	"slices"

	"skylab/simulators/cloud"
)

// State is everything that the simulated service remembers, for all accounts
// and Regions of a world.
type State struct {
	Regions map[cloud.Scope]*Region

	keys Keys // set anew after each copy
}

// Keys is what RDS needs of KMS, called in the caller's name.
type Keys interface {
	// DefaultKey is the ARN of alias/aws/rds, which is made on first use.
	DefaultKey(c *cloud.Call) string
	// Describe finds a key and tells whether it can be used.
	Describe(c *cloud.Call, key string) (arn string, enabled bool, err error)
	// Grant lets RDS use a key for one database.
	Grant(c *cloud.Call, key string, operations []string, context map[string]string) error
	// Usable looks at a key without a call.
	Usable(scope cloud.Scope, arn string) bool
}

// Plug connects the service with KMS.
func (s *State) Plug(keys Keys) { s.keys = keys }

// Region is the databases of one account in one Region.
type Region struct {
	Instances cloud.Collection[Instance]
	Snapshots cloud.Collection[Snapshot]
}

// Instance is a database server.
type Instance struct {
	Name       string // DBInstanceIdentifier, in lower case
	Scope      cloud.Scope
	ResourceID string // db-…
	Class      string
	Engine     string
	Version    string
	User       string
	Database   string
	Storage    int32 // GiB
	Port       int32
	MultiAZ    bool
	Public     bool
	Protected  bool
	Retention  int32 // days of automatic backups
	Status     string
	Made       cloud.Time
	Encrypted  bool
	KeyARN     string // of an encrypted one
	Tags       []Tag
}

// Key implements cloud.Resource.
func (i Instance) Key() string { return i.Name }

// Clone implements cloud.Resource.
func (i Instance) Clone() Instance {
	i.Tags = slices.Clone(i.Tags)
	return i
}

// ARN names the database.
func (i *Instance) ARN() string { return arn(i.Scope, "db", i.Name) }

// Snapshot is a copy of a database's disk at one instant.
type Snapshot struct {
	Name      string
	Of        Instance // as it was
	Source    string   // ARN of the snapshot that it was copied from, or empty
	Kind      string   // manual
	Status    string
	Made      cloud.Time
	Encrypted bool
	KeyARN    string
	Tags      []Tag
}

// Key implements cloud.Resource.
func (s Snapshot) Key() string { return s.Name }

// Clone implements cloud.Resource.
func (s Snapshot) Clone() Snapshot {
	s.Of, s.Tags = s.Of.Clone(), slices.Clone(s.Tags)
	return s
}

// ARN names the snapshot.
func (s *Snapshot) ARN() string { return arn(s.Of.Scope, "snapshot", s.Name) }

func arn(s cloud.Scope, kind, name string) string {
	return "arn:aws:rds:" + s.Region + ":" + s.Account + ":" + kind + ":" + name
}

// At is the Region of a call; it is made when it is first wanted.
func (s *State) At(scope cloud.Scope) *Region {
	r := s.Regions[scope]
	if r == nil {
		if s.Regions == nil {
			s.Regions = map[cloud.Scope]*Region{}
		}
		r = &Region{}
		s.Regions[scope] = r
	}
	return r
}

// Clone copies the state; afterwards the two share nothing that changes.
func (s *State) Clone() State {
	c := State{Regions: maps.Clone(s.Regions)}
	for scope, r := range c.Regions {
		c.Regions[scope] = &Region{r.Instances.Clone(), r.Snapshots.Clone()}
	}
	return c
}

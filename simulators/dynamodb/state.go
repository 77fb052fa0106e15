package dynamodb

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

// Keys is what DynamoDB needs of KMS, called in the caller's name.
type Keys interface {
	// DefaultKey is the ARN of alias/aws/dynamodb, which is made on first use.
	DefaultKey(c *cloud.Call) string
	// Describe finds a key and tells whether it can be used.
	Describe(c *cloud.Call, key string) (arn string, enabled bool, err error)
	// Grant lets DynamoDB use a key for one table.
	Grant(c *cloud.Call, key string, operations []string, context map[string]string) error
	// GenerateDataKey makes a table key.
	GenerateDataKey(c *cloud.Call, key string, context map[string]string) (plain, wrapped []byte, arn string, err error)
	// Decrypt opens a table key.
	Decrypt(c *cloud.Call, wrapped []byte, context map[string]string) (plain []byte, arn string, err error)
	// Usable looks at a key without a call.
	Usable(scope cloud.Scope, arn string) bool
}

// Plug connects the service with KMS.
func (s *State) Plug(keys Keys) { s.keys = keys }

// Region is the tables of one account in one Region.
type Region struct{ Tables cloud.Collection[Table] }

// Table is a table with its items.
type Table struct {
	Name       string
	Scope      cloud.Scope
	ID         string
	Made       cloud.Time
	Status     string
	Keys       []KeySchemaElement
	Attributes []AttributeDefinition
	OnDemand   bool
	Read       int64 // provisioned capacity units
	Write      int64
	Protected  bool
	Items      cloud.Collection[Item]

	KeyARN  string // of KMS; empty is a key that AWS owns, which nobody sees
	Wrapped []byte // the table key, under that key
	Open    []Opened
}

// Opened tells until when DynamoDB need not ask KMS again for this caller.
type Opened struct {
	Caller string // ARN
	Until  cloud.Time
}

// Key implements cloud.Resource.
func (t Table) Key() string { return t.Name }

// Clone implements cloud.Resource.
func (t Table) Clone() Table {
	t.Keys, t.Attributes, t.Open = slices.Clone(t.Keys), slices.Clone(t.Attributes), slices.Clone(t.Open)
	t.Items = t.Items.Clone()
	return t
}

// ARN names the table.
func (t *Table) ARN() string { return tableARN(t.Scope, t.Name) }

func tableARN(s cloud.Scope, name string) string {
	return "arn:aws:dynamodb:" + s.Region + ":" + s.Account + ":table/" + name
}

// Item is one item by its primary key. Its attributes are never changed.
type Item struct {
	Primary    string // the key's values, as text that tells them apart
	Attributes map[string]AttributeValue
}

// Key implements cloud.Resource.
func (i Item) Key() string { return i.Primary }

// Clone implements cloud.Resource: attributes are replaced, never changed, but
// the map is each item's own.
func (i Item) Clone() Item {
	i.Attributes = maps.Clone(i.Attributes)
	return i
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
		c.Regions[scope] = &Region{r.Tables.Clone()}
	}
	return c
}

package rds

import (
	"encoding/json"
	"regexp"
	"strings"

	"skylab/simulators/cloud"
)

// The statuses that databases and snapshots go through.
const (
	creating  = "creating"
	available = "available"
	deleting  = "deleting"
)

// How long things take here. AWS promises no times.
const (
	creation    = 5 * 60 * cloud.Second
	snapshoting = 2 * 60 * cloud.Second
	deletion    = 2 * 60 * cloud.Second
)

// Tag is one tag.
type Tag struct{ Key, Value string }

// CreateDBInstanceInput asks for a database.
type CreateDBInstanceInput struct {
	DBName                *string `doc:"a database that is made in it"`
	DBInstanceIdentifier  string  `required:"true" doc:"its name"`
	AllocatedStorage      *int32  `doc:"GiB of disk"`
	DBInstanceClass       string  `required:"true" doc:"the machine: db.t3.micro"`
	Engine                string  `required:"true" doc:"mysql, postgres or mariadb"`
	MasterUsername        *string `doc:"the first user"`
	MasterUserPassword    *string `doc:"that user's password"`
	BackupRetentionPeriod *int32  `doc:"days of automatic backups"`
	Port                  *int32
	MultiAZ               *bool `doc:"a standby in another zone"`
	EngineVersion         *string
	PubliclyAccessible    *bool
	Tags                  []Tag
	StorageEncrypted      *bool   `doc:"seal the disk; it cannot be done later"`
	KmsKeyId              *string `doc:"the key, with --storage-encrypted: ID, ARN or alias; else alias/aws/rds"`
	DeletionProtection    *bool
}

// DBInstanceAnswerOutput is a database.
type DBInstanceAnswerOutput struct{ DBInstance *DBInstance }

// DBInstance is a database as it is told.
type DBInstance struct {
	DBInstanceIdentifier  string
	DBInstanceClass       string
	Engine                string
	DBInstanceStatus      string
	MasterUsername        string
	DBName                *string
	Endpoint              *Endpoint
	AllocatedStorage      int32
	InstanceCreateTime    *cloud.Time
	BackupRetentionPeriod int32
	MultiAZ               bool
	EngineVersion         string
	PubliclyAccessible    bool
	StorageType           string
	DbInstancePort        int32
	StorageEncrypted      bool
	KmsKeyId              *string
	DbiResourceId         string
	DBInstanceArn         string
	DeletionProtection    bool
	TagList               []Tag
}

// Endpoint is where a database answers.
type Endpoint struct {
	Address string
	Port    int32
}

// identifier is the rule of names. docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
var identifier = regexp.MustCompile(`^[A-Za-z](-?[A-Za-z0-9])*$`)

// engines have a port and a version here.
var engines = map[string]struct {
	port    int32
	version string
}{"mysql": {3306, "8.4.6"}, "mariadb": {3306, "11.4.8"}, "postgres": {5432, "17.6"}}

// CreateDBInstance makes a database. Its disk is sealed only when that is asked
// for, and then for good. docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html
func (s *State) CreateDBInstance(c *cloud.Call, in CreateDBInstanceInput) (DBInstanceAnswerOutput, error) {
	name := strings.ToLower(in.DBInstanceIdentifier)
	c.Shown = in.shown(nil)
	if err := in.check(name); err != nil {
		return DBInstanceAnswerOutput{}, err
	}
	r := s.At(c.Scope)
	if r.Instances.Find(name) != nil {
		return DBInstanceAnswerOutput{}, cloud.Errorf("DBInstanceAlreadyExists", "DB instance already exists")
	}
	i := in.instance(c, name)
	c.Resources = append(c.Resources, i.ARN())
	if i.Encrypted {
		var err error
		if i.KeyARN, err = s.take(c, in.KmsKeyId, i.ResourceID); err != nil {
			return DBInstanceAnswerOutput{}, err
		}
	}
	s.begin(c, r.Instances.Add(i))
	c.Shown = in.shown(r.Instances.Find(name))
	return DBInstanceAnswerOutput{new(s.told(r.Instances.Find(name)))}, nil
}

// shown keeps the password out of the trail; i is nil while nothing was made.
// docs.aws.amazon.com/AmazonRDS/latest/UserGuide/logging-using-cloudtrail.html
func (in *CreateDBInstanceInput) shown(i *Instance) *cloud.Shown {
	text := func(v any) string {
		b, err := json.Marshal(v)
		if err != nil {
			return "{}"
		}
		return string(b)
	}
	type request struct {
		Name      string  `json:"dBInstanceIdentifier"`
		Storage   *int32  `json:"allocatedStorage,omitempty"`
		Class     string  `json:"dBInstanceClass"`
		Engine    string  `json:"engine"`
		User      *string `json:"masterUsername"`
		Password  string  `json:"masterUserPassword"`
		Encrypted *bool   `json:"storageEncrypted,omitempty"`
		Key       *string `json:"kmsKeyId,omitempty"`
	}
	type response struct {
		Name      string `json:"dBInstanceIdentifier"`
		Status    string `json:"dBInstanceStatus"`
		Encrypted bool   `json:"storageEncrypted"`
		Key       string `json:"kmsKeyId,omitempty"`
		Resource  string `json:"dbiResourceId"`
		ARN       string `json:"dBInstanceArn"`
	}
	s := &cloud.Shown{Request: text(request{in.DBInstanceIdentifier, in.AllocatedStorage, in.DBInstanceClass, in.Engine, in.MasterUsername, "****", in.StorageEncrypted, in.KmsKeyId})}
	if i != nil {
		s.Response = text(response{i.Name, i.Status, i.Encrypted, i.KeyARN, i.ResourceID, i.ARN()})
	}
	return s
}

func (in *CreateDBInstanceInput) check(name string) error {
	wrong := func(f string, a ...any) error { return cloud.Errorf("InvalidParameterValue", f, a...) }
	switch e, ok := engines[in.Engine]; {
	case !ok || e.port == 0:
		return wrong("Invalid DB engine: %s", in.Engine)
	case !identifier.MatchString(name) || len(name) > 63:
		return wrong("The parameter DBInstanceIdentifier is not a valid identifier. Identifiers must begin with a letter; must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.")
	case !strings.HasPrefix(in.DBInstanceClass, "db."):
		return wrong("Invalid DB Instance class: %s", in.DBInstanceClass)
	case in.MasterUsername == nil:
		return wrong("The parameter MasterUsername must be provided and must not be blank.")
	case in.MasterUserPassword == nil:
		return wrong("The parameter MasterUserPassword must be provided and must not be blank.")
	case len(*in.MasterUserPassword) < 8:
		return wrong("The parameter MasterUserPassword is not a valid password because it is shorter than 8 characters.")
	case in.KmsKeyId != nil && (in.StorageEncrypted == nil || !*in.StorageEncrypted):
		return cloud.Errorf("InvalidParameterCombination", "You can't specify a KMS key ID for an unencrypted DB instance.")
	}
	return nil
}

func (in *CreateDBInstanceInput) instance(c *cloud.Call, name string) Instance {
	e := engines[in.Engine]
	return Instance{
		Name: name, Scope: c.Scope, ResourceID: resourceID(c), Class: in.DBInstanceClass, Engine: in.Engine,
		Version: or(in.EngineVersion, e.version), User: or(in.MasterUsername, ""), Database: or(in.DBName, ""), Storage: or(in.AllocatedStorage, 20), Port: or(in.Port, e.port),
		MultiAZ: or(in.MultiAZ, false), Public: or(in.PubliclyAccessible, false), Protected: or(in.DeletionProtection, false), Retention: or(in.BackupRetentionPeriod, 1),
		Made: c.Now, Encrypted: or(in.StorageEncrypted, false), Tags: in.Tags,
	}
}

// or is what a pointer points to, or a default.
func or[T any](p *T, otherwise T) T {
	if p == nil {
		return otherwise
	}
	return *p
}

// resourceID is the ID that stays with a database whatever its name: db- and 26
// characters.
func resourceID(c *cloud.Call) string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
	n := c.Next(c.Scope, "rds-resource")
	id := make([]byte, 26)
	for i := range id {
		id[i] = alphabet[cloud.RollBelow(c.Seed, cloud.Label("rds-resource")+n, uint64(i), uint64(len(alphabet)))]
	}
	return "db-" + string(id)
}

// begin lets a database come up.
func (s *State) begin(c *cloud.Call, i *Instance) {
	i.Status = creating
	c.At(c.Now+creation, instanceReady{c.Account, c.Region, i.Name})
}

func (s *State) told(i *Instance) DBInstance {
	d := DBInstance{
		DBInstanceIdentifier: i.Name, DBInstanceClass: i.Class, Engine: i.Engine, DBInstanceStatus: s.status(i), MasterUsername: i.User,
		AllocatedStorage: i.Storage, BackupRetentionPeriod: i.Retention, MultiAZ: i.MultiAZ, EngineVersion: i.Version, PubliclyAccessible: i.Public,
		StorageType: "gp3", StorageEncrypted: i.Encrypted, DbiResourceId: i.ResourceID, DBInstanceArn: i.ARN(), DeletionProtection: i.Protected, TagList: append([]Tag{}, i.Tags...),
	}
	if i.Database != "" {
		d.DBName = &i.Database
	}
	if i.Status != creating {
		d.Endpoint = &Endpoint{i.Name + "." + strings.ToLower(i.ResourceID[3:15]) + "." + i.Scope.Region + ".rds.amazonaws.com", i.Port}
		d.InstanceCreateTime = &i.Made
	}
	if i.Encrypted {
		d.KmsKeyId = &i.KeyARN
	}
	return d
}

// DescribeDBInstancesInput asks for databases.
type DescribeDBInstancesInput struct {
	DBInstanceIdentifier *string `doc:"one of them"`
}

// DescribeDBInstancesOutput lists them.
type DescribeDBInstancesOutput struct{ DBInstances []DBInstance }

// DescribeDBInstances lists databases.
// docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBInstances.html
func (s *State) DescribeDBInstances(c *cloud.Call, in DescribeDBInstancesInput) (DescribeDBInstancesOutput, error) {
	out := DescribeDBInstancesOutput{[]DBInstance{}}
	for i := range s.At(c.Scope).Instances.All {
		if in.DBInstanceIdentifier == nil || strings.EqualFold(*in.DBInstanceIdentifier, i.Name) {
			out.DBInstances = append(out.DBInstances, s.told(i))
		}
	}
	if in.DBInstanceIdentifier != nil && len(out.DBInstances) == 0 {
		return out, noInstance(*in.DBInstanceIdentifier)
	}
	return out, nil
}

func noInstance(name string) error {
	return cloud.Errorf("DBInstanceNotFound", "DBInstance %s not found.", name)
}

// DeleteDBInstanceInput takes a database away.
type DeleteDBInstanceInput struct {
	DBInstanceIdentifier      string  `required:"true" doc:"its name"`
	SkipFinalSnapshot         *bool   `doc:"without a last snapshot"`
	FinalDBSnapshotIdentifier *string `doc:"the name of the last snapshot"`
}

// DeleteDBInstance takes a database away, with a last snapshot unless that is
// skipped. docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBInstance.html
func (s *State) DeleteDBInstance(c *cloud.Call, in DeleteDBInstanceInput) (DBInstanceAnswerOutput, error) {
	r := s.At(c.Scope)
	i := r.Instances.Find(strings.ToLower(in.DBInstanceIdentifier))
	skip := in.SkipFinalSnapshot != nil && *in.SkipFinalSnapshot
	switch {
	case i == nil:
		return DBInstanceAnswerOutput{}, noInstance(in.DBInstanceIdentifier)
	case i.Protected:
		return DBInstanceAnswerOutput{}, cloud.Errorf("InvalidParameterCombination", "Cannot delete protected DB Instance, please disable deletion protection and try again.")
	case skip == (in.FinalDBSnapshotIdentifier != nil):
		what := "FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified."
		if skip {
			what = "FinalDBSnapshotIdentifier can not be specified when deleting with SkipFinalSnapshot."
		}
		return DBInstanceAnswerOutput{}, cloud.Errorf("InvalidParameterCombination", "%s", what)
	case i.Status == deleting || i.Status == creating:
		return DBInstanceAnswerOutput{}, cloud.Errorf("InvalidDBInstanceState", "Instance %s is currently %s.", i.Name, i.Status)
	}
	c.Resources = append(c.Resources, i.ARN())
	if !skip {
		if _, err := s.snapshot(c, *in.FinalDBSnapshotIdentifier, i, nil); err != nil {
			return DBInstanceAnswerOutput{}, err
		}
	}
	i.Status = deleting
	c.At(c.Now+deletion, instanceGone{c.Account, c.Region, i.Name})
	return DBInstanceAnswerOutput{new(s.told(i))}, nil
}

// instanceReady: a database has come up.
type instanceReady struct{ Account, Region, Name string }

func (s *State) instanceReady(w *cloud.World, e instanceReady) {
	if i := s.At(cloud.Scope{Account: e.Account, Region: e.Region}).Instances.Find(e.Name); i != nil && i.Status == creating {
		i.Status = available
	}
}

// instanceGone: a database is no more.
type instanceGone struct{ Account, Region, Name string }

func (s *State) instanceGone(w *cloud.World, e instanceGone) {
	r := s.At(cloud.Scope{Account: e.Account, Region: e.Region})
	if i := r.Instances.Find(e.Name); i != nil && i.Status == deleting {
		r.Instances.Remove(e.Name)
	}
}

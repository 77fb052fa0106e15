package rds

import (
	"strings"

	"skylab/simulators/cloud"
)

// DBSnapshot is a snapshot as it is told.
type DBSnapshot struct {
	DBSnapshotIdentifier       string
	DBInstanceIdentifier       string
	SnapshotCreateTime         *cloud.Time
	Engine                     string
	AllocatedStorage           int32
	Status                     string
	Port                       int32
	InstanceCreateTime         *cloud.Time
	MasterUsername             string
	EngineVersion              string
	SnapshotType               string
	PercentProgress            int32
	SourceDBSnapshotIdentifier *string
	StorageType                string
	Encrypted                  bool
	KmsKeyId                   *string
	DBSnapshotArn              string
	DbiResourceId              string
	TagList                    []Tag
}

// DBSnapshotAnswerOutput is a snapshot.
type DBSnapshotAnswerOutput struct{ DBSnapshot *DBSnapshot }

// CreateDBSnapshotInput asks for a snapshot.
type CreateDBSnapshotInput struct {
	DBSnapshotIdentifier string `required:"true" doc:"the snapshot's name"`
	DBInstanceIdentifier string `required:"true" doc:"the database"`
	Tags                 []Tag
}

// CreateDBSnapshot copies a database's disk; the copy is sealed as the disk is.
// docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSnapshot.html
func (s *State) CreateDBSnapshot(c *cloud.Call, in CreateDBSnapshotInput) (DBSnapshotAnswerOutput, error) {
	i := s.At(c.Scope).Instances.Find(strings.ToLower(in.DBInstanceIdentifier))
	if i == nil {
		return DBSnapshotAnswerOutput{}, noInstance(in.DBInstanceIdentifier)
	}
	if state := s.status(i); state != available {
		return DBSnapshotAnswerOutput{}, cloud.Errorf("InvalidDBInstanceState", "Cannot create a snapshot because the database instance %s is not currently in the available state.", i.Name)
	}
	snap, err := s.snapshot(c, in.DBSnapshotIdentifier, i, in.Tags)
	if err != nil {
		return DBSnapshotAnswerOutput{}, err
	}
	return DBSnapshotAnswerOutput{new(snap.told())}, nil
}

func (s *State) snapshot(c *cloud.Call, name string, i *Instance, tags []Tag) (*Snapshot, error) {
	return s.keep(c, Snapshot{Name: strings.ToLower(name), Of: i.Clone(), Encrypted: i.Encrypted, KeyARN: i.KeyARN, Tags: tags})
}

// keep enters a new snapshot.
func (s *State) keep(c *cloud.Call, snap Snapshot) (*Snapshot, error) {
	r := s.At(c.Scope)
	if !identifier.MatchString(snap.Name) {
		return nil, cloud.Errorf("InvalidParameterValue", "Invalid snapshot identifier:  %s", snap.Name)
	}
	if r.Snapshots.Find(snap.Name) != nil {
		return nil, cloud.Errorf("DBSnapshotAlreadyExists", "Cannot create the snapshot because a snapshot with the identifier %s already exists.", snap.Name)
	}
	snap.Kind, snap.Status, snap.Made = "manual", creating, c.Now
	c.At(c.Now+snapshoting, snapshotReady{c.Account, c.Region, snap.Name})
	kept := r.Snapshots.Add(snap)
	c.Resources = append(c.Resources, kept.ARN())
	return kept, nil
}

func (s *Snapshot) told() DBSnapshot {
	d := DBSnapshot{
		DBSnapshotIdentifier: s.Name, DBInstanceIdentifier: s.Of.Name, Engine: s.Of.Engine, AllocatedStorage: s.Of.Storage, Status: s.Status, Port: s.Of.Port,
		InstanceCreateTime: &s.Of.Made, MasterUsername: s.Of.User, EngineVersion: s.Of.Version, SnapshotType: s.Kind, StorageType: "gp3",
		Encrypted: s.Encrypted, DBSnapshotArn: s.ARN(), DbiResourceId: s.Of.ResourceID, TagList: append([]Tag{}, s.Tags...),
	}
	if s.Status == available {
		d.PercentProgress, d.SnapshotCreateTime = 100, &s.Made
	}
	if s.Source != "" {
		d.SourceDBSnapshotIdentifier = &s.Source
	}
	if s.Encrypted {
		d.KmsKeyId = &s.KeyARN
	}
	return d
}

// CopyDBSnapshotInput copies a snapshot.
type CopyDBSnapshotInput struct {
	SourceDBSnapshotIdentifier string  `required:"true" doc:"the snapshot: name or ARN"`
	TargetDBSnapshotIdentifier string  `required:"true" doc:"the copy's name"`
	KmsKeyId                   *string `doc:"seal the copy with this key: the way to seal a database that is not"`
	Tags                       []Tag
}

// CopyDBSnapshot copies a snapshot. With a key the copy is sealed by it, also of
// one that is not sealed; one that is sealed stays so.
// docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_CopySnapshot.html
func (s *State) CopyDBSnapshot(c *cloud.Call, in CopyDBSnapshotInput) (DBSnapshotAnswerOutput, error) {
	old, err := s.find(c, in.SourceDBSnapshotIdentifier)
	if err != nil {
		return DBSnapshotAnswerOutput{}, err
	}
	if old.Status != available {
		return DBSnapshotAnswerOutput{}, cloud.Errorf("InvalidDBSnapshotState", "The source snapshot must be in available state.")
	}
	snap := Snapshot{Name: strings.ToLower(in.TargetDBSnapshotIdentifier), Of: old.Of.Clone(), Source: old.ARN(), Encrypted: old.Encrypted, KeyARN: old.KeyARN, Tags: in.Tags}
	if in.KmsKeyId != nil || old.Encrypted {
		key := in.KmsKeyId
		if key == nil {
			key = &old.KeyARN
		}
		if snap.KeyARN, err = s.take(c, key, old.Of.ResourceID); err != nil {
			return DBSnapshotAnswerOutput{}, err
		}
		snap.Encrypted = true
	}
	kept, err := s.keep(c, snap)
	if err != nil {
		return DBSnapshotAnswerOutput{}, err
	}
	return DBSnapshotAnswerOutput{new(kept.told())}, nil
}

// find looks a snapshot up by name or ARN.
func (s *State) find(c *cloud.Call, id string) (*Snapshot, error) {
	name := strings.ToLower(id[strings.LastIndexByte(id, ':')+1:])
	if snap := s.At(c.Scope).Snapshots.Find(name); snap != nil {
		return snap, nil
	}
	return nil, cloud.Errorf("DBSnapshotNotFound", "DBSnapshot not found: %s", id)
}

// DescribeDBSnapshotsInput asks for snapshots.
type DescribeDBSnapshotsInput struct {
	DBInstanceIdentifier *string `doc:"those of one database"`
	DBSnapshotIdentifier *string `doc:"one of them"`
}

// DescribeDBSnapshotsOutput lists them.
type DescribeDBSnapshotsOutput struct{ DBSnapshots []DBSnapshot }

// DescribeDBSnapshots lists snapshots.
// docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBSnapshots.html
func (s *State) DescribeDBSnapshots(c *cloud.Call, in DescribeDBSnapshotsInput) (DescribeDBSnapshotsOutput, error) {
	out := DescribeDBSnapshotsOutput{[]DBSnapshot{}}
	if in.DBSnapshotIdentifier != nil {
		snap, err := s.find(c, *in.DBSnapshotIdentifier)
		if err == nil {
			out.DBSnapshots = append(out.DBSnapshots, snap.told())
		}
		return out, err
	}
	for snap := range s.At(c.Scope).Snapshots.All {
		if in.DBInstanceIdentifier == nil || strings.EqualFold(*in.DBInstanceIdentifier, snap.Of.Name) {
			out.DBSnapshots = append(out.DBSnapshots, snap.told())
		}
	}
	return out, nil
}

// DeleteDBSnapshotInput names a snapshot.
type DeleteDBSnapshotInput struct {
	DBSnapshotIdentifier string `required:"true" doc:"the snapshot"`
}

// DeleteDBSnapshot deletes a snapshot.
// docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBSnapshot.html
func (s *State) DeleteDBSnapshot(c *cloud.Call, in DeleteDBSnapshotInput) (DBSnapshotAnswerOutput, error) {
	snap, err := s.find(c, in.DBSnapshotIdentifier)
	if err != nil {
		return DBSnapshotAnswerOutput{}, err
	}
	out := snap.told()
	out.Status = "deleted"
	s.At(c.Scope).Snapshots.Remove(snap.Name)
	return DBSnapshotAnswerOutput{&out}, nil
}

// RestoreDBInstanceFromDBSnapshotInput makes a database of a snapshot.
type RestoreDBInstanceFromDBSnapshotInput struct {
	DBInstanceIdentifier string  `required:"true" doc:"the new database's name"`
	DBSnapshotIdentifier *string `doc:"the snapshot: name or ARN"`
	DBInstanceClass      *string `doc:"the machine, else that of the old one"`
	MultiAZ              *bool
	PubliclyAccessible   *bool
	Tags                 []Tag
	DeletionProtection   *bool
}

// RestoreDBInstanceFromDBSnapshot makes a new database of a snapshot, sealed as
// the snapshot is.
// docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_RestoreDBInstanceFromDBSnapshot.html
func (s *State) RestoreDBInstanceFromDBSnapshot(c *cloud.Call, in RestoreDBInstanceFromDBSnapshotInput) (DBInstanceAnswerOutput, error) {
	name := strings.ToLower(in.DBInstanceIdentifier)
	r := s.At(c.Scope)
	if r.Instances.Find(name) != nil {
		return DBInstanceAnswerOutput{}, cloud.Errorf("DBInstanceAlreadyExists", "DB instance already exists")
	}
	if !identifier.MatchString(name) || in.DBSnapshotIdentifier == nil {
		return DBInstanceAnswerOutput{}, cloud.Errorf("InvalidParameterValue", "The parameter DBInstanceIdentifier or DBSnapshotIdentifier is not a valid identifier.")
	}
	snap, err := s.find(c, *in.DBSnapshotIdentifier)
	if err != nil {
		return DBInstanceAnswerOutput{}, err
	}
	if snap.Status != available {
		return DBInstanceAnswerOutput{}, cloud.Errorf("InvalidDBSnapshotState", "Cannot restore from snapshot %s because it is not available.", snap.Name)
	}
	i := snap.Of.Clone()
	i.Name, i.ResourceID, i.Made, i.Tags = name, resourceID(c), c.Now, in.Tags
	i.Class, i.MultiAZ = or(in.DBInstanceClass, i.Class), or(in.MultiAZ, false)
	i.Public, i.Protected = or(in.PubliclyAccessible, false), or(in.DeletionProtection, false)
	if i.Encrypted = snap.Encrypted; i.Encrypted {
		if i.KeyARN, err = s.take(c, &snap.KeyARN, i.ResourceID); err != nil {
			return DBInstanceAnswerOutput{}, err
		}
	}
	c.Resources = append(c.Resources, i.ARN())
	s.begin(c, r.Instances.Add(i))
	return DBInstanceAnswerOutput{new(s.told(r.Instances.Find(name)))}, nil
}

// snapshotReady: a snapshot is whole.
type snapshotReady struct{ Account, Region, Name string }

func (s *State) snapshotReady(w *cloud.World, e snapshotReady) {
	if snap := s.At(cloud.Scope{Account: e.Account, Region: e.Region}).Snapshots.Find(e.Name); snap != nil {
		snap.Status = available
	}
}

package rds

import "skylab/simulators/cloud"

const service = "rds"

// Operations is the service's whole table, in the order of the help.
var Operations = []cloud.Op{
	cloud.Operation(service, "CreateDBInstance", "make a database", (*State).CreateDBInstance),
	cloud.Reader(service, "DescribeDBInstances", "the databases", (*State).DescribeDBInstances),
	cloud.Operation(service, "DeleteDBInstance", "take a database away", (*State).DeleteDBInstance),
	cloud.Operation(service, "CreateDBSnapshot", "copy a database's disk", (*State).CreateDBSnapshot),
	cloud.Operation(service, "CopyDBSnapshot", "copy a snapshot, sealed with a key", (*State).CopyDBSnapshot),
	cloud.Reader(service, "DescribeDBSnapshots", "the snapshots", (*State).DescribeDBSnapshots),
	cloud.Operation(service, "DeleteDBSnapshot", "delete a snapshot", (*State).DeleteDBSnapshot),
	cloud.Operation(service, "RestoreDBInstanceFromDBSnapshot", "a new database of a snapshot", (*State).RestoreDBInstanceFromDBSnapshot),
}

// Events is the table of what can fall due.
var Events = []cloud.On{
	cloud.Handle((*State).instanceReady),
	cloud.Handle((*State).instanceGone),
	cloud.Handle((*State).snapshotReady),
}

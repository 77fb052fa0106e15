// Package rds is a stand-in for Amazon RDS until its own module exists: as much
// as it takes to see which key seals a database's disk, and what the trail then
// shows. Nothing listens in these databases. Pages were read on 2026-11-20.
//
// # Amazon RDS: modelled
//
//   - A disk is sealed only when that is asked for at creation
//     (--storage-encrypted), with alias/aws/rds unless another key is named; it
//     cannot be turned on or off later. AmazonRDS/latest/UserGuide/Overview.Encryption.html
//   - The way to seal a database that is not: a snapshot, a copy of it with a
//     key, a new database of the copy. AmazonRDS/latest/UserGuide/USER_CopySnapshot.html
//   - RDS describes the key and grants itself its use, in your name, with the
//     database's own ID as encryption context; both calls are in the trail, and
//     the key's policy decides. AmazonRDS/latest/UserGuide/Overview.Encryption.Keys.html
//   - A database whose key was disabled cannot be reached, until the key is
//     enabled again. AmazonRDS/latest/UserGuide/accessing-monitoring.html
//
// # Amazon RDS: simplified
//
//   - A database takes five minutes to come up, a snapshot two. Three engines,
//     one version each. Classes and sizes are kept and shown, nothing more.
//   - A key that was disabled shows at once; at AWS it takes a while.
//
// # Amazon RDS: left out
//
//   - Aurora, changes of a database, automatic backups, points in time, subnet
//     and parameter groups, security groups, logs, copies to other Regions,
//     prices. AmazonRDS/latest/UserGuide/Welcome.html
package rds

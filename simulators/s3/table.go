package s3

import "skylab/simulators/cloud"

// service is the group of commands of aws that speaks the API; aws s3 is a
// tool above it.
const service = "s3api"

// Operations is the service's whole table, in the order of the help. Each asks
// itself who may call it, since buckets have policies.
var Operations = deciding(
	cloud.Operation(service, "CreateBucket", "make a bucket", (*State).CreateBucket),
	cloud.Reader(service, "ListBuckets", "the account's buckets", (*State).ListBuckets),
	cloud.Operation(service, "DeleteBucket", "take an empty bucket away", (*State).DeleteBucket),
	cloud.Reader(service, "HeadBucket", "whether a bucket is there", (*State).HeadBucket),
	cloud.Reader(service, "GetBucketLocation", "the Region of a bucket", (*State).GetBucketLocation),
	cloud.Operation(service, "PutBucketEncryption", "how new objects are sealed", (*State).PutBucketEncryption),
	cloud.Reader(service, "GetBucketEncryption", "how new objects are sealed", (*State).GetBucketEncryption),
	cloud.Operation(service, "DeleteBucketEncryption", "back to SSE-S3", (*State).DeleteBucketEncryption),
	cloud.Operation(service, "PutBucketVersioning", "keep what is overwritten and deleted", (*State).PutBucketVersioning),
	cloud.Reader(service, "GetBucketVersioning", "whether versions are kept", (*State).GetBucketVersioning),
	cloud.Operation(service, "PutBucketPolicy", "set a bucket's policy", (*State).PutBucketPolicy),
	cloud.Reader(service, "GetBucketPolicy", "a bucket's policy", (*State).GetBucketPolicy),
	cloud.Operation(service, "DeleteBucketPolicy", "take a bucket's policy away", (*State).DeleteBucketPolicy),
	cloud.Operation(service, "PutObject", "upload an object", (*State).PutObject),
	cloud.Reader(service, "GetObject", "download an object", (*State).GetObject),
	cloud.Reader(service, "HeadObject", "what is known of an object", (*State).HeadObject),
	cloud.Operation(service, "CopyObject", "copy an object", (*State).CopyObject),
	cloud.Operation(service, "DeleteObject", "delete an object, or mark it deleted", (*State).DeleteObject),
	cloud.Reader(service, "ListObjectsV2", "the objects of a bucket", (*State).ListObjectsV2),
	cloud.Reader(service, "ListObjectVersions", "all versions of the objects", (*State).ListObjectVersions),
)

func deciding(table ...cloud.Op) []cloud.Op {
	for i := range table {
		table[i] = cloud.Deciding(table[i])
	}
	return table
}

// Events is the table of what can fall due.
var Events = []cloud.On{}

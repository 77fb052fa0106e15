// Package s3 is a stand-in for Amazon S3 until its own module exists: as much
// as it takes to see how objects are sealed at rest, with which key, and what
// the trail then shows. Pages were read on 2026-11-20.
//
// # Amazon S3: modelled
//
//   - Every new object is sealed; without a word by SSE-S3, of which KMS and
//     your trail know nothing. AmazonS3/latest/userguide/default-encryption-faq.html
//   - SSE-KMS with a key of yours or alias/aws/s3: S3 asks KMS in your name for
//     each upload (GenerateDataKey) and each download (Decrypt), with the
//     object's ARN as encryption context; the key's policy and state decide.
//     AmazonS3/latest/userguide/UsingKMSEncryption.html
//   - Bucket keys: one data key for many objects, with the bucket's ARN as
//     context. AmazonS3/latest/userguide/bucket-key.html
//   - Keys that customers bring (SSE-C) are refused by new buckets until that is
//     allowed. AmazonS3/latest/userguide/default-s3-c-encryption-setting-faq.html
//   - Bucket policies beside the caller's own, versions and delete markers,
//     prefixes and delimiters, ranges, copies that are sealed anew.
//     AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
//   - Calls on objects are data events and not in the event history.
//     AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
//
// # Amazon S3: simplified
//
//   - S3 keeps a bucket key for five minutes for each caller; AWS says only that
//     the time is limited. AmazonS3/latest/userguide/bucket-key.html
//   - Block Public Access is on and stays on: a policy for everybody without a
//     condition is refused. AmazonS3/latest/userguide/access-control-block-public-access.html
//   - All objects of a world together take 64 MiB at most; a list has 1,000
//     names at most at once. Storage classes are kept and shown, nothing more.
//   - A bucket can be reached by the commands of every Region.
//     AmazonS3/latest/userguide/bucketnamingrules.html
//
// # Amazon S3: left out
//
//   - Multipart uploads, presigned addresses, tags, lifecycle, replication,
//     events, object lock, access points, ACLs, checksums, DSSE-KMS, prices.
//     AmazonS3/latest/userguide/Welcome.html
//   - The buckets of the VPC module (what curl reaches through an endpoint) are
//     others than these. vpc/latest/privatelink/gateway-endpoints.html
package s3

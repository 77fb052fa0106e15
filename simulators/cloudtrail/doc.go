// Package cloudtrail simulates the event history of AWS CloudTrail: who did
// what, by Region, in UTC.
//
// What follows is the lab's page of limits, too: what is modelled as AWS
// documents it, what is made simpler, and what is left out. Each line names
// AWS's page about it, under docs.aws.amazon.com, read on 2026-11-20.
//
// # Modelled
//
//   - Management events of the last 90 days, newest first, of one account and
//     one Region; one attribute and a span of time to search by
//     (awscloudtrail/latest/APIReference/API_LookupEvents.html).
//   - Data events are not in it: objects of S3, invocations of Lambda, items of
//     DynamoDB, messages of SQS, data points and log lines
//     (awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html).
//   - Events of IAM and Route 53 appear in us-east-1, wherever the call came from
//     (awscloudtrail/latest/userguide/cloudtrail-concepts.html).
//   - An event as CloudTrail writes it: users, sessions of roles with the role
//     behind them, services that call in somebody's name, errors
//     (awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html).
//   - Secrets are never in it: plaintexts of KMS, secret access keys
//     (kms/latest/developerguide/logging-using-cloudtrail.html).
//
// # Simplified
//
//   - An event can be looked up five minutes after its call, always. AWS gives
//     five minutes as an average and promises nothing
//     (awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html).
//   - requestParameters and responseElements are the call's own members with a
//     small first letter; EC2 writes lists of its own there (subnetSet)
//     (awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html).
//   - Calls that were not let in at all, with keys that nobody has, leave no
//     event (awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html).
//   - The rate of look-ups is not limited
//     (awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html).
//
// # Left out
//
//   - Trails, CloudTrail Lake, Insights, digests
//     (awscloudtrail/latest/userguide/cloudtrail-create-and-update-a-trail.html).
package cloudtrail

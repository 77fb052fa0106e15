// Package sqs simulates Amazon SQS as far as other services need it: standard
// queues.
//
// What follows is the lab's page of limits, too: what is modelled as AWS
// documents it, what is made simpler, and what is left out. Each line names
// AWS's page about it, under docs.aws.amazon.com, read on 2026-11-20.
//
// # Queues: modelled
//
//   - Attributes with their limits and defaults; messages of up to 1 MB with up to
//     ten attributes
//     (AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html).
//   - Visibility: a message that was received is hidden for a time and comes back
//     unless it is deleted, up to 12 hours after it was received
//     (AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html).
//   - Dead-letter queues: a message that was received too often is moved; its age
//     goes on
//     (AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html).
//   - Batches, delays, retention, checksums, long polls
//     (AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html).
//   - Queue policies together with the caller's own
//     (AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-overview-of-managing-access.html).
//
// # Queues: simplified
//
//   - A short poll finds every message; AWS asks some of its servers only
//     (AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html).
//   - Messages come in the order in which they were sent, and none twice by
//     itself; AWS promises neither
//     (AWSSimpleQueueService/latest/SQSDeveloperGuide/standard-queues.html).
//   - A long poll waits for messages that are hidden or delayed, not for those that
//     something else sends in the meantime.
//   - The counts are exact; AWS calls them approximate
//     (AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html).
//
// # Queues: left out
//
//   - FIFO queues
//     (AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fifo-queues.html).
//   - Moving dead letters back, AddPermission and RemovePermission, encryption with
//     a key of KMS, metrics
//     (AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html).
package sqs

// Package logs simulates Amazon CloudWatch Logs: groups, streams and lines, and
// how lines are found.
//
// What follows is the lab's page of limits, too: what is modelled as AWS
// documents it, what is made simpler, and what is left out. Each line names
// AWS's page about it, under docs.aws.amazon.com, read on 2026-11-20.
//
// # Logs: modelled
//
//   - Groups with retention, streams, lines with the time at which they happened
//     and came (AmazonCloudWatch/latest/logs/CloudWatchLogsConcepts.html).
//   - What is refused: lines out of order, of the far future or past, too large
//     (AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html).
//   - Filter patterns: words, "exact words", ?either ?or, -without, %regex%,
//     { $.json = 1 }, [space, delimited, fields]
//     (AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html).
//   - aws logs tail, with --since, --format, --filter-pattern
//     (cli/latest/reference/logs/tail.html).
//
// # Logs: simplified
//
//   - A line can be found at once; on AWS some seconds later.
//   - aws logs tail --follow ends when there are no more lines: time stands still
//     while a command runs.
//   - A word fits whole words only; one with other signs wants quotes
//     (AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html).
//   - A group keeps a million lines; what comes then is not kept.
//
// # Logs: left out
//
//   - Insights, metric filters, subscriptions, exports, Live Tail
//     (AmazonCloudWatch/latest/logs/AnalyzingLogData.html).
//   - Resource policies, data protection, anomalies, encryption with a key of KMS
//     (AmazonCloudWatch/latest/logs/WhatIsCloudWatchLogs.html).
package logs

// Package cloudwatch simulates Amazon CloudWatch's metrics, and its alarms as
// far as other services need them.
//
// What follows is the lab's page of limits, too: what is modelled as AWS
// documents it, what is made simpler, and what is left out. Each line names
// AWS's page about it, under docs.aws.amazon.com, read on 2026-11-20.
//
// # Metrics: modelled
//
//   - Values with dimensions and units; one value, many, or four numbers about
//     many; of the last two weeks
//     (AmazonCloudWatch/latest/APIReference/API_PutMetricData.html).
//   - SampleCount, Sum, Average, Minimum, Maximum and percentiles over periods of
//     whole minutes, at most 1,440 points a call
//     (AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html).
//   - Expressions: + - * / and parentheses, SUM, AVG, MIN and MAX of a list,
//     METRICS(), FILL (AmazonCloudWatch/latest/monitoring/using-metric-math.html).
//   - Alarms: AWS's tables of what missing data comes to
//     (AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html).
//
// # Metrics: simplified
//
//   - Values are kept by the minute; a period shorter than that is refused
//     (AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html).
//   - Percentiles are within 1.6 % of the value; those of four numbers about many
//     values are their mean.
//   - Points come in the order of time; AWS promises none
//     (AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html).
//   - Nothing is ever thrown away; AWS keeps minutes for 15 days.
//
// # Metrics: left out
//
//   - Dashboards, metric streams, anomaly detection, Metrics Insights, search
//     expressions, trimmed statistics
//     (AmazonCloudWatch/latest/monitoring/WhatIsCloudWatch.html).
package cloudwatch

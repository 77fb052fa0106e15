// Package lambda simulates AWS Lambda: functions, their versions and aliases,
// what calls them, and the execution environments that serve the calls.
//
// What follows is the lab's page of limits, too: what is modelled as AWS
// documents it, what is made simpler, and what is left out. Each line names
// AWS's page about it, under docs.aws.amazon.com. What is modelled was held
// against those pages on 2026-11-20: the developer guide of October 2023 with the
// later changes that AWS's pages list, the API as botocore 1.43 describes it,
// wordings of errors and the layout of records as recordings of the service of
// 2023 to 2025 have them.
//
// # Functions: modelled
//
//   - Packages: a real zip file (make one with zip), up to 50 MB uploaded and
//     250 MB unpacked, from a file or from S3; its size is the real one
//     (lambda/latest/dg/gettingstarted-limits.html).
//   - Runtime, handler, role, memory of 128 to 10,240 MB, timeout of 1 to 900 s,
//     4 KB of environment variables, /tmp of 512 to 10,240 MB, architecture, up to
//     five layers, tags (lambda/latest/api/API_CreateFunction.html).
//   - The role must exist and trust lambda.amazonaws.com, and the caller must be
//     allowed iam:PassRole (lambda/latest/dg/lambda-intro-execution-role.html).
//   - States: Pending, Active; an update in progress refuses the next one, and
//     until it is done the old code runs (lambda/latest/dg/functions-states.html).
//   - Versions: frozen, numbered, the same number again when nothing changed
//     (lambda/latest/dg/configuration-versions.html).
//   - Aliases: a name for a version, or for two with a share each; never for
//     $LATEST and another (lambda/latest/dg/configuring-alias-routing.html).
//   - Permissions: the caller's own policies and the function's resource policy
//     decide who may invoke; the function acts as its role
//     (lambda/latest/dg/access-control-resource-based.html).
//
// # Calls: modelled
//
//   - Synchronous calls of up to 6 MB take their time on the clock; asynchronous
//     ones of up to 1 MB are answered with 202 at once; a dry run asks only
//     whether one may (lambda/latest/api/API_Invoke.html).
//   - Asynchronous events that fail run again after one minute and after two, and
//     while nothing can serve them for up to six hours, with waits of one second
//     to five minutes; retries and age can be set
//     (lambda/latest/dg/invocation-async-error-handling.html).
//   - Destinations and dead-letter queues, with AWS's records; reserved
//     concurrency of 0 sends an event there at once
//     (lambda/latest/dg/invocation-async-retain-records.html).
//   - Event source mappings of standard queues: batches, windows, filters,
//     partial failures, five batches at once and 300 more a minute, a maximum
//     (lambda/latest/dg/services-sqs-scaling.html).
//   - Event patterns with all operators of EventBridge
//     (eventbridge/latest/userguide/eb-create-pattern-operators.html).
//   - Reserved concurrency, 100 always left to the others; provisioned
//     concurrency on versions and aliases, not on $LATEST, not with SnapStart
//     (lambda/latest/dg/lambda-concurrency.html).
//   - Scheduled actions of Application Auto Scaling on provisioned concurrency: once,
//     every so often, or by cron, in UTC or a zone without summer time
//     (autoscaling/application/userguide/scheduled-scaling-using-cron-expressions.html).
//   - The log of each run: INIT_START, START, END, REPORT, in the stream of its
//     environment, when the role may write it
//     (lambda/latest/dg/monitoring-cloudwatchlogs.html).
//   - Metrics by function, alias and executed version
//     (lambda/latest/dg/monitoring-metrics.html).
//
// # Bodies: the lab's own
//
//   - No code runs. The handler names what a function does: echo.handler answers
//     with its input, its environment (the name of its log stream), the count of
//     calls, and what the call before left in a global variable and in /tmp;
//     work.handler computes, wait.handler waits, menu-photo.handler,
//     notify.handler and orders.handler are the story's. Any other handler echoes.
//   - Environment variables change them: WORK_MS, WAIT_MS, INIT_MS, INIT_WAIT_MS,
//     THREADS, USE_MB, SPREAD_PERCENT, FAIL_PERCENT. FAIL_PERCENT fails when the
//     work is done already, as a partner does that does not answer.
//   - FORGET_GLOBAL and FORGET_TMP empty a function's global variable and /tmp
//     before each call, as careful code does.
//   - An input with "poison": true fails before any work is done, one with
//     "exit": true ends the process; INIT_ERROR fails when the code is loaded,
//     RUNTIME_CRASH kills the runtime.
//   - orders.handler writes the input's "order" into the DynamoDB table that TABLE
//     names, each run a row of its own; with ONCE the order is the key, and is
//     written only once. REPORT_BATCH_ITEM_FAILURES names the messages that failed.
//   - TWICE_PERCENT is how many of the events that worked are delivered once more:
//     AWS promises at least once and does not say how often it is more
//     (lambda/latest/dg/invocation-async.html).
//   - The bucket lab-packages holds a package of every size: 5MB.zip, v2-50MB.zip.
//
// # Execution environments: modelled
//
//   - INIT, INVOKE, SHUTDOWN: one call at a time, the next one in an environment
//     that is idle, else in a new one; never shared between functions or versions.
//     INIT is cut off after 10 s and runs again within the first call; a timeout
//     or a lack of memory starts the process anew and keeps /tmp
//     (lambda/latest/dg/lambda-runtime-environment.html).
//   - A CPU share by memory, 1,769 MB for one vCPU; work gets shorter as far as it
//     has threads, waiting does not (lambda/latest/dg/configuration-memory.html).
//   - A function gets 1,000 new environments at once and 100 more each second
//     (lambda/latest/dg/scaling-behavior.html).
//   - Requests a second: ten for each unit of the account's concurrency, or of a
//     reservation (lambda/latest/dg/lambda-concurrency.html).
//   - Provisioned environments: 6,000 a minute after a preparation, used when all
//     are there; what is beyond them runs on demand
//     (lambda/latest/dg/provisioned-concurrency.html).
//   - The bill: requests, milliseconds with INIT, tiers, /tmp, provisioned
//     concurrency in steps of five minutes, restores, the month's free tier;
//     prices of US East (N. Virginia), as aws.amazon.com/lambda/pricing had them.
//   - A load of millions runs through the same rules as one call. Its service is
//     that of a published model (SimFaaS) when distributions are given.
//
// # Execution environments: simplified
//
//   - What AWS does not publish are parameters with a source each (load profile
//     shows and sets them): how long an environment stays idle, what INIT takes by
//     runtime, the time of the microVM and of the download, which are not billed.
//   - Of several idle environments the one that became idle last serves next; all
//     go after the same idle time and not otherwise
//     (lambda/latest/dg/lambda-runtime-environment.html).
//   - A request that finds no idle environment waits for its own new one, even if
//     another becomes idle sooner.
//   - The growth of 10,000 requests a second each 10 s follows from that of
//     environments; a limit of its own it has not
//     (lambda/latest/dg/scaling-behavior.html).
//   - Requests beyond ten a second for each provisioned environment are not turned
//     away (lambda/latest/dg/lambda-concurrency.html).
//   - AWS names no reason for a throttle of the scaling rate: here it is
//     FunctionScalingRateExceeded (lambda/latest/api/API_Invoke.html).
//   - In a load bodies do nothing but take time: no row is written, no message
//     sent. Logs tell of some of its requests; of a minute's durations in the
//     metrics the least, the greatest and the mean are right, the rest lies at the
//     mean. A queue before a function is counted, its messages are not made.
//   - A load's events and commands of the same instant come before its requests.
//
// # Lambda: simplified
//
//   - Deployment takes 2 s, 60 s with subnets, 120 s with a snapshot to make; a
//     mapping changes in 5 s. AWS publishes no times
//     (lambda/latest/dg/functions-states.html).
//   - Versions are published at once, but with SnapStart
//     (lambda/latest/dg/snapstart.html).
//   - The event reaches the function 50 ms after the call, a message 100 ms after
//     it can be seen (lambda/latest/dg/invocation-async.html).
//   - A batch takes as long as one call, however many messages it has; its messages
//     are hidden for the function's timeout at least.
//   - After a load, CloudWatch's percentiles of Duration are those of each minute's
//     mean; the least, the greatest and the sum are exact, and load's own
//     percentiles are of every call (lambda/latest/dg/monitoring-metrics.html).
//   - How complex a wildcard may be AWS does not say: here, five stars
//     (eventbridge/latest/userguide/eb-create-pattern-operators.html).
//   - What DynamoDB or a queue is asked for by a function happens when the call
//     begins, not somewhere within it.
//   - A function in subnets needs no interface to be made before a call and no
//     address (lambda/latest/dg/configuration-vpc.html).
//   - Layers and images are named and not looked at.
//   - The aws command's own retries of throttled calls are not imitated.
//
// # Lambda: left out
//
//   - Function URLs, response streaming, code signing, capacity providers, durable
//     functions, tenant isolation (lambda/latest/dg/urls-configuration.html).
//   - Streams and Kafka as event sources; only their filter tables are here
//     (lambda/latest/dg/invocation-eventsourcemapping.html).
//   - FIFO queues (lambda/latest/dg/with-sqs.html).
//   - Topics, event buses and buckets as destinations
//     (lambda/latest/dg/invocation-async-retain-records.html).
//   - Publishing layers, file systems, X-Ray segments, Insights.
//   - The state Inactive of functions that nobody called for weeks
//     (lambda/latest/dg/functions-states.html).
//   - Target tracking of provisioned concurrency; EventBridge Scheduler
//     (autoscaling/application/userguide/services-that-can-integrate-lambda.html).
//   - Rates of the API's own operations
//     (lambda/latest/dg/gettingstarted-limits.html).
package lambda

package aws

import (
	"slices"
	"testing"
)

// TestCompletionOfFunctions: functions, versions, aliases, roles, queues, log
// groups and metrics that exist, where operations want them.
func TestCompletionOfFunctions(t *testing.T) {
	s := newSession(t)
	s.run(`X=$(aws iam create-role --role-name run --assume-role-policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}')`)
	s.run("aws iam attach-role-policy --role-name run --policy-arn arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole")
	s.run("X=$(aws lambda create-function --function-name photo --runtime python3.13 --handler echo.handler --role arn:aws:iam::111122223333:role/run --code S3Bucket=lab-packages,S3Key=1MB.zip --publish)")
	s.run("X=$(aws lambda create-alias --function-name photo --name live --function-version 1)")
	s.run("aws lambda wait function-active-v2 --function-name photo")
	s.run("X=$(aws lambda invoke --function-name photo out.json)")
	s.run("X=$(aws sqs create-queue --queue-name in)")
	for line, want := range map[string]string{
		"lambda invoke --function-name ":                                         "photo",
		"lambda invoke --function-name photo --qualifier ":                       "live",
		"lambda create-alias --function-name photo --name x --function-version ": "1",
		"lambda create-function --function-name b --role ":                       "arn:aws:iam::111122223333:role/run",
		"lambda create-function --function-name b --runtime ":                    "python3.14",
		"lambda create-function --function-name b --handler ":                    "orders.handler",
		"lambda create-event-source-mapping --event-source-arn ":                 "arn:aws:sqs:us-east-1:111122223333:in",
		"lambda wait function-":                                                  "function-active-v2",
		"logs filter-log-events --log-group-name ":                               "/aws/lambda/photo",
		"logs ta":                       "tail",
		"sqs send-message --queue-url ": "https://sqs.us-east-1.amazonaws.com/111122223333/in",
		"cloudwatch get-metric-statistics --namespace ":             "AWS/Lambda",
		"cloudwatch get-metric-statistics --metric-name Thr":        "Throttles",
		"lambda invoke --function-name photo --invocation-type Dry": "DryRun",
	} {
		if found := offeredFor(s, line); !slices.Contains(found, want) {
			t.Errorf("%q: %q is not offered: %.300q", line, want, found)
		}
	}
}

package aws

// examplesOfFunctions are lines to start from for functions and what surrounds
// them.
var examplesOfFunctions = map[string]string{
	"lambda CreateFunction":                  "aws lambda create-function --function-name menu-photo --runtime python3.14 --handler menu-photo.handler --role $ROLE --zip-file fileb://fn.zip",
	"lambda Invoke":                          `aws lambda invoke --function-name menu-photo --payload '{"photo":"soup.jpg"}' --cli-binary-format raw-in-base64-out out.json`,
	"lambda UpdateFunctionConfiguration":     "aws lambda update-function-configuration --function-name menu-photo --memory-size 1024",
	"lambda UpdateFunctionCode":              "aws lambda update-function-code --function-name menu-photo --zip-file fileb://fn.zip",
	"lambda PublishVersion":                  "aws lambda publish-version --function-name menu-photo --query Version --output text",
	"lambda CreateAlias":                     "aws lambda create-alias --function-name menu-photo --name live --function-version 1",
	"lambda UpdateAlias":                     "aws lambda update-alias --function-name menu-photo --name live --routing-config AdditionalVersionWeights={2=0.1}",
	"lambda PutFunctionConcurrency":          "aws lambda put-function-concurrency --function-name orders --reserved-concurrent-executions 300",
	"lambda PutProvisionedConcurrencyConfig": "aws lambda put-provisioned-concurrency-config --function-name orders --qualifier live --provisioned-concurrent-executions 50",
	"lambda PutFunctionEventInvokeConfig":    "aws lambda put-function-event-invoke-config --function-name orders --maximum-retry-attempts 2 --destination-config OnFailure={Destination=$QUEUE_ARN}",
	"lambda CreateEventSourceMapping":        "aws lambda create-event-source-mapping --function-name orders --event-source-arn $QUEUE_ARN --batch-size 10",
	"lambda AddPermission":                   "aws lambda add-permission --function-name menu-photo --statement-id photos --action lambda:InvokeFunction --principal s3.amazonaws.com --source-arn arn:aws:s3:::photos",
	"logs FilterLogEvents":                   "aws logs filter-log-events --log-group-name /aws/lambda/menu-photo --filter-pattern REPORT --query 'events[].message' --output text",
	"logs GetLogEvents":                      "aws logs get-log-events --log-group-name /aws/lambda/menu-photo --log-stream-name $STREAM --query 'events[].message' --output text",
	"cloudwatch GetMetricStatistics":         "aws cloudwatch get-metric-statistics --namespace AWS/Lambda --metric-name Duration --dimensions Name=FunctionName,Value=menu-photo --start-time 2026-11-20T00:00:00Z --end-time 2026-11-20T12:00:00Z --period 3600 --extended-statistics p99",
	"sqs CreateQueue":                        "aws sqs create-queue --queue-name orders --query QueueUrl --output text",
	"sqs ReceiveMessage":                     "aws sqs receive-message --queue-url $QUEUE --max-number-of-messages 10 --wait-time-seconds 20",
	"sqs SendMessage":                        `aws sqs send-message --queue-url $QUEUE --message-body '{"order":"A-17"}'`,
}

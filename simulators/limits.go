package simulators

import (
	"skylab/simulators/acm"
	"skylab/simulators/cloudtrail"
	"skylab/simulators/cloudwatch"
	"skylab/simulators/dynamodb"
	"skylab/simulators/elbv2"
	"skylab/simulators/iam"
	"skylab/simulators/kms"
	"skylab/simulators/lambda"
	"skylab/simulators/logs"
	"skylab/simulators/rds"
	"skylab/simulators/route53"
	"skylab/simulators/s3"
	"skylab/simulators/sqs"
	"skylab/simulators/vpc"
)

// Page is one service's limits: what is modelled, simplified and left out.
type Page struct {
	Service string // as its command group or module is called
	Text    string // Markdown
}

// Limits lists the limits of every service in a language ("en" or "ko"), those
// with a module of their own first.
func Limits(lang string) []Page {
	return []Page{
		{"vpc", vpc.Limits(lang)}, {"kms", kms.Limits(lang)}, {"route53", route53.Limits(lang)}, {"lambda", lambda.Limits(lang)},
		{"iam", iam.Limits(lang)}, {"cloudtrail", cloudtrail.Limits(lang)}, {"acm", acm.Limits(lang)}, {"elbv2", elbv2.Limits(lang)},
		{"logs", logs.Limits(lang)}, {"cloudwatch", cloudwatch.Limits(lang)}, {"sqs", sqs.Limits(lang)},
		{"s3", s3.Limits(lang)}, {"dynamodb", dynamodb.Limits(lang)}, {"rds", rds.Limits(lang)},
	}
}

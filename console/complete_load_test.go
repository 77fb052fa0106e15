package console_test

import (
	"context"
	"slices"
	"testing"

	"skylab/console"
)

func TestCompleteLoad(t *testing.T) {
	m, err := console.New(console.Options{Seed: 7}).Run(context.Background(), `
echo '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}' > trust.json
ROLE=$(aws iam create-role --role-name fn --assume-role-policy-document file://trust.json --query Role.Arn --output text)
aws lambda create-function --function-name orders --runtime python3.13 --handler orders.handler --role $ROLE --code S3Bucket=lab-packages,S3Key=orders-5MB.zip >/dev/null
sleep 5; aws lambda publish-version --function-name orders >/dev/null; aws lambda create-alias --function-name orders --name live --function-version 1 >/dev/null`)
	if err != nil {
		t.Fatal(err)
	}
	for line, want := range map[string][]string{
		"loa":                             {"load"},
		"load --fu":                       {"--function"},
		"load --function o":               {"orders", "orders:live"},
		"load --function orders --shape ": {"steady", "poisson", "burst", "diurnal", "trace"},
		"load --function orders --shape trace tr": {"trust.json"},
		"load profile m":  {"measured"},
		"load profile id": {"idle="},
		"load bill --req": {"--requests"},
		"load ag":         {"again"},
		"load --output ":  {"json", "text"},
	} {
		var got []string
		for _, c := range console.Complete(m, line, len(line)) {
			got = append(got, c.Text)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", line, got, want)
		}
	}
}

package load_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"skylab/console"
)

// Who presses Ctrl-C in the midst of a load has the whole line rolled back:
// the clock stands where it stood and the function has done nothing.
func TestStoppedLoadLeavesNothing(t *testing.T) {
	m := run(t, console.New(console.Options{Seed: 7, Region: "ap-northeast-2"}), `
echo '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}' > trust.json
ROLE=$(aws iam create-role --role-name fn --assume-role-policy-document file://trust.json --query Role.Arn --output text)
aws lambda create-function --function-name orders --runtime python3.13 --handler orders.handler --role $ROLE --code S3Bucket=lab-packages,S3Key=orders-5MB.zip >/dev/null
sleep 5`)
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(100*time.Millisecond, cancel)
	begun := time.Now()
	after, err := m.Run(ctx, "load --function orders --rate 1000/s --shape poisson --for 2d; touch done")
	var stopped *console.Stopped
	if !errors.As(err, &stopped) || after != m {
		t.Fatalf("the load ends with %v", err)
	}
	if took := time.Since(begun); took > 5*time.Second {
		t.Errorf("it was stopped after %s", took)
	}
	again, err := m.Run(context.Background(), "load --function orders --rate 1/s --for 10s --output json | jq -r .Cold[0].Request")
	if err != nil || string(again.Output) != "0\n" {
		t.Errorf("the next load begins with request %s (%v)", again.Output, err)
	}
}

// A long load is not cut by the patience that other lines have, and a short
// line after it has its own.
func TestLoadHasItsTime(t *testing.T) {
	if testing.Short() {
		t.Skip("two seconds")
	}
	m := console.New(console.Options{Seed: 7})
	next, err := m.Run(context.Background(), "load --rate 200/s --shape poisson --warm exp:100ms --for 16h >/dev/null; echo done")
	if err != nil || string(next.Output) != "done\n" {
		t.Errorf("%s %v", next.Output, err)
	}
}

package console

import (
	"bytes"
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"skylab/simulators/cloud"
)

// kitchen is what the long random script finds.
const kitchen = `echo '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com","AWS":"*"},"Action":"sts:AssumeRole"}]}' > trust.json
ROLE=$(aws iam create-role --role-name fn --assume-role-policy-document file://trust.json --query Role.Arn --output text)
aws iam attach-role-policy --role-name fn --policy-arn arn:aws:iam::aws:policy/AdministratorAccess
for f in orders notify; do aws lambda create-function --function-name $f --runtime python3.13 --handler $f.handler --role $ROLE --code S3Bucket=lab-packages,S3Key=$f-5MB.zip --timeout 30 >/dev/null; done
KEY=$(aws kms create-key --query KeyMetadata.KeyId --output text)
ZONE=$(aws route53 create-hosted-zone --name lunchbell.example.com --caller-reference a --query HostedZone.Id --output text)
put() { aws route53 change-resource-record-sets --hosted-zone-id $ZONE --change-batch "{\"Changes\":[{\"Action\":\"$1\",\"ResourceRecordSet\":$2}]}" --query ChangeInfo.Id; }
QUEUE=$(aws sqs create-queue --queue-name bell --attributes VisibilityTimeout=60 --query QueueUrl --output text)
HC=$(aws route53 create-health-check --caller-reference h --health-check-config Type=TCP,IPAddress=203.0.113.9,Port=443 --query HealthCheck.Id --output text)
aws acm request-certificate --domain-name lunchbell.example.com --validation-method DNS >/dev/null
echo secret > p; sleep 10`

// deeds are what the script is drawn from. Some refuse most of the time: what
// they want is gone, or not there yet.
var deeds = []string{
	`aws kms encrypt --key-id $KEY --plaintext fileb://p --query CiphertextBlob --output text | tee c.b64; base64 -d c.b64 > c`,
	`aws kms decrypt --ciphertext-blob fileb://c --query Plaintext`,
	`aws kms generate-data-key --key-id $KEY --key-spec AES_256`,
	`KEY=$(aws kms create-key --query KeyMetadata.KeyId --output text); aws kms enable-key-rotation --key-id $KEY --rotation-period-in-days 90`,
	`aws kms schedule-key-deletion --key-id $KEY --pending-window-in-days 7 --query DeletionDate`,
	`aws kms cancel-key-deletion --key-id $KEY; aws kms enable-key --key-id $KEY`,
	`aws kms disable-key --key-id $KEY`,
	`aws kms create-alias --alias-name alias/a --target-key-id $KEY || aws kms update-alias --alias-name alias/a --target-key-id $KEY`,
	`aws kms create-grant --key-id alias/a --grantee-principal arn:aws:iam::111122223333:role/fn --operations Decrypt Encrypt --query GrantId`,
	`aws kms rotate-key-on-demand --key-id $KEY; aws kms list-key-rotations --key-id $KEY`,
	`put UPSERT '{"Name":"w.lunchbell.example.com","Type":"A","TTL":60,"SetIdentifier":"'$((RANDOM%4))'","Weight":'$((RANDOM%9))',"ResourceRecords":[{"Value":"203.0.113.'$((RANDOM%9))'"}]}'`,
	`put DELETE '{"Name":"w.lunchbell.example.com","Type":"A","TTL":60,"SetIdentifier":"1","Weight":1,"ResourceRecords":[{"Value":"203.0.113.1"}]}'`,
	`put UPSERT '{"Name":"al.lunchbell.example.com","Type":"A","AliasTarget":{"HostedZoneId":"'${ZONE##*/}'","DNSName":"w.lunchbell.example.com","EvaluateTargetHealth":true}}'`,
	`put UPSERT '{"Name":"f.lunchbell.example.com","Type":"A","TTL":60,"SetIdentifier":"p","Failover":"PRIMARY","HealthCheckId":"'$HC'","ResourceRecords":[{"Value":"203.0.113.9"}]}'`,
	`aws route53domains update-domain-nameservers --region us-east-1 --domain-name lunchbell.example.com --nameservers $(aws route53 get-hosted-zone --id $ZONE --query 'DelegationSet.NameServers[]' --output text | tr '\t' '\n' | sed 's/^/Name=/')`,
	`dig w.lunchbell.example.com --from Berlin; dig al.lunchbell.example.com --from Lima +short; dig f.lunchbell.example.com +short`,
	`load dns w.lunchbell.example.com --from world --for 20s`,
	`aws route53 get-health-check-status --health-check-id $HC --query 'HealthCheckObservations[0]'`,
	`aws lambda invoke --function-name orders --cli-binary-format raw-in-base64-out --payload '{"order":'$RANDOM'}' o; cat o`,
	`aws lambda invoke --function-name orders --invocation-type Event --cli-binary-format raw-in-base64-out --payload '{"poison":true}' o`,
	`aws lambda delete-function --function-name notify`,
	`aws lambda create-function --function-name notify --runtime python3.13 --handler notify.handler --role $ROLE --code S3Bucket=lab-packages,S3Key=notify-5MB.zip --query State`,
	`aws lambda publish-version --function-name orders --query Version; aws lambda update-function-configuration --function-name orders --memory-size $((RANDOM%9*100+128)) --query MemorySize`,
	`aws lambda put-function-concurrency --function-name orders --reserved-concurrent-executions $((RANDOM%3))`,
	`load --function orders --rate 3/s --for 1m --shape poisson`,
	`load --function notify --rate 3/s --for 1m --shape burst --output json`,
	`aws lambda create-event-source-mapping --function-name notify --event-source-arn arn:aws:sqs:us-east-1:111122223333:bell --query UUID`,
	`for i in 1 2 3; do aws sqs send-message --queue-url $QUEUE --message-body $RANDOM --query MessageId; done`,
	`aws sqs delete-queue --queue-url $QUEUE`, `aws sqs create-queue --queue-name bell`,
	`aws logs filter-log-events --log-group-name /aws/lambda/orders --query 'events[-3:]'`,
	`aws sts assume-role --role-arn $ROLE --role-session-name night --duration-seconds 900 --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text > s
aws configure set aws_access_key_id $(cut -f1 s) --profile n; aws configure set aws_secret_access_key $(cut -f2 s) --profile n; aws configure set aws_session_token $(cut -f3 s) --profile n`,
	`aws kms list-keys --profile n --query 'length(Keys)'; aws sts get-caller-identity --profile n`,
	`aws cloudtrail lookup-events --max-results 4 --query 'Events[].[EventName,EventId]' --output text`,
	`aws acm list-certificates --query 'CertificateSummaryList[].Status'`,
	`sleep 61`, `sleep 20m`, `sleep 8d`, `sleep 400d`, `sleep 20s`,
}

func drawn(seed uint64, n int) []string {
	lines := []string{kitchen}
	for i := range uint64(n) {
		lines = append(lines, deeds[cloud.RollBelow(seed, cloud.Label("deed"), i, uint64(len(deeds)))])
	}
	return lines
}

// TestLongRandomSession: the same lines give the same bytes and the same world,
// straight on, with forks dropped and lines undone and redone on the way, and
// when the journal is played again; and nothing of a fork is left behind.
func TestLongRandomSession(t *testing.T) {
	for seed := range uint64(3) {
		lines := drawn(seed+1, 60)
		play := func(detours bool) (*Moment, string, string) {
			s := NewSession(New(Options{Seed: seed, Region: "us-east-1"}), Base{})
			var out bytes.Buffer
			for i, l := range lines {
				if detours {
					detour(t, s, i, lines)
				}
				m := perform(t, s, l)
				fmt.Fprintf(&out, "$ %s\n%s= %d\n", l, m.Output, m.Status)
			}
			var journal bytes.Buffer
			for _, l := range s.Leg().Lines {
				journal.WriteString(l + "\n")
			}
			return s.Now(), out.String(), journal.String()
		}
		a, straight, journal := play(false)
		b, crooked, other := play(true)
		if straight != crooked {
			t.Errorf("seed %d: with detours the session prints otherwise: %s", seed, parting(straight, crooked))
		}
		if journal != other {
			t.Errorf("seed %d: with detours the journal is another", seed)
		}
		if !reflect.DeepEqual(a.World, b.World) {
			t.Errorf("seed %d: with detours the world is another", seed)
		}
		c, again, _ := play(false)
		if again != straight || !reflect.DeepEqual(a.World, c.World) {
			t.Errorf("seed %d: the second time it is otherwise: %s", seed, parting(straight, again))
		}
		if good := strings.Count(straight, "\n= 0\n"); good < len(lines)/3 {
			t.Errorf("seed %d: only %d of %d lines did their work", seed, good, len(lines))
		}
	}
}

func perform(t *testing.T, s *Session, line string) *Moment {
	t.Helper()
	ctx, done := context.WithTimeout(context.Background(), time.Minute) // a busy machine may take its time
	defer done()
	r, err := s.Do(ctx, line)
	if err != nil {
		t.Fatalf("%s: %v", line, err)
	}
	return r.Moment
}

// detour goes somewhere else and comes back.
func detour(t *testing.T, s *Session, i int, lines []string) {
	switch i % 5 {
	case 1:
		perform(t, s, "fork side")
		perform(t, s, lines[(i*7)%len(lines)])
		perform(t, s, "sleep 30d")
		perform(t, s, "drop")
	case 3:
		perform(t, s, lines[(i*3)%len(lines)])
		perform(t, s, "undo")
	case 4:
		perform(t, s, "undo")
		perform(t, s, "redo")
	}
}

func parting(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return fmt.Sprintf("line %d: %q and %q", i, x[i], y[i])
		}
	}
	return fmt.Sprintf("%d and %d lines", len(x), len(y))
}

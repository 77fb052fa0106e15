package aws

import (
	"strings"
	"testing"
)

// TestOnAHost: the learner's keys stay on the laptop. A command that runs on an
// instance is the instance's role, or nobody.
func TestOnAHost(t *testing.T) {
	s := newSession(t)
	for _, line := range []string{
		"AMI=$(aws ec2 describe-images --owners amazon --query 'Images[0].ImageId' --output text)",
		"WEB=$(aws ec2 run-instances --image-id $AMI --instance-type t3.micro --query 'Instances[0].InstanceId' --output text)",
	} {
		if printed, status := s.run(line); status != 0 {
			t.Fatal(line, printed)
		}
	}
	s.d.Host = s.variables()["WEB"]
	printed, status := s.run("aws sts get-caller-identity")
	if status != statusConfig || !strings.Contains(printed, "Unable to locate credentials") {
		t.Errorf("status %d: %s", status, printed)
	}
	for _, r := range s.d.World.VPC.Regions {
		if i := r.Instances.Find(s.d.Host); i != nil {
			i.Profile = "arn:aws:iam::111122223333:instance-profile/web"
		}
	}
	printed, status = s.run("aws sts get-caller-identity --query Arn --output text")
	if want := "arn:aws:sts::111122223333:assumed-role/web/" + s.d.Host + "\n"; status != 0 || printed != want {
		t.Errorf("status %d: %q, want %q", status, printed, want)
	}
}

// TestManyAtOnce: all learners of a class share the process, so plans are made
// while others make them.
func TestManyAtOnce(t *testing.T) {
	done := make(chan string)
	for range 8 {
		go func() {
			d, out, errs := newDesk()
			for _, line := range []string{"describe-vpcs", "describe-subnets --output text", "describe-instances --query Reservations[].Instances[]", "wait vpc-available", "help", "create-tags help"} {
				if status := Run(t.Context(), d, append([]string{"ec2"}, strings.Fields(line)...)); status != 0 {
					t.Error(line, errs)
				}
			}
			done <- out.String()
		}()
	}
	first := <-done
	for range 7 {
		if again := <-done; again != first {
			t.Error("two learners see different things")
		}
	}
}

package aws

import (
	"slices"
	"strings"
	"testing"
)

// offeredFor completes the last word of a line that begins after aws.
func offeredFor(s *session, line string) []string {
	around := Surroundings{World: s.d.World, Region: s.d.Region, Files: func(folder string) []string {
		if folder == "" {
			return []string{"policy.json", "keys/"}
		}
		return []string{"lunch.pub"}
	}}
	var found []string
	for _, c := range Complete(around, strings.Split(line, " ")) {
		found = append(found, c.Text)
	}
	return found
}

func TestComplete(t *testing.T) {
	s := newSession(t)
	for _, line := range []string{
		"VPC=$(aws ec2 create-vpc --cidr-block 10.0.0.0/16 --tag-specifications 'ResourceType=vpc,Tags=[{Key=Name,Value=lunch}]' --query Vpc.VpcId --output text)",
		"SUBNET=$(aws ec2 create-subnet --vpc-id $VPC --cidr-block 10.0.1.0/24 --query Subnet.SubnetId --output text)",
	} {
		if _, status := s.run(line); status != 0 {
			t.Fatal(line, status)
		}
	}
	vpc := s.variables()["VPC"]
	subnet := s.variables()["SUBNET"]
	for _, c := range []struct {
		line string
		want []string // all of these are offered
		not  []string // none of these is
	}{
		{"", []string{"ec2", "sts", "configure", "help"}, nil},
		{"st", []string{"sts"}, []string{"ec2"}},
		{"ec2 create-s", []string{"create-subnet", "create-security-group"}, []string{"create-vpc"}},
		{"ec2 wa", []string{"wait"}, nil},
		{"ec2 wait vpc", []string{"vpc-available", "vpc-exists"}, []string{"subnet-available"}},
		{"ec2 wait vpc-available --vpc-ids ", []string{vpc}, nil},
		{"ec2 create-subnet --", []string{"--vpc-id", "--cidr-block", "--query", "--dry-run"}, nil},
		{"ec2 create-subnet --vpc-id x --", []string{"--cidr-block"}, []string{"--vpc-id"}},
		{"ec2 create-subnet ", []string{"--vpc-id", "help"}, nil},
		{"ec2 create-subnet --vpc-id ", []string{vpc}, []string{"--cidr-block", subnet}},
		{"ec2 create-subnet --vpc-id " + vpc[:6], []string{vpc}, nil},
		{"ec2 create-subnet --availability-zone ", []string{"us-east-1a", "us-east-1f"}, nil},
		{"ec2 describe-subnets --subnet-ids ", []string{subnet}, []string{vpc}},
		{"ec2 describe-subnets --subnet-ids " + subnet + " ", []string{}, []string{"create-vpc"}},
		{"ec2 create-tags --resources ", []string{vpc, subnet}, nil},
		{"ec2 describe-vpcs --filters ", []string{"Name=tag:Name,Values="}, nil},
		{"ec2 describe-vpcs --filters Name=tag:Name,Values=", []string{"Name=tag:Name,Values=lunch"}, nil},
		{"ec2 describe-subnets --filters Name=vpc-id,Values=", []string{"Name=vpc-id,Values=" + vpc}, nil},
		{"ec2 describe-subnets --filters Name=vpc-id,Values=x,", []string{"Name=vpc-id,Values=x," + vpc}, nil},
		{"ec2 create-vpc --tag-specifications ", []string{"ResourceType=string,Tags=[{Key=string,Value=string},{Key=string,Value=string}]"}, nil},
		{"ec2 describe-vpcs --output ", []string{"json", "text", "table", "yaml"}, nil},
		{"--output ", []string{"json"}, nil},
		{"--region ap-northeast-2 ec2 describe-v", []string{"describe-vpcs", "describe-volumes"}, nil},
		{"ec2 describe-vpcs --region ap-n", []string{"ap-northeast-1", "ap-northeast-2"}, []string{"us-east-1"}},
		{"ec2 describe-vpcs --query Vp", []string{"Vpcs[]", "Vpcs[].VpcId"}, nil},
		{"ec2 create-vpc --cli-input-json file://", []string{"file://policy.json", "file://keys/"}, nil},
		{"ec2 import-key-pair --public-key-material fileb://keys/", []string{"fileb://keys/lunch.pub"}, nil},
		{"ec2 describe-vpcs --dry-run --v", []string{"--vpc-ids", "--version"}, nil},
		{"nonsense describe", nil, nil},
		{"ec2 nonsense --", []string{"--region"}, nil},
	} {
		found := offeredFor(s, c.line)
		for _, w := range c.want {
			if !slices.Contains(found, w) {
				t.Errorf("%q: %q is not offered: %q", c.line, w, found)
			}
		}
		for _, w := range c.not {
			if slices.Contains(found, w) {
				t.Errorf("%q: %q is offered", c.line, w)
			}
		}
	}
}

// TestCompletionIsDeterministic: the same question has the same answer, in the
// same order, and asking changes nothing.
func TestCompletionIsDeterministic(t *testing.T) {
	s := newSession(t)
	s.run("aws ec2 describe-vpcs")
	first := offeredFor(s, "ec2 create-tags --resources ")
	for range 20 {
		if again := offeredFor(s, "ec2 create-tags --resources "); !slices.Equal(first, again) {
			t.Fatalf("%q, then %q", first, again)
		}
	}
}

// TestOfferedFiltersWork: no filter is offered that the operation refuses.
func TestOfferedFiltersWork(t *testing.T) {
	s := newSession(t)
	for _, service := range offered().services {
		for _, c := range service.commands {
			option := ""
			for _, name := range [...]string{"filters", "filter"} {
				if a := c.plan().find(name); a != nil {
					option = name
				}
			}
			if option == "" {
				continue
			}
			for _, f := range filterNames(c.op.Name) {
				printed, _ := s.run("aws " + service.name + " " + c.name + " --" + option + " Name=" + f + ",Values=x")
				if strings.Contains(printed, "filter '") {
					t.Errorf("%s: %s", c.name, printed)
				}
			}
		}
	}
}

package aws

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"mvdan.cc/sh/v3/shell"

	"skylab/console/desk"
	"skylab/simulators/cloud"
)

// FuzzCommandLine: no line makes the command panic, hang or say nothing.
func FuzzCommandLine(f *testing.F) {
	for _, s := range []string{
		"ec2 describe-vpcs", "ec2 create-vpc --cidr-block 10.0.0.0/16", "ec2 describe-vpcs --filters Name=a,Values=[b", "help",
		"ec2 wait vpc-exists --vpc-ids vpc-1", "ec2 create-subnet --cli-input-json {", "ec2 describe-subnets --max-items -5 --page-size 0",
		"ec2 describe-subnets --starting-token eyJib3RvX3RydW5jYXRlX2Ftb3VudCI6IC05fQ==", "configure set a b", "ec2 run-instances --count 9:1",
		"ec2 create-tags --resources a --tags '[{]'", "--output", "ec2 describe-vpcs --query [].[][].[*] --output table", "sts -- help",
		"ec2 describe-vpcs --cli-input-yaml 'a: [&x 1, *x]'", "ec2 import-key-pair --key-name k --public-key-material ====",
		"ec2 describe-subnets --output table --query 'Subnets[].[SubnetId,[VpcId]]'", "ec2 run-instances --network-interfaces [] --associate-public-ip-address",
		"ec2 authorize-security-group-ingress --group-id sg-1 --ip-permissions [] --cli-input-json '{\"IpPermissions\":[]}' --port 5",
		"ec2 create-subnet help --generate-cli-skeleton", "ec2 describe-vpcs --starting-token eyJib3RvX3RydW5jYXRlX2Ftb3VudCI6IDk5OTk5OTk5OTk5OTk5OTk5OTl9",
	} {
		f.Add(s)
	}
	for _, l := range []string{"lines.jsonl"} {
		for _, x := range seeds(f, l) {
			f.Add(x)
		}
	}
	base, _, _ := newDesk()
	f.Fuzz(func(t *testing.T, line string) {
		words, err := shell.Fields(line, func(string) string { return "" })
		if err != nil || len(words) > 0 && words[0] == "configure" && len(line) > 200 {
			return
		}
		d, out, errs := newDesk()
		d.World = base.World.Fork()
		status := Run(context.Background(), d, words)
		if status != 0 && status != 1 && errs.Len() == 0 {
			t.Errorf("%q: status %d and not a word; printed %q", line, status, out)
		}
		for i := range words {
			Complete(Surroundings{World: d.World, Region: d.Region}, words[:i+1])
		}
	})
}

func seeds(f *testing.F, name string) []string {
	var list []string
	for _, l := range lines[line](f, name) {
		list = append(list, "'"+strings.Join(l.Args, "' '")+"'")
	}
	return list
}

// refusing is a writer that takes so many bytes and then no more.
type refusing int

func (r *refusing) Write(b []byte) (int, error) {
	if *r -= refusing(len(b)); *r < 0 {
		return 0, errors.New("full")
	}
	return len(b), nil
}

// TestStopsWhenNobodyListens: a writer that refuses ends the output early and
// without a word.
func TestStopsWhenNobodyListens(t *testing.T) {
	for _, format := range outputs {
		d, _, errs := newDesk()
		var full refusing = 100
		d.Stdout = &full
		query := "[Subnets,Subnets,Subnets] | [@,@,@,@] | [@,@,@,@]"
		if format == "table" {
			query = "Subnets"
		}
		words := []string{"ec2", "describe-subnets", "--output", format, "--query", query}
		if status := Run(context.Background(), d, words); status != statusGeneral || errs.Len() > 0 {
			t.Errorf("%s: status %d, %q", format, status, errs)
		}
	}
}

// TestFilesAreReadAsTyped: what a file holds reaches the operation.
func TestFilesAreReadAsTyped(t *testing.T) {
	d, out, errs := newDesk()
	if err := d.WriteFile("vpc.json", []byte(`{"CidrBlock":"10.7.0.0/16"}`)); err != nil {
		t.Fatal(err)
	}
	if status := Run(context.Background(), d, []string{"ec2", "create-vpc", "--cli-input-json", "file://vpc.json", "--query", "Vpc.CidrBlock"}); status != 0 {
		t.Fatal(errs)
	}
	if got := strings.TrimSpace(out.String()); got != `"10.7.0.0/16"` {
		t.Error(got)
	}
	if d.World.Cloud.Now != cloud.DefaultStart+cloud.Second {
		t.Error("a call takes one second")
	}
	want := desk.Call{Service: "ec2", Operation: "CreateVpc"}
	if c := d.Record.Calls; len(c) != 1 || c[0].Service != want.Service || c[0].Operation != want.Operation || c[0].Code != "" || c[0].ReadOnly {
		t.Errorf("recorded %+v", c)
	}
}

// TestControlCharactersStayInJSON: what a tag holds cannot command a terminal.
func TestControlCharactersStayInJSON(t *testing.T) {
	d, out, errs := newDesk()
	tag := "ResourceType=vpc,Tags=[{Key=a,Value=\"\x1b[31mred\x07\"}]"
	if Run(context.Background(), d, []string{"ec2", "create-vpc", "--cidr-block", "10.0.0.0/16", "--tag-specifications", tag}) != 0 {
		t.Fatal(errs)
	}
	if bytes.ContainsAny(out.Bytes(), "\x1b\x07") || !strings.Contains(out.String(), `\u001b[31mred\u0007`) {
		t.Errorf("%q", out)
	}
}

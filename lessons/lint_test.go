package lessons

import (
	"context"
	"fmt"
	"path"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"skylab/content"
	"skylab/text"
)

func lint(files fstest.MapFS, p Proof) Report {
	lib, problems := LoadFrom(Source{FS: files})
	return p.Lint(context.Background(), lib, problems)
}

func TestTheTemplateIsProved(t *testing.T) {
	r := lint(good(), Proof{Today: time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)})
	for _, p := range r.Problems {
		t.Error(p.Say(text.For(text.English)))
	}
	if r.Steps != 2 || r.Mutants < 6 {
		t.Errorf("%+v", r)
	}
}

const solutionCut = "```solution\naws ec2 create-subnet --vpc-id $VPC --cidr-block 211.11.124.0/25\n"

// Each row breaks the proof of the good lesson in one way.
var unproved = []struct {
	name, old, new string
	code           string // empty: still proved
}{
	{"the set-up fails", "```setup\naws ec2 create-vpc --cidr-block 211.11.124.0/24", "```setup\naws ec2 create-vpc --cidr-block 211.11.124.0/33", "lint.setup.fails"},
	{"the set-up does not exist", "```setup\naws ec2", "```setup\nhelm install shop\naws ec2", "lint.setup.fails"},
	{"done before it begins", "Tags=[{Key=Name,Value=lunch}]'\n```", "Tags=[{Key=Name,Value=lunch}]'\nV=$(aws ec2 describe-vpcs --query 'Vpcs[0].VpcId' --output text)\naws ec2 create-subnet --vpc-id $V --cidr-block 211.11.124.0/25\naws ec2 create-subnet --vpc-id $V --cidr-block 211.11.124.128/25\n```", "lint.unsolved.passes"},
	{"a check that always holds", "! aws ec2 create-subnet --vpc-id $VPC --cidr-block 211.11.124.240/28", "aws ec2 create-vpc --cidr-block 10.0.0.0/16", "lint.check.always"},
	{"a check that never holds", "want 211.11.124.0/25 211.11.124.128/25", "want 211.11.124.0/24", "lint.solution.check"},
	{"a check of a command that is not there", "! aws ec2 create-subnet --vpc-id $VPC --cidr-block 211.11.124.240/28", "kubectl get nodes", "lint.check.usage"},
	{"a check called wrongly", "! aws ec2 create-subnet --vpc-id $VPC --cidr-block 211.11.124.240/28", "aws ec2 describe-subnets --vpc $VPC", "lint.check.usage"},
	{"a check that never ends", "! aws ec2 create-subnet --vpc-id $VPC --cidr-block 211.11.124.240/28", "while :; do :; done", "lint.check.cut"},
	{"no check on behaviour", "! aws ec2 create-subnet --vpc-id $VPC --cidr-block 211.11.124.240/28", "aws ec2 describe-subnets --query 'length(Subnets)' --output text\nwant 2", "lint.behaviour"},
	{"the solution fails", solutionCut, "```solution\naws ec2 create-subnet --vpc-id $VPC --cidr-block 10.0.0.0/25\n", "lint.solution.fails"},
	{"the solution does too little", solutionCut, "```solution\n", "lint.solution.check"},
	{"a statement that nothing needs", solutionCut, solutionCut + "aws ec2 create-vpc --cidr-block 10.9.0.0/16\n", "lint.statement.unneeded"},
	{"a file that nothing needs", solutionCut, solutionCut + "cat > plan.txt <<'EOF'\ntwo halves\nEOF\n", "lint.statement.unneeded"},
	{"a statement that nothing needs, inside a loop", "  aws ec2 create-subnet --vpc-id $VPC --cidr-block $range\n", "  aws ec2 create-subnet --vpc-id $VPC --cidr-block $range\n  touch $range.txt || touch made\n", "lint.statement.unneeded"},
	{"a wait that the lab does not need", solutionCut, solutionCut + "sleep 1m\n", "lint.statement.unneeded"},
	{"a statement kept for a reason", solutionCut, solutionCut + "sleep 1m  # keep: AWS needs a minute\n", ""},
	{"a statement kept for none", solutionCut, solutionCut + "sleep 1m  # keep:\n", "lint.keep.reason"},
	{"statements that change nothing", solutionCut, solutionCut + "echo one half\naws ec2 describe-subnets\n", ""},
	{"the same solution twice", solutionCut, "```solution a\naws ec2 create-subnet --vpc-id $VPC --cidr-block 211.11.124.0/25\naws ec2 create-subnet --vpc-id $VPC --cidr-block 211.11.124.128/25\n```\n\n" + strings.Replace(solutionCut, "solution", "solution b", 1), "lint.solution.same"},
	{"a trap that is none", "```trap halves id=one-half\n", "```trap halves id=one-half\naws ec2 create-subnet --vpc-id $VPC --cidr-block 211.11.124.128/25\n", "lint.trap.passes"},
	{"a trap with another code", "id=middle code=InvalidSubnet.Conflict", "id=middle code=InvalidSubnet.Range", "lint.trap.code"},
	{"a trap like the step untouched", "```trap halves id=one-half\naws ec2 create-subnet --vpc-id $VPC --cidr-block 211.11.124.0/25\n", "```trap halves id=one-half\naws ec2 describe-vpcs\n", "lint.trap.start"},
	{"two traps that look the same", "```trap halves id=one-half\naws ec2 create-subnet --vpc-id $VPC --cidr-block 211.11.124.0/25\n", "```trap halves id=one-half code=InvalidSubnet.Conflict\naws ec2 create-subnet --vpc-id $VPC --cidr-block 211.11.124.0/25\naws ec2 create-subnet --vpc-id $VPC --cidr-block 211.11.124.32/27\n", "lint.trap.same"},
	{"a trap that cannot be played", "```trap halves id=one-half\naws ec2 create-subnet", "```trap halves id=one-half\naws ec2 make-subnet", "lint.trap.fails"},
	{"a prediction that nothing fulfils", "? ok | InvalidSubnet.Range | InvalidSubnet.Conflict", "? ok | InvalidSubnet.Small | InvalidSubnet.Conflict", "lint.predict.none"},
	{"a prediction with two truths", "? ok | InvalidSubnet.Range | InvalidSubnet.Conflict", "? ok | InvalidSubnet.Range | status=254", "lint.predict.none"},
	{"a hint that gives the command away", "> How many addresses has a half of 256?", "> Try `aws ec2 create-subnet`.", "lint.hint.command"},
	{"variables that differ by case", "HALF=$(aws ec2 describe-subnets", "vpc=$(aws ec2 describe-subnets", "lint.variable.case"},
}

func TestEveryGapInAProofIsNamed(t *testing.T) {
	var said strings.Builder
	for _, u := range unproved {
		files := good()
		edit(t, files, en, u.old, u.new)
		fmt.Fprintf(&said, "%s\n----\n", u.name)
		found := u.code == ""
		for _, p := range lint(files, Proof{}).Problems {
			found = found || p.Code == u.code && path.Base(p.Pos.File) == en
			fmt.Fprintln(&said, strings.TrimPrefix(p.Say(text.For(text.English)), "demo/"))
		}
		if !found {
			t.Errorf("%s: no %s", u.name, u.code)
		}
		said.WriteByte('\n')
	}
	compare(t, "testdata/proofs.txt", said.String())
}

func TestACommandShownMustExist(t *testing.T) {
	files := good()
	for _, file := range []string{en, ko} {
		edit(t, files, file, "```sh\naws ec2 describe-vpcs", "```sh\naws ec2 show-vpcs")
	}
	r := lint(files, Proof{})
	if len(r.Problems) != 1 || r.Problems[0].Code != "lint.shown" || r.Problems[0].Pos.Line == 0 {
		t.Error(r.Problems)
	}
}

func TestStaleFactsAreWarnings(t *testing.T) {
	r := lint(good(), Proof{Today: time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)})
	if len(r.Problems) == 0 || content.Failures(r.Problems) > 0 || r.Problems[0].Code != "lint.fact.stale" {
		t.Error("a fact that went stale is a warning:", r.Problems)
	}
}

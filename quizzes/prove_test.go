package quizzes

import (
	"slices"
	"strings"
	"testing"

	"skylab/content"
)

// Each row breaks the proof of the good bank in one way: a key that is wrong, a
// second option that holds as well, a run that decides nothing.
var unproved = []struct {
	name, old, new string
	code           string // empty: still proved
}{
	{"the wrong option is keyed", "- [ ] overlap: 10.0.8.128/25, its upper half\n  > That half belongs to the subnet that is there.\n- [x] next", "- [x] overlap: 10.0.8.128/25, its upper half\n  > That half belongs to the subnet that is there.\n- [ ] next", "lint.proof.key"},
	{"another option holds as well", "--cidr-block 10.0.8.128/25", "--cidr-block 10.0.10.0/24", "lint.proof.holds"},
	{"the keyed option does nothing", "--cidr-block 10.0.9.0/24", "--cidr-block 10.0.8.0/24", "lint.proof.key"},
	{"the check always holds", "--query 'length(Subnets)' --output text\nwant 2", "--query 'length(Subnets)' --output text", "lint.proof.holds"},
	{"two options do the same", "--cidr-block 10.0.9.0/29", "--cidr-block 10.0.8.128/25 # again", "lint.proof.same"},
	{"a command that is not there", "aws ec2 create-subnet --vpc-id $VPC --cidr-block 10.0.8.128/25", "terraform apply", "lint.proof.act"},
	{"a call that is misspelt", "create-subnet --vpc-id $VPC --cidr-block 10.0.8.128/25", "create-subnet --net $VPC --cidr-block 10.0.8.128/25", "lint.proof.act"},
	{"a refusal that is the point", "create-subnet --vpc-id $VPC --cidr-block 10.0.8.128/25", "create-subnet --net $VPC --cidr-block 10.0.8.128/25 || true", ""},
	{"a check that is misspelt", "aws ec2 describe-subnets --query 'length", "aws ec2 describe-subnet --query 'length", "lint.proof.untold"},
	{"a loop without end", "[ -z \"$(subnets)\" ]", "while :; do :; done", "lint.proof.untold"},
	{"a claim about a place that is not there", "trace internet 10.0.8.10:80", "! trace internet web:80", "lint.proof.untold"},
	{"a claim of a command that is not there, turned round", "trace internet 10.0.8.10:80", "! nmap 10.0.8.10", "lint.proof.untold"},
	{"a claim that is misspelt, turned round", "trace internet 10.0.8.10:80", "! aws ec2 describe-vpcs --net x", "lint.proof.untold"},
	{"a claim in a pipe that is misspelt", "trace internet 10.0.8.10:80", "aws ec2 describe-vpcs --net x | grep -q 10", "lint.proof.untold"},
	{"a claim that an error of the API answers", "trace internet 10.0.8.10:80", "aws ec2 create-subnet --vpc-id $VPC --cidr-block 10.9.0.0/24", ""},
	{"a name that nothing sets", "trace internet 10.0.8.10:80", "[ -n \"$WEB_SG\" ]", "lint.proof.unset"},
	{"a name with a value for the empty case", "trace internet 10.0.8.10:80", "[ -n \"${WEB_SG:-}\" ]", ""},
	{"the number is another", "kept-five: 251\n", "kept-five: 252\n", "lint.proof.number"},
	{"the number within the tolerance", "unit=addresses", "unit=addresses tolerance=0.5", ""},
	{"the run prints no number", "Subnets[0].AvailableIpAddressCount", "Subnets[0].CidrBlock", "lint.proof.nonumber"},
	{"the run prints two numbers", "Subnets[0].AvailableIpAddressCount", "Subnets[0].[AvailableIpAddressCount,AvailableIpAddressCount]", "lint.proof.nonumber"},
	{"the prediction is the other", "- [ ] made: A second subnet\n  > Two subnets cannot share addresses.\n- [x] conflict", "- [x] made: A second subnet\n  > Two subnets cannot share addresses.\n- [ ] conflict", "lint.proof.predict.key"},
	{"no prediction holds", "conflict=InvalidSubnet.Conflict", "conflict=InvalidSubnet.Range", "lint.proof.predict"},
	{"two predictions hold", "? made=ok", "? made=status=254", "lint.proof.predict"},
	{"another order works, too", "V=$(aws ec2 create-vpc --cidr-block 10.0.0.0/16 --query Vpc.VpcId --output text)\n", "V=$(aws ec2 create-vpc --cidr-block 10.0.0.0/16 --query Vpc.VpcId --output text)\nS=$V\n", ""},
	{"the check of an order always holds", "Name=tag:Name,Values=first --query 'length(Subnets)' --output text\nwant 1", "Name=tag:Name,Values=first", "lint.proof.order"},
	{"the right order does not work", "Key=Name,Value=first", "Key=Name,Value=last", "lint.proof.order.right"},
	{"a pair does not match", "[middle]=26 [also-middle]=26", "[middle]=27 [also-middle]=26", "lint.proof.pair.right"},
	{"a pair matches another side", "[middle]=64 [large]=512", "[middle]=64 [large]=16", "lint.proof.pair"},
	{"the world cannot be made", "```world lunch\naws ec2 create-vpc --cidr-block 10.0.0.0/16", "```world lunch\naws ec2 create-vpc --cidr-block 10.0.0.0/33", "lint.world.fails"},
	{"the world asks for what is not there", "```world lunch\n", "```world lunch\nhelm install shop\n", "lint.world.fails"},
	{"a given block that acts", "subnets() {", "aws ec2 create-vpc --cidr-block 10.1.0.0/16\nsubnets() {", "lint.given.acts"},
	{"a world of a step", "level=1 tasks=CLF-C02/3.5 world=lunch", "level=1 tasks=CLF-C02/3.5 start=demo/cut", ""},
	{"a step's names", "[ -z \"$(subnets)\" ]", "[ -z \"$STEP\" ]", "lint.proof.unset"},
}

func TestProofsFailWhereTheyShould(t *testing.T) {
	for _, u := range unproved {
		t.Run(u.name, func(t *testing.T) {
			files := good(t)
			before := string(files[en].Data)
			if strings.Count(before, u.old) == 0 {
				t.Fatalf("the good bank lacks %q", u.old)
			}
			files[en].Data = []byte(strings.Replace(before, u.old, u.new, 1))
			if u.name == "the number is another" {
				files[ko].Data = []byte(strings.Replace(string(files[ko].Data), "kept-five: 251", "kept-five: 252", 1))
			}
			_, r := lint(files)
			switch {
			case u.code == "" && len(r.Problems) > 0:
				t.Error(sayAll(t, r.Problems))
			case u.code != "" && !slices.ContainsFunc(r.Problems, func(p content.Problem) bool { return p.Code == u.code && p.Pos.Line > 0 }):
				t.Errorf("want %s, said:\n%s", u.code, sayAll(t, r.Problems))
			}
		})
	}
}

// TestStepsWorlds: an item may begin in a step's world, at its start, solved, or
// with more done to it, and knows the step's own names.
func TestStepsWorlds(t *testing.T) {
	const item = "---\ntitle: a\nmodule: demo\n---\n\n## A {#a kind=number topic=t level=1 tasks=SAA-C03/3.4 START}\n\nHow many?\n\n- [x] right: N\n  > So.\n\n```answer\n[ $STEP = cut ] && aws ec2 describe-vpcs --filters Name=is-default,Values=false --query 'length(Vpcs)' --output text\n```\n"
	const more = "\n```world\n[ $STEP = cut ]\naws ec2 create-vpc --cidr-block 10.9.0.0/16\n```\n"
	for _, c := range []struct{ start, n, more string }{
		{"start=demo/cut", "1", ""}, {"start=demo/cut:solved", "2", ""}, {"start=demo/cut:solved", "3", more},
	} {
		body := strings.NewReplacer("START", c.start, ": N", ": "+c.n).Replace(item) + c.more
		files := good(t)
		delete(files, ko)
		files[en].Data = []byte(body)
		_, r := lint(files)
		if content.Failures(r.Problems) > 0 || r.Proved != 1 {
			t.Errorf("%s: %s", c.start, sayAll(t, r.Problems))
		}
	}
}

// TestKeysThatStandOut: over a module, the key is the longest option no more
// often than chance.
func TestKeysThatStandOut(t *testing.T) {
	lib := &Library{}
	b := &Bank{Name: "a.md", Module: "demo"}
	for i := range 16 {
		it := &Item{Entry: Entry{Kind: Choice}}
		for j, words := range []string{"aaaaaaaa", "bbbbbbb", "cccccc", "ddddd"} {
			it.Options = append(it.Options, Option{Text: content.WordsOf(words, ""), Key: j == i%4})
		}
		b.items = append(b.items, it)
	}
	lib.banks = []*Bank{b}
	if list := lib.keyLengths(); len(list) > 0 {
		t.Errorf("every fourth is no more than chance: %v", list)
	}
	for _, it := range b.items[:12] {
		for j := range it.Options {
			it.Options[j].Key = j == 0
		}
	}
	if list := lib.keyLengths(); len(list) != 1 || list[0].Code != "lint.rule.longest" {
		t.Errorf("13 of 16: %v", list)
	}
}

func TestWordsAsTheReaderCountsThem(t *testing.T) {
	for said, n := range map[string]int{"": 0, "one two[^a.b] — three": 3, "see\n```json\n{\"a\": 1}\n```\nthis": 2, "10.0.0.0/16 => `x y`": 3, "한글 두 낱말": 3} {
		if got := countWords(said); got != n {
			t.Errorf("%q: %d, want %d", said, got, n)
		}
	}
}

package console

import (
	"context"
	"fmt"
	"testing"
	"time"
)

func timeLimit() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), 300*time.Millisecond)
}

// BenchmarkLoop: what the shell itself costs, in commands a second.
func BenchmarkLoop(b *testing.B) {
	for _, c := range []struct{ name, body string }{
		{"nothing", `:`},
		{"echo", `echo a b c > /dev/null`},
		{"test", `[ $i -lt 10 ]`},
		{"function", `f $i`},
		{"substitution", `x=$(echo $i)`},
		{"pipe", `echo $i | read x`},
		{"tool", `seq 1 > /dev/null`},
		{"grep", `echo abc | grep -q b`},
		{"caller", `aws sts get-caller-identity > /dev/null`},
	} {
		b.Run(c.name, func(b *testing.B) {
			m := run(b, New(Options{Seed: 1}), `f() { :; }; i=0`)
			n := 0
			begin := time.Now()
			for b.Loop() {
				run(b, m, `while [ $i -lt 4000 ]; do `+c.body+`; i=$((i+1)); done`)
				n += 4000
			}
			b.ReportMetric(float64(n)/time.Since(begin).Seconds(), "turns/s")
		})
	}
}

// subnets makes as many subnets as possible of a loop: /28 blocks of four VPCs,
// with the quotas lifted.
const subnets = `for v in 1 2 3 4; do V=$(aws ec2 create-vpc --cidr-block 10.$v.0.0/16 --query Vpc.VpcId --output text)
for i in {0..15}; do for j in {0..240..16}; do aws ec2 create-subnet --vpc-id $V --cidr-block 10.$v.$i.$j/28; done; done; done`

// BenchmarkCreateSubnet: create-subnet in a bash loop with its JSON printed.
func BenchmarkCreateSubnet(b *testing.B) {
	m := New(Options{Seed: 1, NoDefaultVPC: true})
	m = run(b, m, `for q in L-407747CB L-F678F1CE; do aws service-quotas request-service-quota-increase --service-code vpc --quota-code $q --desired-value 5000; done`)
	n := 0
	begin := time.Now()
	for b.Loop() {
		got := run(b, m, subnets)
		for _, c := range got.Calls {
			if c.Operation == "CreateSubnet" && c.Code == "" {
				n++
			}
		}
	}
	b.ReportMetric(float64(n)/time.Since(begin).Seconds(), "create-subnet/s")
}

// BenchmarkOneCommand: a typical write, alone and with five checks.
func BenchmarkOneCommand(b *testing.B) {
	m := run(b, New(Options{Seed: 1}), `V=$(aws ec2 create-vpc --cidr-block 10.77.0.0/16 --query Vpc.VpcId --output text)`)
	b.Run("alone", func(b *testing.B) {
		for b.Loop() {
			run(b, m, `aws ec2 create-subnet --vpc-id $V --cidr-block 10.77.1.0/24`)
		}
	})
	b.Run("with five checks", func(b *testing.B) {
		for b.Loop() {
			n := run(b, m, `aws ec2 create-subnet --vpc-id $V --cidr-block 10.77.1.0/24`)
			for range 5 {
				run(b, n.WithShell(m), `X=$(aws ec2 describe-subnets --filters Name=vpc-id,Values=$V --query 'Subnets[].SubnetId' --output text); test -n "$X"`)
			}
		}
	})
}

// BenchmarkFork: what the next moment costs before anything runs.
func BenchmarkFork(b *testing.B) {
	m := run(b, New(Options{Seed: 1}), `aws ec2 describe-vpcs > /dev/null; for i in {1..100}; do declare v$i=value; echo x > file$i; done`)
	b.Run("fork", func(b *testing.B) {
		for b.Loop() {
			m.next("x")
		}
	})
	b.Run("run nothing", func(b *testing.B) {
		for b.Loop() {
			run(b, m, ":")
		}
	})
	b.Run("run and write", func(b *testing.B) {
		for b.Loop() {
			run(b, m, "x=1; echo y > z")
		}
	})
}

// BenchmarkUndo: undo in a journal of 500 commands, near and far.
func BenchmarkUndo(b *testing.B) {
	s := NewSession(New(Options{Seed: 1}), Base{})
	do(b, s, `V=$(aws ec2 create-vpc --cidr-block 10.0.0.0/16 --query Vpc.VpcId --output text)`)
	for i := range 499 {
		switch i % 5 {
		case 0:
			do(b, s, fmt.Sprintf("aws ec2 create-subnet --vpc-id $V --cidr-block 10.0.%d.%d/28", i/16, i%16*16))
		case 1:
			do(b, s, fmt.Sprintf("aws ec2 create-security-group --group-name g%d --description x --vpc-id $V", i))
		case 2:
			do(b, s, "sleep 7s")
		case 3:
			do(b, s, "aws ec2 describe-subnets --query 'Subnets[].CidrBlock'")
		case 4:
			do(b, s, fmt.Sprintf("cat > f%d.json <<EOF\n{\"vpc\": \"$V\"}\nEOF", i))
		}
	}
	b.Run("last", func(b *testing.B) {
		for b.Loop() {
			s.Undo()
			s.Redo()
		}
	})
	b.Run("far", func(b *testing.B) {
		for b.Loop() {
			for i := range s.points {
				if i%keepEvery != 0 {
					s.points[i].moment = nil
				}
			}
			if err := s.Jump(255); err != nil {
				b.Fatal(err)
			}
		}
	})
}

package aws

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"testing"

	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// BenchmarkCreateSubnet: one call with its JSON printed, as in a loop of bash.
// Quotas are lifted and a new VPC is made every 200 subnets.
func BenchmarkCreateSubnet(b *testing.B) {
	d, out, errs := newDesk()
	d.Stdout = io.Discard
	_ = out
	ctx := context.Background()
	lift(d.World.VPC.At(&cloud.Call{World: &d.World.Cloud, Scope: cloud.Scope{Account: d.Caller().Account, Region: d.Region}}))
	id := ""
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		if i%200 == 0 {
			b.StopTimer()
			var made bytes.Buffer
			d.Stdout = &made
			if Run(ctx, d, []string{"ec2", "create-vpc", "--cidr-block", "10.0.0.0/16", "--query", "Vpc.VpcId", "--output", "text"}) != 0 {
				b.Fatal(errs.String())
			}
			id = string(bytes.TrimSpace(made.Bytes()))
			d.Stdout = io.Discard
			d.Record.Calls = d.Record.Calls[:0]
			b.StartTimer()
		}
		args := []string{"ec2", "create-subnet", "--vpc-id", id, "--cidr-block", fmt.Sprintf("10.0.%d.0/24", i%200)}
		if Run(ctx, d, args) != 0 {
			b.Fatal(errs.String())
		}
		i++
	}
}

// lift raises the quotas that the benchmark would meet.
func lift(r *vpc.Region) {
	if r.Quotas == nil {
		r.Quotas = map[string]int{}
	}
	for _, code := range []string{"L-F678F1CE", "L-407747CB"} {
		r.Quotas[code] = 1 << 30
	}
}

// BenchmarkPrepare: reading the command line alone.
func BenchmarkPrepare(b *testing.B) {
	d, _, _ := newDesk()
	args := []string{"ec2", "create-subnet", "--vpc-id", "vpc-0123456789abcdef0", "--cidr-block", "10.0.1.0/24"}
	b.ReportAllocs()
	for b.Loop() {
		c, rest, f := route(context.Background(), d, offered(), args)
		if f != nil {
			b.Fatal(f.text)
		}
		if _, f := c.prepare(rest); f != nil {
			b.Fatal(f.text)
		}
	}
}

// BenchmarkQuery: a query over a page of a thousand.
func BenchmarkDescribe(b *testing.B) {
	d, _, errs := newDesk()
	d.Stdout = io.Discard
	args := []string{"ec2", "describe-subnets", "--query", "Subnets[?MapPublicIpOnLaunch].SubnetId | [0]", "--output", "text"}
	b.ReportAllocs()
	for b.Loop() {
		d.Record.Calls = d.Record.Calls[:0]
		if Run(context.Background(), d, args) != 0 {
			b.Fatal(errs.String())
		}
	}
}

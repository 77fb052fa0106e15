package route53_test

import (
	"fmt"
	"testing"

	"skylab/simulators/route53"
)

// large is a zone with ten thousand record sets, all that a zone may have.
func large(b testing.TB) (*lab, string) {
	l := newLab()
	out, err := l.state.CreateHostedZone(l.call(), route53.CreateHostedZoneInput{Name: "example.com", CallerReference: "large"})
	if err != nil {
		b.Fatal(err)
	}
	id := out.HostedZone.Id
	for n := 0; n < 9998; {
		var batch []route53.ChangeItem
		for ; len(batch) < 1000 && n < 9998; n++ {
			batch = append(batch, change("CREATE", fmt.Sprintf("h%d.example.com", n), "A", "192.0.2.1"))
		}
		if err := l.do(id, batch...); err != nil {
			b.Fatal(err)
		}
	}
	return l, id
}

// TestFullZone: ten thousand record sets are taken, one more is not, and one
// less makes room.
func TestFullZone(t *testing.T) {
	l, id := large(t)
	if n := l.state.Zone(id).Records.Len(); n != 10_000 {
		t.Fatalf("%d record sets", n)
	}
	more := change("CREATE", "more.example.com", "A", "192.0.2.1")
	if err := l.do(id, more); code(err) != "InvalidChangeBatch" {
		t.Errorf("one more: %v", err)
	}
	if err := l.do(id, change("DELETE", "h5.example.com", "A", "192.0.2.1"), more); err != nil {
		t.Errorf("one for another: %v", err)
	}
	out, err := l.state.ListResourceRecordSets(l.call(), route53.ListResourceRecordSetsInput{HostedZoneId: id, StartRecordName: new("h9999.example.com"), StartRecordType: new("A")})
	if err != nil || out.IsTruncated || len(out.ResourceRecordSets) != 1 || *out.ResourceRecordSets[0].Name != "more.example.com." {
		t.Errorf("the last page: %d, %v", len(out.ResourceRecordSets), err)
	}
}

func BenchmarkChangeInFullZone(b *testing.B) {
	l, id := large(b)
	for n := 0; b.Loop(); n++ {
		if err := l.do(id, change("UPSERT", fmt.Sprintf("h%d.example.com", n%9998), "A", "192.0.2.2")); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkListFullZone(b *testing.B) {
	l, id := large(b)
	for b.Loop() {
		if _, err := l.state.ListResourceRecordSets(l.call(), route53.ListResourceRecordSetsInput{HostedZoneId: id, StartRecordName: new("h5000.example.com")}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCloneFullZone(b *testing.B) {
	l, _ := large(b)
	for b.Loop() {
		l.state.Clone()
	}
}

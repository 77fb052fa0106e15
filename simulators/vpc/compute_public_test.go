package vpc

import (
	"net/netip"
	"testing"

	"skylab/simulators/cloud"
)

func TestPublicAddressesNeverCollide(t *testing.T) {
	w := cloud.NewWorld(7, cloud.DefaultStart)
	seen := map[netip.Addr]bool{}
	for i := range publicPlaces + 1000 { // runs over into the second block
		a := publicAddress(&w, "ap-northeast-2")
		if seen[a] {
			t.Fatalf("address %d, %v, was given out before", i, a)
		}
		seen[a] = true
		if b := a.As4(); b[3] == 0 || b[3] == 255 {
			t.Fatalf("address %v ends in %d", a, b[3])
		}
	}
}

func TestPublicAddressesByRegion(t *testing.T) {
	w, again, other := cloud.NewWorld(7, 0), cloud.NewWorld(7, 0), cloud.NewWorld(8, 0)
	for _, r := range regionTable {
		a := publicAddress(&w, r.name)
		if !a.IsGlobalUnicast() || a.IsPrivate() {
			t.Errorf("%s: %v is not a public address", r.name, a)
		}
		if b := publicAddress(&again, r.name); a != b {
			t.Errorf("%s: %v and %v from one seed", r.name, a, b)
		}
	}
	if a, b := publicAddress(&w, "us-east-1"), publicAddress(&other, "us-east-1"); a == b {
		t.Errorf("two seeds both give %v", a)
	}
}

func TestDNSNames(t *testing.T) {
	a := netip.MustParseAddr("10.0.1.17")
	for _, c := range []struct{ got, want string }{
		{privateName("us-east-1", a), "ip-10-0-1-17.ec2.internal"},
		{privateName("ap-northeast-2", a), "ip-10-0-1-17.ap-northeast-2.compute.internal"},
		{publicName("us-east-1", a), "ec2-10-0-1-17.compute-1.amazonaws.com"},
		{publicName("eu-west-1", a), "ec2-10-0-1-17.eu-west-1.compute.amazonaws.com"},
	} {
		if c.got != c.want {
			t.Errorf("%s, want %s", c.got, c.want)
		}
	}
}

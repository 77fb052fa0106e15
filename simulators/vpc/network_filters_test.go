package vpc

import (
	"regexp"
	"strings"
	"testing"

	"skylab/simulators/cloud"
)

// TestWild compares the matcher with a regular expression made of the same
// pattern, on every short pattern and text of a small alphabet.
func TestWild(t *testing.T) {
	words := func(alphabet string, most int) []string {
		list := []string{""}
		for from := 0; most > 0; most-- {
			to := len(list)
			for _, w := range list[from:to] {
				for _, c := range alphabet {
					list = append(list, w+string(c))
				}
			}
			from = to
		}
		return list
	}
	texts := words(`ab*`, 4)
	for _, pattern := range words(`ab*?\`, 4) {
		if strings.HasSuffix(strings.ReplaceAll(pattern, `\\`, ""), `\`) {
			continue // a backslash at the end stands for itself
		}
		re := regexp.MustCompile(`(?s)^` + asRegexp(pattern) + `$`)
		for _, s := range texts {
			if got, want := wild(pattern, s), re.MatchString(s); got != want {
				t.Fatalf("%q on %q: %v, want %v", pattern, s, got, want)
			}
		}
	}
	if !wild(`*amazon?\`, `amazon\`) || !wild(`\*amazon\?\\`, `*amazon?\`) || wild(`\*amazon`, `xamazon`) {
		t.Error("a backslash is not taken as documented")
	}
	if wild(strings.Repeat("*a", 2000), strings.Repeat("b", 4000)) {
		t.Error("matches what it cannot")
	}
}

func asRegexp(pattern string) (re string) {
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; c {
		case '*':
			re += ".*"
		case '?':
			re += ".?"
		case '\\':
			i++
			re += regexp.QuoteMeta(pattern[i : i+1])
		default:
			re += string(c)
		}
	}
	return re
}

// TestFiltersFindThemselves runs every filter of every describe operation
// against its own value, so that no name is a name only.
func TestFiltersFindThemselves(t *testing.T) {
	w := cloud.NewWorld(7, cloud.DefaultStart)
	var s State
	c := &cloud.Call{World: &w, Scope: cloud.Scope{Account: "111122223333", Region: "us-east-1"}}
	v, err := s.CreateVpc(c, CreateVpcInput{CidrBlock: new("10.0.0.0/16"), AmazonProvidedIpv6CidrBlock: new(true)})
	if err != nil {
		t.Fatal(err)
	}
	r := s.At(c)
	finds(t, r, vpcFilters(w.Now), r.VPCs.Find(v.Vpc.VpcId))
	p6 := r.VPCs.Find(v.Vpc.VpcId).Ranges6[0].Prefix.Addr().String() + "/64"
	sn, err := s.CreateSubnet(c, CreateSubnetInput{VpcId: v.Vpc.VpcId, CidrBlock: new("10.0.0.0/24"), Ipv6CidrBlock: &p6})
	if err != nil {
		t.Fatal(err)
	}
	finds(t, r, subnetFilters, r.Subnets.Find(sn.Subnet.SubnetId))
	for g := range r.Gateways.All {
		finds(t, r, gatewayFilters, g)
	}
}

// finds wants each filter to pass for a resource with one of the values that it
// tells of it, and not with another.
func finds[T any](t *testing.T, r *Region, table filterTable[T], x *T) {
	t.Helper()
	for name, values := range table {
		list := values(r, x)
		if len(list) == 0 {
			t.Errorf("%T: the filter %s has no value", x, name)
			continue
		}
		if yes := []Filter{{Name: &name, Values: list[:1]}}; table.check(yes) != nil || !match(r, table, yes, x, nil) {
			t.Errorf("%T: the filter %s does not find %s", x, name, list[0])
		}
		if match(r, table, []Filter{{Name: &name, Values: []string{"nobody"}}}, x, nil) {
			t.Errorf("%T: the filter %s finds anything", x, name)
		}
	}
}

package simulators

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"skylab/simulators/cloud"
	"skylab/simulators/route53"
	"skylab/simulators/vpc"
)

// frozen are the parts of a world that forks share because nobody changes
// them: the full chunks of a log.
const frozen = ".full"

// open is the part of a log that is copied; what an entry holds is never
// changed, so forks share that.
const open = ".tail"

// places lists everything that v can reach and that could be changed there:
// maps, slices with room, and what pointers point to.
func places(t *testing.T, v reflect.Value, path string, out map[uintptr]string) {
	switch v.Type().PkgPath() {
	case "net/netip", "time", "skylab/simulators/cloud/policy": // a parsed policy is never changed
		return // opaque
	}
	switch v.Kind() {
	case reflect.Map:
		if v.IsNil() {
			return
		}
		out[v.Pointer()] = path
		for it := v.MapRange(); it.Next(); {
			places(t, it.Value(), path+"[]", out)
		}
	case reflect.Slice:
		if strings.HasSuffix(path, frozen) || v.Cap() == 0 {
			return
		}
		out[v.Pointer()] = path
		if strings.HasSuffix(path, open) {
			return
		}
		for i := range v.Len() {
			places(t, v.Index(i), path+"[]", out)
		}
	case reflect.Pointer:
		if !v.IsNil() && out[v.Pointer()] == "" {
			out[v.Pointer()] = path
			places(t, v.Elem(), path, out)
		}
	case reflect.Interface:
		if !v.IsNil() {
			places(t, v.Elem(), path, out)
		}
	case reflect.Func, reflect.Chan:
		if !v.IsNil() {
			t.Errorf("%s: a func or chan in the state cannot be copied", path)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			places(t, v.Field(i), path+"."+v.Type().Field(i).Name, out)
		}
	}
}

func shared(t *testing.T, a, b *World) (both []string) {
	x, y := map[uintptr]string{}, map[uintptr]string{}
	places(t, reflect.ValueOf(a).Elem(), "World", x)
	places(t, reflect.ValueOf(b).Elem(), "World", y)
	for p, path := range x {
		if _, ok := y[p]; ok {
			both = append(both, path)
		}
	}
	slices.Sort(both)
	return both
}

// fill sets every field of a value to something: a slice to two elements, a map
// to one, numbers and strings to what n makes of them. Unexported fields are
// left alone.
func fill(v reflect.Value, n int) {
	if p := v.Type().PkgPath(); p == "net/netip" || !v.CanSet() {
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 3))
		fill(v.Index(0), n)
		fill(v.Index(1), n)
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key, n)
		fill(value, n)
		v.SetMapIndex(key, value)
	case reflect.String:
		v.SetString(fmt.Sprintf("thing-%d", n))
	case reflect.Int, reflect.Int32, reflect.Int64:
		v.SetInt(int64(n))
	case reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(uint64(n))
	case reflect.Bool:
		v.SetBool(true)
	}
}

// collect puts two filled resources into every collection of a struct.
func collect(t *testing.T, v reflect.Value) (filled int) {
	for i := range v.NumField() {
		add := v.Field(i).Addr().MethodByName("Add")
		if !add.IsValid() {
			continue
		}
		for n := range 2 {
			x := reflect.New(add.Type().In(0)).Elem()
			fill(x, n)
			add.Call([]reflect.Value{x})
		}
		filled++
	}
	return filled
}

// full is a world in which every collection, map and slice has something.
func full(t *testing.T) *World {
	w := New(7, cloud.DefaultStart)
	op, ok := Find("ec2", "CreateVpc")
	if !ok {
		t.Fatal("no CreateVpc")
	}
	scope := cloud.Scope{Account: Account, Region: "us-east-1"}
	for range 600 { // more than a chunk of the trail
		in := vpc.CreateVpcInput{CidrBlock: new("10.0.0.0/16")}
		_, _, _ = w.Do(op, cloud.Caller{Account: Account}, scope, reflect.ValueOf(&in).Elem())
	}
	r := reflect.ValueOf(w.VPC.Regions[scope]).Elem()
	if collect(t, r) < 18 || collect(t, reflect.ValueOf(&w.VPC).Elem()) < 2 {
		t.Fatal("collections are missing: has cloud.Collection changed?")
	}
	w.VPC.Regions[scope].Quotas = map[string]int{"L-F678F1CE": 50}
	w.VPC.AccountBorn = map[string]cloud.Time{Account: 1}
	for _, state := range [...]any{&w.Route53, &w.ACM, &w.ELB} {
		if collect(t, reflect.ValueOf(state).Elem()) == 0 {
			t.Fatalf("%T has no collections", state)
		}
	}
	w.Route53.Quotas, w.Route53.Tags = map[string]int64{"x": 1}, map[string][]route53.Tag{"x": {{Key: "a"}}}
	w.Cloud.At(5, cloud.Record{Operation: "x"})
	return w
}

// TestForkSharesNothing walks a full world and its fork and looks for anything
// that a change in one could change in the other.
func TestForkSharesNothing(t *testing.T) {
	w := full(t)
	if s := shared(t, w, w.Fork()); len(s) != 0 {
		t.Fatalf("a fork shares %s", strings.Join(s, "\n  "))
	}
	if f := w.Fork(); !reflect.DeepEqual(w, f) {
		t.Error("a fork is not equal to its world: Clone leaves something out")
	}
}

// TestForkTestSees plants a mistake of each kind and expects to see it.
func TestForkTestSees(t *testing.T) {
	w := full(t)
	scope := cloud.Scope{Account: Account, Region: "us-east-1"}
	plant := map[string]func(f *World){
		"a map":     func(f *World) { f.VPC.AccountBorn = w.VPC.AccountBorn },
		"a pointer": func(f *World) { f.VPC.Regions[scope] = w.VPC.Regions[scope] },
		"a slice": func(f *World) {
			f.VPC.Regions[scope].VPCs.Find("thing-0").Ranges = w.VPC.Regions[scope].VPCs.Find("thing-0").Ranges
		},
	}
	for what, mistake := range plant {
		f := w.Fork()
		mistake(f)
		if len(shared(t, w, f)) == 0 {
			t.Errorf("%s that is shared was not seen", what)
		}
	}
	f := w.Fork()
	f.VPC.Regions[scope].VPCs.Find("thing-0").Default = false
	if reflect.DeepEqual(w, f) {
		t.Error("a difference was not seen")
	}
}

// BenchmarkFork copies a world with a thousand subnets.
func BenchmarkFork(b *testing.B) {
	w := New(7, cloud.DefaultStart)
	scope := cloud.Scope{Account: Account, Region: "us-east-1"}
	call := &cloud.Call{World: &w.Cloud, Scope: scope}
	for v := range 5 {
		w.VPC.At(call).Quotas = map[string]int{"L-407747CB": 1000, "L-F678F1CE": 10}
		made, err := w.VPC.CreateVpc(call, vpc.CreateVpcInput{CidrBlock: new(fmt.Sprintf("10.%d.0.0/16", v))})
		if err != nil {
			b.Fatal(err)
		}
		for n := range 200 {
			if _, err := w.VPC.CreateSubnet(call, vpc.CreateSubnetInput{VpcId: made.Vpc.VpcId, CidrBlock: new(fmt.Sprintf("10.%d.%d.0/24", v, n))}); err != nil {
				b.Fatal(err)
			}
		}
	}
	for b.Loop() {
		w.Fork()
	}
}

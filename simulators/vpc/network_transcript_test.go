package vpc_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// TestTranscripts runs testdata/network/*.txt and testdata/compute/*.txt. Each
// file is a conversation with a world of its own:
//
//	CreateVpc {"CidrBlock": "10.0.0.0/16"} | Vpc.VpcId Vpc.State
//	----
//	vpc-2
//	pending
//
// Commands are an operation, its input in JSON and, after a bar, the paths of
// the output to print (all of it without a bar). IDs are written short, by kind
// and the order in which the transcript first sees them. Lines with # before
// a command are for the reader; "@ Region" changes the Region, "@ later 10s"
// lets time pass.
func TestTranscripts(t *testing.T) {
	network, err := filepath.Glob("testdata/network/*.txt")
	compute, _ := filepath.Glob("testdata/compute/*.txt")
	if err != nil || len(network) < 10 || len(compute) < 9 {
		t.Fatalf("%d and %d transcripts: %v", len(network), len(compute), err)
	}
	for _, file := range slices.Concat(network, compute) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			is := newTalk().replay(t, string(want))
			if *vpc.Update {
				if err := os.WriteFile(file, []byte(is), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if is != string(want) {
				t.Errorf("%s says otherwise (go test -run TestTranscripts -update, then read the difference):\n%s", file, firstDifference(string(want), is))
			}
		})
	}
}

func firstDifference(want, is string) string {
	w, i := strings.Split(want, "\n"), strings.Split(is, "\n")
	for n := range w {
		if n >= len(i) || w[n] != i[n] {
			return fmt.Sprintf("line %d:\nwant %s\nis   %s", n+1, w[n], strings.Join(i[min(n, len(i)):min(n+3, len(i))], "\n     "))
		}
	}
	return "more lines than wanted"
}

// talk is a world under test and the short names of its IDs.
type talk struct {
	state vpc.State
	world cloud.World
	scope cloud.Scope
	short map[string]string // real ID → short
	long  map[string]string
	count map[string]int
}

func newTalk() *talk {
	return &talk{
		world: cloud.NewWorld(7, cloud.DefaultStart), scope: cloud.Scope{Account: "111122223333", Region: "us-east-1"},
		short: map[string]string{}, long: map[string]string{}, count: map[string]int{},
	}
}

// replay runs a transcript and writes it anew.
func (k *talk) replay(t *testing.T, text string) string {
	var out strings.Builder
	for _, block := range strings.Split(strings.TrimRight(text, "\n"), "\n\n") {
		head, _, _ := strings.Cut(block, "\n----")
		out.WriteString(head + "\n")
		for _, line := range strings.Split(head, "\n") {
			if line == "" || line[0] == '#' {
				continue
			}
			if rest, ok := strings.CutPrefix(line, "@ "); ok {
				k.steer(t, rest)
				continue
			}
			out.WriteString("----\n" + k.say(t, line))
		}
		out.WriteString("\n")
	}
	return strings.TrimRight(out.String(), "\n") + "\n"
}

func (k *talk) steer(t *testing.T, word string) {
	var seconds int
	if _, err := fmt.Sscanf(word, "later %ds", &seconds); err == nil {
		elapse(&k.state, &k.world, cloud.Time(seconds)*cloud.Second)
		return
	}
	if vpc.Zones(word) == nil {
		t.Fatalf("@ %s: neither a Region nor a time", word)
	}
	k.scope.Region = word
}

var (
	longID  = regexp.MustCompile(`\b[a-z]+(-[a-z]+)*-0[0-9a-f]{16}\b`)
	shortID = regexp.MustCompile(`\b[a-z]+(-[a-z]+)*-[1-9][0-9]*\b`)
)

func (k *talk) say(t *testing.T, line string) string {
	line = shortID.ReplaceAllStringFunc(line, func(s string) string {
		if id, ok := k.long[s]; ok {
			return id
		}
		return s
	})
	command, paths, _ := strings.Cut(line, " | ")
	name, input, _ := strings.Cut(command, " ")
	answer := k.call(t, name, input)
	var text string
	if m, ok := answer.(failed); ok {
		text = string(m) + "\n"
	} else if fields := strings.Fields(paths); len(fields) > 0 {
		for _, p := range fields {
			text += plain(follow(answer, strings.Split(p, "."))) + "\n"
		}
	} else {
		text = pretty(answer)
	}
	return longID.ReplaceAllStringFunc(text, k.shorten)
}

type failed string

func (k *talk) call(t *testing.T, name, input string) any {
	for _, op := range vpc.Operations {
		if op.Name != name {
			continue
		}
		in := reflect.New(op.In)
		if input != "" {
			d := json.NewDecoder(strings.NewReader(input))
			d.DisallowUnknownFields()
			if err := d.Decode(in.Interface()); err != nil {
				t.Fatalf("%s %s: %v", name, input, err)
			}
		}
		c := &cloud.Call{World: &k.world, Scope: k.scope, Caller: cloud.Caller{Account: k.scope.Account, ARN: "arn:aws:iam::111122223333:user/you", UserID: "AIDACKCEVSQ6C2EXAMPLE"}}
		out, err := op.Do(&k.state, c, in.Elem())
		elapse(&k.state, &k.world, cloud.Second)
		if err != nil {
			return failed("! " + err.Error())
		}
		return out
	}
	t.Fatalf("no operation %s", name)
	return nil
}

func (k *talk) shorten(id string) string {
	if s, ok := k.short[id]; ok {
		return s
	}
	kind := id[:strings.LastIndexByte(id, '-')]
	k.count[kind]++
	s := fmt.Sprintf("%s-%d", kind, k.count[kind])
	k.short[id], k.long[s] = s, id
	return s
}

// tree turns an output into what the aws command prints: members in order,
// those that are left out left out.
type member struct {
	name  string
	value any
}

func tree(v reflect.Value) any {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return nil
		}
		return tree(v.Elem())
	case reflect.Slice:
		list := make([]any, v.Len())
		for i := range list {
			list[i] = tree(v.Index(i))
		}
		return list
	case reflect.Struct:
		members := []member{}
		for i := range v.NumField() {
			f := v.Field(i)
			if (f.Kind() == reflect.Pointer || f.Kind() == reflect.Slice) && f.IsNil() {
				continue
			}
			members = append(members, member{v.Type().Field(i).Name, tree(f)})
		}
		return members
	}
	if v.Type() == reflect.TypeFor[cloud.Time]() {
		return v.Interface().(cloud.Time).String()
	}
	return v.Interface()
}

// follow walks a path; a list is walked element by element.
func follow(v any, path []string) any {
	t, ok := v.([]member)
	if !ok && v != nil {
		if _, list := v.([]any); !list {
			if r := reflect.ValueOf(v); r.Kind() == reflect.Struct {
				t, ok = tree(r).([]member), true
			}
		}
	}
	if len(path) == 0 {
		if ok {
			return t
		}
		return v
	}
	if list, isList := v.([]any); isList {
		all := make([]any, len(list))
		for i := range list {
			all[i] = follow(list[i], path)
		}
		return all
	}
	for _, m := range t {
		if m.name == path[0] {
			return follow(m.value, path[1:])
		}
	}
	return nil
}

func plain(v any) string {
	switch v := v.(type) {
	case nil:
		return "-"
	case []any:
		words := make([]string, len(v))
		for i := range v {
			words[i] = plain(v[i])
		}
		return "[" + strings.Join(words, " ") + "]"
	case []member:
		words := make([]string, len(v))
		for i := range v {
			words[i] = v[i].name + "=" + plain(v[i].value)
		}
		return "{" + strings.Join(words, " ") + "}"
	}
	return fmt.Sprint(v)
}

func pretty(v any) string {
	var b bytes.Buffer
	write(&b, tree(reflect.ValueOf(v)), "")
	return b.String() + "\n"
}

func write(b *bytes.Buffer, v any, indent string) {
	switch v := v.(type) {
	case []member:
		if len(v) == 0 {
			b.WriteString("{}")
			return
		}
		b.WriteString("{\n")
		for i, m := range v {
			fmt.Fprintf(b, "%s  %s: ", indent, m.name)
			write(b, m.value, indent+"  ")
			b.WriteString(strings.Repeat(",", min(1, len(v)-1-i)) + "\n")
		}
		b.WriteString(indent + "}")
	case []any:
		if len(v) == 0 {
			b.WriteString("[]")
			return
		}
		b.WriteString("[\n")
		for i := range v {
			b.WriteString(indent + "  ")
			write(b, v[i], indent+"  ")
			b.WriteString(strings.Repeat(",", min(1, len(v)-1-i)) + "\n")
		}
		b.WriteString(indent + "]")
	case string:
		fmt.Fprintf(b, "%q", v)
	default:
		fmt.Fprint(b, v)
	}
}

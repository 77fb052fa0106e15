package quizzes

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"skylab/console"
	"skylab/content"
	"skylab/text"
)

const en, ko = "demo/kinds.md", "demo/kinds.ko.md"

// good is the good bank, in memory, to be broken.
func good(t testing.TB) fstest.MapFS {
	files := fstest.MapFS{}
	for _, name := range []string{en, ko} {
		body, err := os.ReadFile("testdata/good/" + name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: body}
	}
	return files
}

// demo is a course of one step with one trap.
type demo struct{}

func (demo) Steps() []string { return []string{"demo/cut"} }

func (demo) Traps(step string) ([]string, bool) {
	if step != "demo/cut" {
		return nil, false
	}
	return []string{"overlap", "too-small"}, true
}

func (demo) World(step string, solved bool) (*World, bool) {
	if step != "demo/cut" {
		return nil, false
	}
	return &World{Given: "STEP=cut\n", Begin: func(ctx context.Context, lang text.Lang) (*console.Moment, error) {
		w := World{Options: console.Options{NoDefaultVPC: true}, Setup: "aws ec2 create-vpc --cidr-block 10.7.0.0/16"}
		if solved {
			w.Setup += "\naws ec2 create-vpc --cidr-block 10.8.0.0/16"
		}
		return w.Start(ctx, lang)
	}}, true
}

func lint(files fstest.MapFS) (*Library, Report) {
	lib, problems := Load(demo{}, nil, nil, Source{FS: files})
	return lib, Proof{Today: time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)}.Lint(context.Background(), lib, problems)
}

func sayAll(t *testing.T, list []content.Problem) string {
	t.Helper()
	var b strings.Builder
	for _, p := range list {
		mark := ""
		if p.Warn {
			mark = "warning "
		}
		b.WriteString(mark + p.Code + " " + p.Say(text.For(text.English)) + "\n")
	}
	return b.String()
}

func TestTheGoodBankIsProved(t *testing.T) {
	_, r := lint(good(t))
	if len(r.Problems) > 0 {
		t.Error(sayAll(t, r.Problems))
	}
	if r.Banks != 1 || r.Items != 6 || r.Proved != 6 || r.Worlds != 3 {
		t.Errorf("%d banks, %d items, %d proved, %d worlds", r.Banks, r.Items, r.Proved, r.Worlds)
	}
}

func TestAnItemAsLearnersGetIt(t *testing.T) {
	lib, problems := Open(demo{}, nil, nil, Source{FS: good(t), Local: true})
	if len(problems) > 0 {
		t.Fatal(sayAll(t, problems))
	}
	ctx := context.Background()
	it, err := lib.Item(ctx, "demo/room")
	if err != nil {
		t.Fatal(err)
	}
	if want := "A shop sells lunch in one Region.\n\n- The range"; !strings.HasPrefix(it.Stem.EN, want) {
		t.Errorf("the case study does not come first: %q", it.Stem.EN)
	}
	if !strings.Contains(it.Stem.KO, "```json\n{\"month\": 1}\n```\n\n서브넷 10.0.8.0/24는") {
		t.Errorf("the Korean stem: %q", it.Stem.KO)
	}
	o := it.Option("next")
	if o.Reason.EN != "It is free and lies in the range of the VPC." || o.Reason.KO != "비어 있고 VPC의 범위 안에 있습니다." {
		t.Errorf("reason over two lines: %q %q", o.Reason.EN, o.Reason.KO)
	}
	if got := it.Option("outside").Text; got.EN != "10.1.0.0/24, in the next /16" || got.KO != "10.1.0.0/24, 다음 /16의 범위" {
		t.Errorf("option over two lines: %q", got)
	}
	if !slices.Equal(it.Keyed(), []string{"next"}) || !slices.Equal(it.Facts, []string{"vpc.subnet-sizes"}) || it.Case != "demo/shop" || !it.Proved || !it.Korean {
		t.Errorf("%+v", it.Entry)
	}
	match, err := lib.Item(ctx, "demo/which")
	if err != nil || len(match.Rights) != 3 || match.Option("also-middle").Right != "middle" || match.Option("large").Right != "" || match.Rights[1].Text.KO != "64개" {
		t.Errorf("%v %+v", err, match)
	}
	if number, err := lib.Item(ctx, "demo/left"); err != nil || number.Unit != content.WordsOf("addresses", "개") || !number.Right(Response{"251"}) {
		t.Errorf("%v %+v", err, number)
	}
	if predict, err := lib.Item(ctx, "demo/twice"); err != nil || predict.Option("conflict").Shows != "InvalidSubnet.Conflict" || strings.Contains(predict.Script, "?") {
		t.Errorf("%v %+v", err, predict)
	}
	if _, err := lib.Item(ctx, "demo/shop"); err == nil {
		t.Error("a case study is given as an item")
	}
}

func TestEveryOptionCanBeTried(t *testing.T) {
	lib, _ := Open(demo{}, nil, nil, Source{FS: good(t)})
	ctx := context.Background()
	for _, id := range []string{"demo/room", "demo/true"} {
		it, err := lib.Item(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		start, err := it.World.Start(ctx, text.Korean)
		if err != nil {
			t.Fatal(err)
		}
		for i := range it.Options {
			o := &it.Options[i]
			if v := it.Holds(ctx, start, o); !v.Told || v.Holds != o.Key {
				t.Errorf("%s %s: %+v", id, o.ID, v)
			}
		}
	}
}

func TestHashIsOfWhatIsReadAndOfTheKey(t *testing.T) {
	hash := func(old, new string) string {
		files := good(t)
		body := string(files[en].Data)
		if !strings.Contains(body, old) {
			t.Fatalf("no %q", old)
		}
		files[en].Data = []byte(strings.Replace(body, old, new, 1))
		lib, _ := Open(demo{}, nil, nil, Source{FS: files})
		e, _ := lib.Entry("demo/room")
		return e.Hash
	}
	same := hash("## The shop", "## The shop")
	for _, c := range []struct {
		name, old, new string
		changed        bool
	}{
		{"the stem", "is taken[", "is used[", true},
		{"an option", "the one after it", "the next one", true},
		{"a reason", "That half belongs", "It belongs", true},
		{"the key", "- [ ] overlap", "- [x] overlap", true},
		{"the title", "## Room for", "## Space for", true},
		{"the note", "overlaps no other", "overlaps none", true},
		{"the case study", "sells lunch", "sells soup", true},
		{"the proof", "--cidr-block 10.0.9.0/29", "--cidr-block 10.0.10.0/29", false},
		{"the world", "10.0.8.0/24\n```\n\n## The", "10.0.8.0/23\n```\n\n## The", false},
		{"level and tasks", "level=2 tasks=SAA-C03/3.4,CLF-C02/3.5", "level=3 tasks=SAA-C03/3.4", false},
		{"a comment", "Subnet 10.0.8.0/24 is", "<!-- why\n\nnot -->\nSubnet 10.0.8.0/24 is", false},
		{"line ends", "is taken[", "is taken[", false},
		{"another item", "Which two hold now?", "Which two are true?", false},
	} {
		if got := hash(c.old, c.new); (got != same) != c.changed {
			t.Errorf("%s: hash %s, before %s", c.name, got, same)
		}
	}
	crlf := good(t)
	crlf[en].Data = []byte("\ufeff" + strings.ReplaceAll(string(crlf[en].Data), "\n", "\r\n"))
	lib, _ := Open(demo{}, nil, nil, Source{FS: crlf})
	if e, _ := lib.Entry("demo/room"); e.Hash != same {
		t.Errorf("CRLF and BOM: hash %s, before %s", e.Hash, same)
	}
}

func TestSearch(t *testing.T) {
	lib, _ := Open(demo{}, nil, nil, Source{FS: good(t)})
	for _, c := range []struct {
		words string
		lang  text.Lang
		want  []string
	}{
		{"RANGE next", text.English, []string{"demo/room"}},
		{"서브넷 다음", text.English, []string{"demo/room"}},
		{"vpcs", text.English, []string{"demo/true", "demo/first"}}, // the topic
		{"무엇이", text.Korean, []string{"demo/first", "demo/which"}},
		{"ordinary", text.English, nil},         // a reason would tell the answer
		{"describe-subnets", text.English, nil}, // the proof is no text
		{"  ", text.English, nil},
	} {
		var got []string
		for _, e := range lib.Search(c.words, c.lang) {
			got = append(got, e.ID)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %v, want %v", c.words, got, c.want)
		}
	}
}

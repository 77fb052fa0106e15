package worlds_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"skylab/console"
	"skylab/text"
	"skylab/tui/play"
	"skylab/tui/worlds"
)

// TestTold: a view in words tells what its picture does, without bars and
// frames, in both languages.
func TestTold(t *testing.T) {
	for id, want := range map[string]map[text.Lang][]string{
		"keys": {
			text.English: {"alias/orders, Enabled, 1 version", "readable in", "is deleted at"},
			text.Korean:  {"alias/orders, Enabled, 버전 1개", "읽을 수 있는 곳", "삭제됩니다"},
		},
		"names": {
			text.English: {"Seoul, A 203.0.113.20, held for", "by weight 10.0 % ✓", "www A, new 10, 203.0.113.40"},
			text.Korean:  {"Seoul, A 203.0.113.20, 캐시에", "가중치대로면 10.0 % ✓", "퍼블릭 영역"},
		},
		"functions": {
			text.English: {"λ notify, 128 MB, reserved 5", "env 01, busy", "throttled 2,", "p99 "},
			text.Korean:  {"λ notify, 128 MB, 예약된 동시성 5", "콜드 스타트 5/", "스로틀링 2,"},
		},
	} {
		script, err := os.ReadFile("testdata/" + id + ".sh")
		if err != nil {
			t.Fatal(err)
		}
		m, err := console.New(console.Options{Seed: 7, Region: "ap-northeast-2"}).Run(context.Background(), string(script))
		if err != nil {
			t.Fatal(err)
		}
		for lang, parts := range want {
			said := strings.Join(worlds.FindView(id).Told(play.Scene(m), text.For(lang)), "\n")
			for _, part := range parts {
				if !strings.Contains(said, part) {
					t.Errorf("%s, %s: nothing of %q in\n%s", id, lang, part, said)
				}
			}
			if strings.ContainsAny(said, "▰▱╭│░▒█") {
				t.Errorf("%s, %s: drawn, not said:\n%s", id, lang, said)
			}
		}
	}
}

// TestNamesOfAnything: a file, a context and a set may be named with what a
// terminal obeys; no picture of them breaks its frame.
func TestNamesOfAnything(t *testing.T) {
	m, err := console.New(console.Options{Seed: 7, Region: "ap-northeast-2"}).Run(context.Background(), `
KEY=$(aws kms create-key --query KeyMetadata.KeyId --output text)
aws kms generate-data-key --key-id $KEY --key-spec AES_256 --encryption-context "$(printf '{"a\\u001b[2J":"b\\n"}')" > "$(printf 'a\nb\033[2Jc\td')"
touch "$(printf 'x\ny')"`)
	if err != nil {
		t.Fatal(err)
	}
	lines := view(worlds.FindView("keys"), m, text.English, 60, 20)
	if !strings.Contains(strings.Join(lines, ""), "x·y") {
		t.Error("the file is not in the picture")
	}
	for _, line := range append(lines, worlds.FindView("keys").Told(play.Scene(m), text.For(text.English))...) {
		if strings.ContainsAny(line, "\n\t\r\x1b") {
			t.Errorf("a line obeys: %q", line)
		}
	}
}

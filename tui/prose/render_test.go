package prose

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"skylab/tui/theme"
)

const page = `# 감사관이 네트워크 ACL을 원합니다

He added **one rule**: inbound 80, nothing else. See [the page](https://docs.aws.amazon.com/vpc) and ` + "`trace internet web:80`" + `로 물어보세요.

- one item that is long enough to be wrapped somewhere around here
- 두 번째 항목은 한국어로 길게 적어서 줄이 바뀌는지 확인합니다
  1. nested
  2. more

| list | rule | does |
| --- | ---: | --- |
| acl | 100 | allow tcp 80 from anywhere because of the page |
| 보안 그룹 | 20 | 상태 저장(stateful) 목록이라 응답은 그냥 나갑니다 |

> Make the page load again with the smallest opening.
> ssh must stay shut.

` + "```sh\naws ec2 create-network-acl-entry --network-acl-id $ACL --egress --rule-number 100 \\\n  --protocol tcp\n```\n" + `

a \* b &amp; c &#27;[31m <b>raw</b>

` + "averyveryverylongwordwithoutanyspaceinsidewhichmustbebrokensomewhere" + `가나다라마바사아자차카타파하가나다라마바사아자차카타파하
`

func TestRender(t *testing.T) {
	for _, tc := range []struct {
		name  string
		width int
	}{{"72", 72}, {"36", 36}, {"16", 16}} {
		t.Run(tc.name, func(t *testing.T) {
			golden.RequireEqual(t, ansi.Strip(strings.Join(Render(page, tc.width, theme.Of(theme.Dark, true)), "\n"))+"\n")
		})
	}
}

// Nothing is wider than asked, at any width that one wide letter fits in.
func TestRenderFits(t *testing.T) {
	for width := 8; width <= 90; width++ {
		for _, line := range Render(page, width, theme.Of(theme.Light, false)) {
			if w := ansi.StringWidth(line); w > min(width, Widest) {
				t.Errorf("at %d: %d cells: %q", width, w, ansi.Strip(line))
			}
			if strings.ContainsAny(ansi.Strip(line), "\x1b\x07\n\t") {
				t.Errorf("at %d: control character in %q", width, line)
			}
		}
	}
}

func TestRenderAnySize(t *testing.T) {
	for width := -1; width < 8; width++ {
		Render(page, width, theme.Of(theme.Dark, true))
	}
}

func TestCleanTakesControlsOut(t *testing.T) {
	if got := Clean("a\x1b[31mb\u009bc\u202ed\te\n"); got != "a[31mbcd\te\n" {
		t.Errorf("%q", got)
	}
}

func BenchmarkRender(b *testing.B) {
	for b.Loop() {
		Render(page, 44, theme.Of(theme.Dark, true))
	}
}

// The name of a command is not broken at its hyphens while it fits on a line.
func TestCommandsStayWhole(t *testing.T) {
	for _, line := range Render("번호가 작은 규칙부터 읽습니다. 규칙은 aws ec2\n`create-network-acl-entry`로 적고, `public-a`는 그대로 둡니다.", 40, theme.Theme{}) {
		if strings.HasSuffix(line, "-") {
			t.Errorf("broken: %q", line)
		}
	}
}

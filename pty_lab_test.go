//go:build !windows

package main

import (
	"strings"
	"testing"

	uv "github.com/charmbracelet/ultraviolet"
)

// A learner's first minute: one key into the first step, two commands, passed;
// quits, and next day is where they were.
func TestPtyFirstMinute(t *testing.T) {
	home := t.TempDir()
	x := inTerminal(t, 120, 40, home)
	x.waitFor("vpc")
	if !x.IsAltScreen() {
		t.Error("not on the alternate screen")
	}
	x.press(uv.KeyEnter)
	x.waitFor("trace internet web:80")
	x.typeLine("trace internet web:80")
	x.waitFor("ENI_SG_RULES_MISMATCH")
	x.typeLine(`SG=$(aws ec2 describe-instances --filters Name=tag:Name,Values=web --query 'Reservations[0].Instances[0].SecurityGroups[0].GroupId' --output text)`)
	x.typeLine(`aws ec2 authorize-security-group-ingress --group-id $SG --protocol tcp --port 80 --cidr 0.0.0.0/0 --query Return`)
	x.waitFor("true")
	x.waitFor("✓ a stranger gets an answer on port 80")
	x.typeLine("echo 한글 $((40+2))")
	x.waitFor("한글 42")
	x.resize(80, 24)
	x.waitFor("vpc")
	x.resize(120, 40)
	x.waitFor("한글 42")
	x.control('q')
	x.ends()

	next := inTerminal(t, 120, 40, home) // the first step is passed: on with the second
	next.waitFor("Skylab")
	next.press(uv.KeyEnter)
	next.waitFor("vpc ▸ cut")
	next.typeLine("MINE=kept; echo it is $MINE") // what is typed does not hold what is waited for
	next.waitFor("it is kept")
	next.cmd.Process.Kill() // the battery ran out
	<-next.done

	again := inTerminal(t, 120, 40, home)
	again.waitFor("Skylab")
	again.press(uv.KeyEnter)
	again.waitFor("vpc ▸ cut")
	again.typeLine("echo still $MINE")
	again.waitFor("still kept")
	again.control('q')
	again.ends()
}

func TestPtyKorean(t *testing.T) {
	x := inTerminal(t, 80, 24, t.TempDir(), "--lang", "ko", "vpc/cut")
	x.waitFor("211.11.124.0/24")
	x.typeLine("echo 안녕")
	x.waitFor("안녕")
	x.control('q')
	x.ends()
}

func TestPtyUnknownStart(t *testing.T) {
	x := inTerminal(t, 80, 24, t.TempDir(), "vpc/natt")
	x.waitFor("Did you mean vpc/nat?")
	x.ends()
}

func TestPtyTinyAndBack(t *testing.T) {
	x := inTerminal(t, 120, 40, t.TempDir(), "vpc/answer")
	x.waitFor("web")
	x.typeLine("trace internet web:80")
	x.resize(1, 1)
	x.resize(120, 40)
	x.waitFor("ENI_SG_RULES_MISMATCH")
	x.control('q')
	x.ends()
}

func (x *terminal) resize(w, h int) {
	x.SafeEmulator.Resize(w, h)
	resizePty(x.pty, w, h)
}

func TestPlainInAPipe(t *testing.T) {
	out, errs, status := run(t, t.TempDir(), "open vpc/answer\ntrace internet web:80\nquit\n", "--plain")
	if status != 0 || !strings.Contains(out, "ENI_SG_RULES_MISMATCH") || strings.ContainsAny(out, "\x1b│╭") {
		t.Errorf("status %d\n%s\n%s", status, out, errs)
	}
}

package vpc

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"skylab/simulators/cloud"
)

// Update is a flag of the transcripts, inside and outside of the package.
var Update = flag.Bool("update", false, "write the transcripts of testdata anew")

// TestTraceTranscripts runs the files of testdata/trace: a network in the words
// of worldOf, then questions (ask FROM TO[:PORT] [proto] [ipv6]), each followed
// by ---- and the trace in full.
func TestTraceTranscripts(t *testing.T) {
	files, _ := filepath.Glob("testdata/trace/*.txt")
	if len(files) < 10 {
		t.Fatalf("only %d transcripts found", len(files))
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) {
			body, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			got := replay(t, string(body))
			if *Update {
				if err := os.WriteFile(name, got, 0o644); err != nil {
					t.Fatal(err)
				}
			} else if !bytes.Equal(got, body) {
				t.Errorf("%s: traces differ (run with -update and look at the diff)\n%s", name, firstDifference(string(got), string(body)))
			}
		})
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d\n got: %s\nwant: %s", i+1, g[i], w[i])
		}
	}
	return "one is longer"
}

// replay runs a transcript and gives it back with the answers of now.
func replay(t *testing.T, body string) []byte {
	var out, script bytes.Buffer
	skip := false
	for line := range strings.Lines(body) {
		if skip {
			if strings.TrimSpace(line) != "" {
				continue
			}
			skip = false
		}
		out.WriteString(line)
		if ask, ok := strings.CutPrefix(line, "ask "); ok {
			fmt.Fprintf(&out, "----\n%s", ask2text(t, worldOf(t, script.String()), strings.Fields(ask)))
			skip = true
			continue
		}
		script.WriteString(line)
	}
	return out.Bytes()
}

func ask2text(t *testing.T, w *testWorld, f []string) string {
	n := w.network()
	tr, err := askWords(n, f)
	if err != nil {
		return err.Error() + "\n"
	}
	again, _ := askWords(n, f)
	if traceText(again) != traceText(tr) {
		t.Errorf("%v: a second run differs", f)
	}
	return traceText(tr)
}

func askWords(n *Network, f []string) (Trace, error) {
	from, err := n.Resolve(testRegion, f[0])
	if err != nil {
		return Trace{}, err
	}
	to, err := n.Resolve(testRegion, f[1])
	if err != nil {
		return Trace{}, err
	}
	a := Ask{From: from, To: to, Proto: TCP, Port: to.Port}
	for _, x := range f[2:] {
		switch x {
		case "udp":
			a.Proto = UDP
		case "icmp":
			a.Proto = ICMP
		case "ipv6":
			a.IPv6 = true
		default:
			a.Proto = uint8(protocol(x))
		}
	}
	return n.Ask(a, nil)
}

func traceText(tr Trace) string {
	var b strings.Builder
	for i, h := range tr.Hops {
		sign := map[cloud.Verdict]string{cloud.Allowed: "yes", cloud.Denied: "NO ", cloud.Unknown: "?  "}[h.Reason.Verdict]
		way, side := ">", ""
		if h.Back {
			way = "<"
		}
		if h.Kind == "acl" || h.Kind == "group" {
			side = " in"
			if h.Out {
				side = " out"
			}
		}
		if h.Reason.Beyond {
			sign += " (also)"
		}
		rule := ""
		if h.Reason.Rule >= 0 {
			rule = fmt.Sprintf(" rule %d", h.Reason.Rule)
		}
		p := h.Packet
		fmt.Fprintf(&b, "%2d %s %s %s %s%s%s %s  %s:%d -> %s:%d\n", i+1, way, sign, h.Kind, h.At, side, rule, h.Reason.Code, p.Src, p.SrcPort, p.Dst, p.DstPort)
	}
	verdict := map[cloud.Verdict]string{cloud.Allowed: "there and back", cloud.Denied: "no", cloud.Unknown: "cannot be told"}[tr.Verdict]
	if tr.Verdict == cloud.Denied && tr.Arrives {
		verdict = "arrives, but no answer"
	}
	return b.String() + "= " + verdict + "\n"
}

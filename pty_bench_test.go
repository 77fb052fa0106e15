//go:build !windows

package main

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"
)

// BenchmarkFirstFrame measures exec to the first full frame at 120×40 in a
// pseudo-terminal, median and 90th percentile. SKYLAB_BIN names a stripped
// binary to measure instead of the test's own.
func BenchmarkFirstFrame(b *testing.B) {
	for _, start := range []string{"", "vpc/answer"} {
		name, last := "home", "? help"
		if start != "" {
			name, last = "lesson", "tollgate" // the picture: before it the screen says that the world is set up
		}
		b.Run(name, func(b *testing.B) {
			home := b.TempDir()
			var took []time.Duration
			for b.Loop() {
				begin := time.Now()
				x := measured(b, home, start)
				for !strings.Contains(x.text(), last) {
					time.Sleep(time.Millisecond) // to look is work too
				}
				took = append(took, time.Since(begin))
				b.StopTimer()
				x.cmd.Process.Kill()
				<-x.done
				b.StartTimer()
			}
			slices.Sort(took)
			b.ReportMetric(took[len(took)/2].Seconds()*1000, "ms-median")
			b.ReportMetric(took[len(took)*9/10].Seconds()*1000, "ms-p90")
		})
	}
}

// BenchmarkMemory reports the resident size with a lesson open.
func BenchmarkMemory(b *testing.B) {
	x := measured(b, b.TempDir(), "vpc/answer")
	x.waitFor("vpc ▸ answer")
	x.typeLine("trace internet web:80")
	x.waitFor("ENI_SG_RULES_MISMATCH")
	for b.Loop() {
	}
	b.ReportMetric(float64(resident(b, x.cmd.Process.Pid))/1e6, "MB")
}

func measured(b *testing.B, home, start string) *terminal {
	args := []string{}
	if start != "" {
		args = append(args, start)
	}
	if bin := os.Getenv("SKYLAB_BIN"); bin != "" {
		return inTerminalOf(b, exec.Command(bin, args...), 120, 40, home)
	}
	return inTerminal(b, 120, 40, home, args...)
}

func resident(b *testing.B, pid int) int {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		b.Skip("no /proc on this system")
	}
	for line := range strings.Lines(string(status)) {
		var kb int
		if n, _ := fmt.Sscanf(line, "VmRSS: %d kB", &kb); n == 1 {
			return kb * 1024
		}
	}
	return 0
}

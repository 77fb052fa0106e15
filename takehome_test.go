//go:build !windows

package main

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"skylab/lessons"
)

// cannot lists the steps, and the modules, whose take-home script the emulator or the installed
// command cannot run, each with the reason.
var cannot = map[string]string{
	"vpc/broken":   "needs pick, a tool of the lab; the script says so",
	"vpc/endpoint": "moto answers an operation of its set-up with an internal error (500)",
	"kms/rotate":   "a rotation period (2024) is newer than the installed aws command",
	"kms/pending":  "its story is six days long, and on moto no time passes",
	"kms/who":      "needs pick, a tool of the lab; the script says so",
	"route53":      "who is asked from where (dig --from, site, load dns) is the lab's own",
	"lambda":       "moto runs functions in Docker and knows no managed policies; load is the lab's own",
	"vpc/choose":   "a regional NAT gateway (2025-11) is newer than the installed aws command and moto",
}

// TestTakeHomeScripts runs every step's take-home script with real bash and the
// real aws command on moto, a server on this machine: SKYLAB_MOTO is its URL,
// SKYLAB_AWS the aws command. Without them there is nothing to run it on.
func TestTakeHomeScripts(t *testing.T) {
	url, aws := os.Getenv("SKYLAB_MOTO"), os.Getenv("SKYLAB_AWS")
	if !strings.HasPrefix(url, "http://127.0.0.1:") || aws == "" {
		t.Skip("SKYLAB_MOTO (a moto server on 127.0.0.1) and SKYLAB_AWS are not set; .ci/run sets them")
	}
	library, problems := lessons.Load(os.DirFS("lessons"))
	if len(library.Modules) == 0 {
		t.Fatal(problems)
	}
	for _, m := range library.Modules {
		for _, s := range m.Steps {
			t.Run(s.ID, func(t *testing.T) {
				if why := cannot[s.Ref()] + cannot[m.ID]; why != "" {
					t.Skip(why)
				}
				takeHome(t, url, aws, s.Ref())
			})
		}
	}
}

func takeHome(t *testing.T, url, aws, ref string) {
	if _, err := http.Post(url+"/moto-api/reset", "", nil); err != nil {
		t.Fatal(err)
	}
	script, errs, status := run(t, t.TempDir(), "", "solution", ref)
	if status != 0 {
		t.Fatal(errs)
	}
	dir := t.TempDir()
	// The old command ignores AWS_ENDPOINT_URL and would call the real AWS: the
	// endpoint is an argument of every call, the keys are no keys.
	shim := "#!/bin/sh\nexec " + aws + " --endpoint-url " + url + " \"$@\"\n"
	if err := os.WriteFile(filepath.Join(dir, "aws"), []byte(shim), 0o755); err != nil {
		t.Fatal(err)
	}
	// The emulator does at once what takes AWS minutes, so nobody waits.
	if err := os.WriteFile(filepath.Join(dir, "sleep"), []byte("#!/bin/sh\nexit 0\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("bash")
	cmd.Dir, cmd.Stdin = dir, strings.NewReader(script)
	cmd.Env = []string{"PATH=" + dir + ":/usr/bin:/bin", "HOME=" + dir, "LC_ALL=C.UTF-8", "AWS_ACCESS_KEY_ID=none", "AWS_SECRET_ACCESS_KEY=none", "AWS_CONFIG_FILE=/dev/null", "AWS_SHARED_CREDENTIALS_FILE=/dev/null", "AWS_EC2_METADATA_DISABLED=true"}
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

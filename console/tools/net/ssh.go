package net

import (
	"context"
	"fmt"
	"io"
	"path"

	"skylab/console/desk"
	"skylab/simulators/vpc"
)

// defaultUser is who logs in when the line names nobody, as if ~/.ssh/config
// said so: the user that Amazon Linux comes with.
const defaultUser = "ec2-user"

// SSH runs a command on a host, in the words of OpenSSH: from the laptop or
// from the host that it runs on, over each jump host in turn. The exit status
// is the command's, or 255.
func SSH(ctx context.Context, d *desk.Desk, args []string) int {
	o, wrong := parseSSH(args)
	if wrong != "" {
		fmt.Fprintln(d.Stderr, wrong)
		return 255
	}
	v := look(d)
	keys := readKeys(d, o.identities)
	for i, word := range o.jumps {
		j := o.jump(word)
		host, ok := v.login(j, keys, i > 0)
		if !ok {
			return brokenJump(d, i > 0)
		}
		v = v.from(host)
	}
	host, ok := v.login(o, keys, len(o.jumps) > 0)
	if !ok {
		return brokenJump(d, len(o.jumps) > 0)
	}
	return runThere(ctx, d, o, host)
}

// brokenJump says how a connection through a jump host ends.
func brokenJump(d *desk.Desk, jumped bool) int {
	if jumped {
		fmt.Fprintln(d.Stderr, "Connection closed by UNKNOWN port 65535")
	}
	return 255
}

// from is the network as a host sees it.
func (v view) from(instance string) view {
	v.here, _ = v.n.Resolve(v.scope, instance)
	v.scope = v.here.Scope
	return v
}

// login opens a connection and shows a key. far tells that it goes through a
// jump host, whose words are other ones.
func (v view) login(o sshOptions, keys []string, far bool) (host string, ok bool) {
	c := v.dial(o.host, vpc.TCP, o.port)
	if c.outcome != connected || c.listener.Name != "sshd" {
		v.sshFails(o, c, far)
		return "", false
	}
	user := o.user
	if user == "" {
		user = defaultUser
	}
	if !opens(c.instance, user, keys) {
		fmt.Fprintf(v.d.Stderr, "%s@%s: Permission denied (publickey,gssapi-keyex,gssapi-with-mic).\n", user, o.host)
		return "", false
	}
	return c.instance.ID, true
}

func (v view) sshFails(o sshOptions, c connection, far bool) {
	why := map[outcome]string{refused: "Connection refused", silent: "Connection timed out", mute: "Network is unreachable", connected: "Connection refused"}[c.outcome]
	if c.outcome == silent {
		if o.timeout > 0 {
			wait(v.d, o.timeout)
		} else {
			wait(v.d, synTimeout)
		}
	}
	switch {
	case c.outcome == unresolved && far:
		fmt.Fprintln(v.d.Stderr, "channel 0: open failed: connect failed: Name or service not known\nstdio forwarding failed")
	case c.outcome == unresolved:
		fmt.Fprintf(v.d.Stderr, "ssh: Could not resolve hostname %s: Name or service not known\n", o.host)
	case far:
		fmt.Fprintf(v.d.Stderr, "channel 0: open failed: connect failed: %s\nstdio forwarding failed\n", why)
	default:
		fmt.Fprintf(v.d.Stderr, "ssh: connect to host %s port %d: %s\n", o.host, o.port, why)
	}
}

// opens tells whether one of the keys lets the user in. An instance that was
// launched without a key pair takes everybody: the lab's stand-in for EC2
// Instance Connect, so that a lesson on networks need not be one on keys.
func opens(i *vpc.Instance, user string, keys []string) bool {
	if user != defaultUser && user != "ubuntu" {
		return false
	}
	if i.KeyName == "" {
		return true
	}
	for _, k := range keys {
		if k == i.PublicKey {
			return true
		}
	}
	return false
}

// readKeys reads the private keys that may be shown: those named, else the
// default ones, as their public halves. A file that others may read is ignored.
func readKeys(d *desk.Desk, named []string) []string {
	names, asked := named, true
	if len(names) == 0 {
		asked = false
		for _, name := range []string{"id_rsa", "id_ecdsa", "id_ed25519"} {
			names = append(names, path.Join(home(d), ".ssh", name))
		}
	}
	var keys []string
	for _, name := range names {
		if key, ok := readKey(d, name, asked); ok {
			keys = append(keys, key)
		}
	}
	return keys
}

func home(d *desk.Desk) string {
	if d.Shell != nil {
		if dir, ok := d.Shell.Var("HOME"); ok {
			return dir
		}
	}
	return "/home/you"
}

func readKey(d *desk.Desk, name string, asked bool) (string, bool) {
	e, err := d.Files.Stat(d.Path(name))
	if err != nil || e.IsDir() {
		if asked {
			fmt.Fprintf(d.Stderr, "Warning: Identity file %s not accessible: No such file or directory.\n", name)
		}
		return "", false
	}
	if mode := e.Mode.Perm(); mode&0o077 != 0 {
		const line = "@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@"
		fmt.Fprintf(d.Stderr, "%s\n@         WARNING: UNPROTECTED PRIVATE KEY FILE!          @\n%s\nPermissions %04o for '%s' are too open.\nIt is required that your private key files are NOT accessible by others.\nThis private key will be ignored.\nLoad key \"%s\": bad permissions\n", line, line, mode, name, name)
		return "", false
	}
	key, ok := vpc.PublicKeyOf(e.Data)
	if !ok && asked {
		fmt.Fprintf(d.Stderr, "Load key \"%s\": error in libcrypto\n", name)
	}
	return key, ok
}

// runThere runs the command, or what is typed, on the host.
func runThere(ctx context.Context, d *desk.Desk, o sshOptions, host string) int {
	if o.noCommand {
		return 0
	}
	script := o.command
	in := d.Stdin
	if script == "" {
		typed, err := readAll(d.Stdin)
		if err != nil {
			return 255
		}
		if !o.quiet {
			fmt.Fprintln(d.Stderr, "Pseudo-terminal will not be allocated because stdin is not a terminal.")
		}
		script, in = string(typed), nil
	}
	if d.Shell == nil {
		return 255
	}
	return d.Shell.RunOn(ctx, host, script, in, d.Stdout, d.Stderr)
}

func readAll(in io.Reader) ([]byte, error) {
	if in == nil {
		return nil, nil
	}
	return io.ReadAll(io.LimitReader(in, 1<<20))
}

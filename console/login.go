package console

import (
	"path"
	"strings"

	"skylab/console/files"
	"skylab/console/shell"
	"skylab/simulators"
	"skylab/simulators/cloud"
)

// home is the learner's folder on the laptop.
const home = "/home/you"

func atHome(name string) string {
	if strings.HasPrefix(name, "/") {
		return path.Clean(name)
	}
	return path.Join(home, name)
}

// login is a fresh shell and a fresh file tree on a host: the laptop, or an
// instance that somebody came to by ssh.
func login(w *simulators.World, o Options, host string) (*shell.State, *files.Tree) {
	user, at := "you", "laptop"
	if host != "" {
		user, at = "ec2-user", hostname(w, host)
	}
	dir := "/home/" + user
	environ := map[string]string{
		"HOME": dir, "USER": user, "LOGNAME": user, "SHELL": "/bin/bash", "HOSTNAME": at, "TERM": "xterm-256color",
		"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "en_US.UTF-8",
	}
	tree := files.New(o.Start, dir, "/tmp", "/dev/fd", "/etc", "/var/log")
	put(tree, "/etc/hostname", []byte(at+"\n"), o.Start)
	return shell.NewState(dir, environ), tree
}

// hostname is what an instance calls itself: its private address in words.
// docs.aws.amazon.com/AWSEC2/latest/UserGuide/hostname-types.html
func hostname(w *simulators.World, instance string) string {
	for _, r := range w.VPC.Regions {
		i := r.Instances.Find(instance)
		if i == nil || len(i.Interfaces) == 0 {
			continue
		}
		eni := r.Interfaces.Find(i.Interfaces[0])
		if eni == nil || len(eni.Private) == 0 {
			continue
		}
		domain := r.Scope.Region + ".compute.internal"
		if r.Scope.Region == "us-east-1" {
			domain = "ec2.internal"
		}
		return "ip-" + strings.ReplaceAll(eni.Private[0].IP.String(), ".", "-") + "." + domain
	}
	return instance
}

// put writes a file of the base, with the folders above it. What has no room
// is left out: a base is checked when its lesson is.
func put(tree *files.Tree, name string, data []byte, now cloud.Time) {
	name = atHome(name)
	if tree.MkdirAll(path.Dir(name), now) == nil {
		_ = tree.Write(name, data, now)
	}
}

package aws

import (
	"bufio"
	"bytes"
	"path"
	"strings"

	"skylab/console/desk"
	"skylab/simulators/cloud"
)

// settings are what the environment and the configuration file say.
type settings struct {
	profile string
	region  string
	output  string
	binary  string
	caller  cloud.Caller
}

// section is one [profile …] of the configuration file.
type section struct {
	name string
	keys []string
	vals map[string]string
}

// configPath is where the configuration file is.
func configPath(d *desk.Desk) string {
	if p, ok := d.Shell.Exported("AWS_CONFIG_FILE"); ok && p != "" {
		return d.Path(expandHome(d, p))
	}
	home, _ := d.Shell.Var("HOME")
	return home + "/.aws/config"
}

func expandHome(d *desk.Desk, p string) string {
	if rest, ok := strings.CutPrefix(p, "~/"); ok {
		home, _ := d.Shell.Var("HOME")
		return path.Join("/", home, rest)
	}
	return p
}

// sections reads the configuration file; there need not be one.
func sections(d *desk.Desk) []section {
	data, err := d.Files.Read(configPath(d))
	if err != nil {
		return nil
	}
	return parseSections(data)
}

func parseSections(data []byte) []section {
	var list []section
	lines := bufio.NewScanner(bytes.NewReader(data))
	for lines.Scan() {
		line := strings.TrimSpace(lines.Text())
		switch {
		case line == "" || line[0] == '#' || line[0] == ';':
		case line[0] == '[':
			name := strings.TrimSpace(strings.Trim(line, "[]"))
			name = strings.Trim(strings.TrimSpace(strings.TrimPrefix(name, "profile ")), `"'`)
			list = append(list, section{name: name, vals: map[string]string{}})
		case len(list) > 0:
			s := &list[len(list)-1]
			key, v, _ := strings.Cut(line, "=")
			key = strings.TrimSpace(key)
			if _, ok := s.vals[key]; !ok {
				s.keys = append(s.keys, key)
			}
			s.vals[key] = strings.TrimSpace(v)
		}
	}
	return list
}

func sectionNamed(list []section, name string) *section {
	for i := range list {
		if list[i].name == name {
			return &list[i]
		}
	}
	return nil
}

// configured resolves profile, Region, output format and identity as the real
// command does: environment first, then the profile.
func configured(d *desk.Desk, profile string) (settings, *failure) {
	env := func(name string) string { v, _ := d.Shell.Exported(name); return v }
	s := settings{profile: first(profile, env("AWS_PROFILE"), env("AWS_DEFAULT_PROFILE")), region: d.Region, caller: d.Caller()}
	list := sections(d)
	in := sectionNamed(list, first(s.profile, "default"))
	if in == nil && s.profile != "" && s.profile != "default" {
		return s, broken("The config profile (" + s.profile + ") could not be found")
	}
	if in != nil {
		s.region = first(in.vals["region"], s.region)
		s.output, s.binary = in.vals["output"], in.vals["cli_binary_format"]
		s.assume(in.vals["role_arn"], in.vals["role_session_name"])
	}
	s.region = first(env("AWS_REGION"), env("AWS_DEFAULT_REGION"), s.region)
	s.output = first(env("AWS_DEFAULT_OUTPUT"), s.output)
	refused := s.onHost(d)
	return s, refused
}

// assume makes the caller the session of a role: how a profile names another
// account. docs.aws.amazon.com/cli/latest/userguide/cli-configure-role.html
func (s *settings) assume(role, session string) {
	part := strings.SplitN(role, ":", 6)
	if len(part) != 6 || part[2] != "iam" || !strings.HasPrefix(part[5], "role/") {
		return
	}
	name := part[5][strings.LastIndexByte(part[5], '/')+1:]
	session = first(session, "botocore-session")
	s.caller = cloud.Caller{
		Account: part[4],
		ARN:     "arn:" + part[1] + ":sts::" + part[4] + ":assumed-role/" + name + "/" + session,
		UserID:  "AROACKCEVSQ6C2EXAMPLE:" + session,
	}
}

// onHost gives a command that runs on an instance the instance's own identity:
// the learner's keys stayed on the laptop.
func (s *settings) onHost(d *desk.Desk) *failure {
	if d.Host == "" {
		return nil
	}
	for scope, r := range d.World.VPC.Regions {
		i := r.Instances.Find(d.Host)
		if i == nil {
			continue
		}
		if i.Profile == "" {
			break
		}
		s.assume(strings.Replace(i.Profile, ":instance-profile/", ":role/", 1), d.Host)
		s.region = first(scope.Region)
		return nil
	}
	return &failure{status: statusConfig, text: `Unable to locate credentials. You can configure credentials by running "aws configure".`}
}

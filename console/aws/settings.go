package aws

import (
	"bufio"
	"bytes"
	"path"
	"strings"

	"skylab/console/desk"
	"skylab/simulators/cloud"
)

// settings are what the environment and the configuration files say.
type settings struct {
	profile  string
	explicit bool // the profile was named by --profile
	bare     bool // no file says anything of the profile, which is the default
	region   string
	output   string
	binary   string
	caller   cloud.Caller // once known: see identify
	known    bool
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

// credentialsPath is where the file with the keys is.
func credentialsPath(d *desk.Desk) string {
	if p, ok := d.Shell.Exported("AWS_SHARED_CREDENTIALS_FILE"); ok && p != "" {
		return d.Path(expandHome(d, p))
	}
	home, _ := d.Shell.Var("HOME")
	return home + "/.aws/credentials"
}

// sectionsOf reads a configuration file; there need not be one.
func sectionsOf(d *desk.Desk, file string) []section {
	data, err := d.Files.Read(file)
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

// configured resolves profile, Region and output format as the real command
// does: environment first, then the profile. Who calls is found out when a call
// is made.
func configured(d *desk.Desk, profile string) (settings, *failure) {
	env := func(name string) string { v, _ := d.Shell.Exported(name); return v }
	s := settings{profile: first(profile, env("AWS_PROFILE"), env("AWS_DEFAULT_PROFILE")), explicit: profile != "", region: d.Region, caller: d.Caller()}
	in := profileNamed(d, first(s.profile, "default"))
	s.bare = in == nil
	if in == nil && s.profile != "" && s.profile != "default" {
		return s, broken("The config profile (" + s.profile + ") could not be found")
	}
	if d.Host != "" {
		s.region = regionOf(d)
	}
	if in != nil {
		s.region = first(in.vals["region"], s.region)
		s.output, s.binary = in.vals["output"], in.vals["cli_binary_format"]
	}
	s.region = first(env("AWS_REGION"), env("AWS_DEFAULT_REGION"), s.region)
	s.output = first(env("AWS_DEFAULT_OUTPUT"), s.output)
	return s, nil
}

// profileNamed joins what the configuration file and the credentials file say
// of a profile; nil when neither knows it. In the configuration file the keys
// may stand as well.
func profileNamed(d *desk.Desk, name string) *section {
	var whole *section
	for _, file := range [...]string{configPath(d), credentialsPath(d)} {
		in := sectionNamed(sectionsOf(d, file), name)
		if in == nil {
			continue
		}
		if whole == nil {
			whole = &section{name: name, vals: map[string]string{}}
		}
		for _, k := range in.keys {
			if _, ok := whole.vals[k]; !ok {
				whole.keys = append(whole.keys, k)
			}
			whole.vals[k] = in.vals[k]
		}
	}
	return whole
}

// regionOf is the Region of the instance that the command runs on.
func regionOf(d *desk.Desk) string {
	for scope, r := range d.World.VPC.Regions {
		if r.Instances.Find(d.Host) != nil {
			return scope.Region
		}
	}
	return d.Region
}

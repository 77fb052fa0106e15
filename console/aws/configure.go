package aws

import (
	"bytes"
	"fmt"
	"strings"

	"skylab/console/desk"
)

// configure is aws configure list, get and set: enough to see and to set what
// the lab's commands follow.
func configure(d *desk.Desk, top *parsed) *failure {
	profile := ""
	if top.given[gProfile].set {
		profile = top.given[gProfile].values[0]
	}
	p, f := noOptions.parse(top.rest)
	if f != nil {
		return f
	}
	switch {
	case p.word == "list" && len(p.rest) == 0:
		return configureList(d, profile)
	case p.word == "get" && len(p.rest) == 1:
		return configureGet(d, profile, p.rest[0])
	case p.word == "set" && len(p.rest) == 2:
		return configureSet(d, profile, p.rest[0], p.rest[1])
	case p.word == "help" || p.word == "":
		return say(d, d.Text.Say("aws.configure.help")+"\n")
	}
	return misused("argument subcommand: " + wrongChoice(p.word, []string{"get", "list", "set", "help"}))
}

// Keys that stand for the learner's, in the spelling of AWS's documentation.
const (
	accessKey = "AKIAIOSFODNN7EXAMPLE"
	secretKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
)

func configureList(d *desk.Desk, profile string) *failure {
	s, f := configured(d, profile)
	if f != nil {
		return f
	}
	var b strings.Builder
	row := func(name, is, kind, where string) { fmt.Fprintf(&b, "%10s %24s %16s    %s\n", name, is, kind, where) }
	row("Name", "Value", "Type", "Location")
	row("----", "-----", "----", "--------")
	if s.profile == "" {
		row("profile", "<not set>", "None", "None")
	} else {
		row("profile", s.profile, "manual", "--profile")
	}
	row("access_key", mask(accessKey), "shared-credentials-file", "")
	row("secret_key", mask(secretKey), "shared-credentials-file", "")
	kind, where := "config-file", "~/.aws/config"
	for _, name := range [...]string{"AWS_DEFAULT_REGION", "AWS_REGION"} {
		if v, _ := d.Shell.Exported(name); v != "" {
			kind, where = "env", name
		}
	}
	row("region", s.region, kind, where)
	return say(d, b.String())
}

func mask(key string) string { return strings.Repeat("*", 16) + key[len(key)-4:] }

func configureGet(d *desk.Desk, profile, key string) *failure {
	values := map[string]string{"aws_access_key_id": accessKey, "aws_secret_access_key": secretKey}
	if s := sectionNamed(sections(d), first(profile, "default")); s != nil {
		for k, v := range s.vals {
			values[k] = v
		}
	}
	if values["region"] == "" {
		values["region"] = d.Region
	}
	v := values[key]
	if v == "" {
		return &failure{status: 1, text: ""}
	}
	return say(d, v+"\n")
}

func configureSet(d *desk.Desk, profile, key, v string) *failure {
	list := sections(d)
	name := first(profile, "default")
	s := sectionNamed(list, name)
	if s == nil {
		list = append(list, section{name: name, vals: map[string]string{}})
		s = &list[len(list)-1]
	}
	if _, ok := s.vals[key]; !ok {
		s.keys = append(s.keys, key)
	}
	s.vals[key] = v
	if err := d.Files.MkdirAll(parent(configPath(d)), d.World.Cloud.Now); err != nil {
		return broken(err.Error())
	}
	if err := d.WriteFile(configPath(d), formatSections(list)); err != nil {
		return broken(err.Error())
	}
	return nil
}

func parent(name string) string { return name[:max(strings.LastIndexByte(name, '/'), 1)] }

func formatSections(list []section) []byte {
	var b bytes.Buffer
	for _, s := range list {
		if s.name == "default" {
			b.WriteString("[default]\n")
		} else {
			b.WriteString("[profile " + s.name + "]\n")
		}
		for _, k := range s.keys {
			b.WriteString(k + " = " + s.vals[k] + "\n")
		}
	}
	return b.Bytes()
}

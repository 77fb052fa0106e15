package aws

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"skylab/console/desk"
	"skylab/simulators/iam"
)

// configure is aws configure and its subcommands: enough to see and to set what
// the lab's commands follow.
func configure(ctx context.Context, d *desk.Desk, top *parsed) *failure {
	profile := ""
	if top.given[gProfile].set {
		profile = top.given[gProfile].values[0]
	}
	if len(top.rest) > 0 && top.rest[0] == "export-credentials" {
		return exportCredentials(ctx, d, profile, top.rest[1:])
	}
	p, f := noOptions.parse(top.rest)
	if f != nil {
		return f
	}
	switch {
	case p.word == "list" && len(p.rest) == 0:
		return configureList(ctx, d, profile)
	case p.word == "list-profiles" && len(p.rest) == 0:
		return listProfiles(d)
	case p.word == "get" && len(p.rest) == 1:
		return configureGet(d, profile, p.rest[0])
	case p.word == "set" && len(p.rest) == 2:
		return configureSet(d, profile, p.rest[0], p.rest[1])
	case p.word == "help":
		return say(d, d.Text.Say("aws.configure.help")+"\n")
	case p.word == "":
		return configureAsk(d, profile)
	}
	return misused("argument subcommand: " + wrongChoice(p.word, []string{"export-credentials", "get", "list", "list-profiles", "set", "help"}))
}

// bare is a call of no operation, for who only wants its credentials.
func bare(ctx context.Context, d *desk.Desk, profile string) (*call, *failure) {
	s, f := configured(d, profile)
	if f != nil {
		return nil, f
	}
	return &call{ctx: ctx, d: d, globals: globals{settings: s}, service: "sts"}, nil
}

func configureList(ctx context.Context, d *desk.Desk, profile string) *failure {
	c, f := bare(ctx, d, profile)
	if f != nil {
		return f
	}
	s := c.globals.settings
	var b strings.Builder
	row := func(name, is, kind, where string) { fmt.Fprintf(&b, "%10s %24s %16s    %s\n", name, is, kind, where) }
	row("Name", "Value", "Type", "Location")
	row("----", "-----", "----", "--------")
	switch {
	case s.profile == "":
		row("profile", "<not set>", "None", "None")
	case s.explicit:
		row("profile", s.profile, "manual", "--profile")
	default:
		row("profile", s.profile, "env", "['AWS_PROFILE', 'AWS_DEFAULT_PROFILE']")
	}
	by, err := c.credentials()
	switch e, ok := err.(*failure); {
	case err == nil:
		row("access_key", mask(by.Key), by.from, "")
		row("secret_key", mask(by.Secret), by.from, "")
	case ok && e.status == statusConfig:
		row("access_key", "<not set>", "None", "None")
		row("secret_key", "<not set>", "None", "None")
	case ok:
		return e
	default:
		return broken(err.Error())
	}
	kind, where := "config-file", "~/.aws/config"
	for _, name := range [...]string{"AWS_DEFAULT_REGION", "AWS_REGION"} {
		if v, _ := d.Shell.Exported(name); v != "" {
			kind, where = "env", name
		}
	}
	row("region", s.region, kind, where)
	return say(d, b.String())
}

// listProfiles lists the profiles of both files, each once.
func listProfiles(d *desk.Desk) *failure {
	seen, out := map[string]bool{}, ""
	for _, file := range [...]string{configPath(d), credentialsPath(d)} {
		for _, in := range sectionsOf(d, file) {
			if !seen[in.name] {
				seen[in.name] = true
				out += in.name + "\n"
			}
		}
	}
	return say(d, out)
}

func configureGet(d *desk.Desk, profile, key string) *failure {
	name := first(profile, exported(d, "AWS_PROFILE"), "default")
	values := map[string]string{}
	if name == "default" {
		values["aws_access_key_id"], values["aws_secret_access_key"] = iam.LearnerKey, iam.LearnerSecret
	}
	s := profileNamed(d, name)
	if s == nil && name != "default" {
		return broken("The config profile (" + name + ") could not be found")
	}
	if s != nil {
		maps.Copy(values, s.vals)
	}
	if values["region"] == "" && name == "default" {
		values["region"] = d.Region
	}
	v := values[key]
	if v == "" {
		return &failure{status: 1, text: ""}
	}
	return say(d, v+"\n")
}

func exported(d *desk.Desk, name string) string {
	v, _ := d.Shell.Exported(name)
	return v
}

// secrets are the keys that belong into the credentials file.
var secrets = []string{"aws_access_key_id", "aws_secret_access_key", "aws_session_token"}

func configureSet(d *desk.Desk, profile, key, v string) *failure {
	name := first(profile, exported(d, "AWS_PROFILE"), "default")
	if slices.Contains(secrets, key) {
		return put(d, credentialsPath(d), "", name, key, v)
	}
	return put(d, configPath(d), "profile ", name, key, v)
}

// put sets one key of a profile in one of the files.
func put(d *desk.Desk, file, prefix, name, key, v string) *failure {
	list := sectionsOf(d, file)
	s := sectionNamed(list, name)
	if s == nil {
		list = append(list, section{name: name, vals: map[string]string{}})
		s = &list[len(list)-1]
	}
	if _, ok := s.vals[key]; !ok {
		s.keys = append(s.keys, key)
	}
	s.vals[key] = v
	if err := d.Files.MkdirAll(parent(file), d.World.Cloud.Now); err != nil {
		return broken(err.Error())
	}
	if err := d.WriteFile(file, formatSections(list, prefix)); err != nil {
		return broken(err.Error())
	}
	return nil
}

// configureAsk asks for the four values, as the real command does; an empty
// line leaves a value as it is.
func configureAsk(d *desk.Desk, profile string) *failure {
	name := first(profile, exported(d, "AWS_PROFILE"), "default")
	now := map[string]string{}
	if s := profileNamed(d, name); s != nil {
		maps.Copy(now, s.vals)
	}
	lines := bufio.NewReader(d.Stdin)
	for _, ask := range [...]struct{ key, words string }{
		{"aws_access_key_id", "AWS Access Key ID"}, {"aws_secret_access_key", "AWS Secret Access Key"},
		{"region", "Default region name"}, {"output", "Default output format"},
	} {
		shown := first(now[ask.key], "None")
		if slices.Contains(secrets, ask.key) && now[ask.key] != "" {
			shown = mask(now[ask.key])
		}
		if f := say(d, ask.words+" ["+shown+"]: "); f != nil {
			return f
		}
		line, err := lines.ReadString('\n')
		if err != nil && line == "" {
			return broken("EOF when reading a line")
		}
		if v := strings.TrimSpace(line); v != "" {
			if f := configureSet(d, name, ask.key, v); f != nil {
				return f
			}
		}
	}
	return nil
}

func mask(key string) string {
	return strings.Repeat("*", 16) + key[max(len(key)-4, 0):]
}

func parent(name string) string { return name[:max(strings.LastIndexByte(name, '/'), 1)] }

func formatSections(list []section, prefix string) []byte {
	var b bytes.Buffer
	for _, s := range list {
		if s.name == "default" {
			b.WriteString("[default]\n")
		} else {
			b.WriteString("[" + prefix + s.name + "]\n")
		}
		for _, k := range s.keys {
			b.WriteString(k + " = " + s.vals[k] + "\n")
		}
	}
	return b.Bytes()
}

package aws

import (
	"slices"
	"strconv"
	"strings"

	"skylab/console/desk"
	"skylab/simulators/cloud"
	"skylab/simulators/iam"
)

// chain finds credentials as the real command does, in its order: the
// environment (unless --profile is given), the profile's role, the profile's
// keys, the instance's role. The laptop without any is the learner's.
// docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html
type chain struct {
	call    *call
	d       *desk.Desk
	visited []string
}

// found are credentials and where they came from, in the words of configure
// list.
type found struct {
	iam.Signed
	from string // env, assume-role, shared-credentials-file, config-file, iam-role
	at   cloud.Time
}

// Where credentials come from.
const (
	fromEnv    = "env"
	fromRole   = "assume-role"
	fromShared = "shared-credentials-file"
	fromConfig = "config-file"
	fromHost   = "iam-role"
)

// learner is who signs on a laptop without any credentials.
var learner = found{Signed: iam.Signed{Key: iam.LearnerKey, Secret: iam.LearnerSecret}, from: fromShared}

// identify finds out who calls, once a command; roles of profiles are assumed.
func (c *call) identify() error {
	if c.globals.known {
		return nil
	}
	f, err := c.credentials()
	if err != nil {
		return err
	}
	caller, err := c.d.World.IAM.Authenticate(c.d.World.Cloud.Now, c.service, f.Signed)
	if err != nil {
		c.called(c.command.op.Service, c.command.op.Name, c.command.op.ReadOnly, nil, err)
		c.d.World.Sleep(cloud.Second)
		return err
	}
	caller.Source = addressOf(c.d)
	c.globals.caller, c.globals.known = caller, true
	c.d.World.IAM.Used(caller.Key, c.command.op.Service, c.globals.region, c.d.World.Cloud.Now)
	return nil
}

func (c *call) credentials() (found, error) {
	h := chain{call: c, d: c.d}
	if !c.globals.explicit {
		if f, ok, err := h.environment(); ok || err != nil {
			return f, err
		}
	}
	if c.globals.bare && c.d.Host == "" {
		return learner, nil
	}
	return h.profile(first(c.globals.profile, "default"))
}

// environment reads the variables.
func (h *chain) environment() (found, bool, error) {
	env := func(name string) string { v, _ := h.d.Shell.Exported(name); return v }
	key, secret := env("AWS_ACCESS_KEY_ID"), env("AWS_SECRET_ACCESS_KEY")
	switch {
	case key == "":
		return found{}, false, nil
	case secret == "":
		return found{}, false, broken("Partial credentials found in env, missing: AWS_SECRET_ACCESS_KEY")
	}
	return found{Signed: iam.Signed{Key: key, Secret: secret, Token: first(env("AWS_SESSION_TOKEN"), env("AWS_SECURITY_TOKEN"))}, from: fromEnv}, true, nil
}

// profile finds the credentials of a profile.
func (h *chain) profile(name string) (found, error) {
	h.visited = append(h.visited, name)
	p := profileNamed(h.d, name)
	if p != nil && p.vals["role_arn"] != "" {
		return h.role(name, p)
	}
	return h.static(name)
}

// static are keys that stand in a file, or what the machine has.
func (h *chain) static(name string) (found, error) {
	for _, f := range [...]struct{ file, from string }{{credentialsPath(h.d), fromShared}, {configPath(h.d), fromConfig}} {
		in := sectionNamed(sectionsOf(h.d, f.file), name)
		if in == nil || in.vals["aws_access_key_id"] == "" {
			continue
		}
		if in.vals["aws_secret_access_key"] == "" {
			return found{}, broken("Partial credentials found in " + f.from + ", missing: aws_secret_access_key")
		}
		return found{Signed: iam.Signed{Key: in.vals["aws_access_key_id"], Secret: in.vals["aws_secret_access_key"], Token: in.vals["aws_session_token"]}, from: f.from}, nil
	}
	if h.d.Host != "" {
		return h.host()
	}
	return learner, nil
}

// host are the credentials that an instance gets with its profile.
func (h *chain) host() (found, error) {
	if role := h.d.World.RoleOf(h.d.Host); role != "" {
		if by := h.d.World.InstanceCredentials(role, h.d.Host); by.Key != "" {
			return found{Signed: by, from: fromHost}, nil
		}
	}
	return found{}, &failure{status: statusConfig, text: `Unable to locate credentials. You can configure credentials by running "aws configure".`}
}

// role assumes the role of a profile with the credentials of its source.
// docs.aws.amazon.com/cli/latest/userguide/cli-configure-role.html
func (h *chain) role(name string, p *section) (found, error) {
	source, err := h.source(name, p)
	if err != nil {
		return found{}, err
	}
	session := first(p.vals["role_session_name"], "botocore-session-"+strconv.FormatInt(int64(h.d.World.Cloud.Now/cloud.Second), 10))
	in := iam.AssumeRoleInput{RoleArn: p.vals["role_arn"], RoleSessionName: session}
	if v := p.vals["external_id"]; v != "" {
		in.ExternalId = &v
	}
	if n, err := strconv.ParseInt(p.vals["duration_seconds"], 10, 32); err == nil {
		in.DurationSeconds = new(int32(n))
	}
	return h.assume(source, in, p.vals["role_session_name"])
}

// source are the credentials that a role is assumed with.
func (h *chain) source(name string, p *section) (found, error) {
	from, by := p.vals["source_profile"], p.vals["credential_source"]
	switch {
	case from != "" && by != "":
		return found{}, broken(`The profile "` + name + `" contains both source_profile and credential_source.`)
	case from == "" && by == "":
		return found{}, broken("Partial credentials found in assume-role, missing: source_profile or credential_source")
	case by != "":
		return h.named(name, by)
	}
	q := profileNamed(h.d, from)
	if q == nil && from != "default" {
		return found{}, broken(`The source_profile "` + from + `" referenced in the profile "` + name + `" does not exist.`)
	}
	static := q != nil && (q.vals["aws_access_key_id"] != "" || q.vals["aws_secret_access_key"] != "")
	if slices.Contains(h.visited, from) && (from != name || !static) {
		return found{}, broken("Infinite loop in credential configuration detected. Attempting to load from profile " + from +
			" which has already been visited. Visited profiles: ['" + strings.Join(h.visited, "', '") + "']")
	}
	if static || q == nil || q.vals["role_arn"] == "" {
		return h.static(from)
	}
	return h.profile(from)
}

// named are the credentials of a credential_source.
func (h *chain) named(profile, by string) (found, error) {
	switch by {
	case "Environment":
		if f, ok, err := h.environment(); ok || err != nil {
			return f, err
		}
	case "Ec2InstanceMetadata":
		if h.d.Host != "" {
			if f, err := h.host(); err == nil {
				return f, nil
			}
		}
	case "EcsContainer":
	default:
		return found{}, broken(`The credential source "` + by + `" referenced in profile "` + profile + `" is not valid.`)
	}
	return found{}, broken("Error when retrieving credentials from " + by + ": No credentials found in credential_source referenced in profile " + profile)
}

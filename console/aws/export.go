package aws

import (
	"context"
	"strconv"
	"strings"

	"skylab/console/desk"
)

// forms are the ways in which credentials are exported.
var forms = []string{"process", "env", "env-no-export", "powershell", "windows-cmd", "fish"}

var exportGrammar = newGrammar([]option{{name: "format", choices: forms}, {name: "profile"}})

// exportCredentials prints the credentials that a command would use.
// docs.aws.amazon.com/cli/latest/reference/configure/export-credentials.html
func exportCredentials(ctx context.Context, d *desk.Desk, profile string, args []string) *failure {
	p, f := exportGrammar.parse(args)
	if f != nil {
		return f
	}
	form := "process"
	if p.given[0].set {
		form = p.given[0].values[0]
	}
	if p.given[1].set {
		profile = p.given[1].values[0]
	}
	c, f := bare(ctx, d, profile)
	if f != nil {
		return f
	}
	by, err := c.credentials()
	if e, ok := err.(*failure); ok {
		return e
	}
	if by.at == 0 && by.Token != "" {
		_, by.at = d.World.IAM.Ends(by.Key)
	}
	return say(d, by.in(form))
}

// in writes the credentials in a form.
func (f found) in(form string) string {
	pairs := [][2]string{{"AWS_ACCESS_KEY_ID", f.Key}, {"AWS_SECRET_ACCESS_KEY", f.Secret}}
	if f.Token != "" {
		pairs = append(pairs, [2]string{"AWS_SESSION_TOKEN", f.Token})
	}
	if f.at != 0 {
		pairs = append(pairs, [2]string{"AWS_CREDENTIAL_EXPIRATION", f.at.String()})
	}
	if form == "process" {
		return f.process()
	}
	var b strings.Builder
	for _, p := range pairs {
		switch form {
		case "env":
			b.WriteString("export " + p[0] + "=" + p[1])
		case "env-no-export":
			b.WriteString(p[0] + "=" + p[1])
		case "powershell":
			b.WriteString("$Env:" + p[0] + `="` + p[1] + `"`)
		case "windows-cmd":
			b.WriteString("set " + p[0] + "=" + p[1])
		case "fish":
			b.WriteString("set -gx " + p[0] + " " + p[1])
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// process is the form that credential_process of a profile reads.
func (f found) process() string {
	lines := []string{`"Version": 1`, `"AccessKeyId": ` + strconv.Quote(f.Key), `"SecretAccessKey": ` + strconv.Quote(f.Secret)}
	if f.Token != "" {
		lines = append(lines, `"SessionToken": `+strconv.Quote(f.Token))
	}
	if f.at != 0 {
		lines = append(lines, `"Expiration": `+strconv.Quote(f.at.String()))
	}
	return "{\n  " + strings.Join(lines, ",\n  ") + "\n}\n"
}

package aws

import (
	"encoding/base64"

	"skylab/console/aws/value"
	"skylab/console/desk"
)

// outfile takes the file's name out of a command line, where the operation
// wants one, and adds it to what is missing where it is not there.
func (c *call) outfile(typed *parsed, missing []string) []string {
	if c.plan.outfile == "" || typed.word == "help" {
		return missing
	}
	if !typed.hasWord {
		return append(missing, "outfile")
	}
	c.file = typed.word
	typed.word, typed.hasWord = "", false
	return missing
}

// deliver writes the member of an answer that goes into a file, and takes it
// out of what is printed.
func (c *call) deliver(answer value.Value) (value.Value, *failure) {
	if c.plan.outfile == "" {
		return answer, nil
	}
	body, _ := answer.Get(c.plan.outfile)
	data, err := base64.StdEncoding.DecodeString(body.Text())
	if err != nil {
		return answer, broken(err.Error())
	}
	if f := save(c.d, c.file, data); f != nil {
		return answer, f
	}
	shown := value.OfMap(nil, nil)
	for i, key := range answer.Keys() {
		if key != c.plan.outfile {
			shown = shown.With(key, answer.At(i))
		}
	}
	return shown, nil
}

// save writes a file as the real command's streams do.
func save(d *desk.Desk, name string, data []byte) *failure {
	switch name {
	case "/dev/stdout", "-":
		_, err := d.Stdout.Write(data)
		return printed(err)
	case "/dev/null":
		return nil
	}
	if err := d.WriteFile(name, data); err != nil {
		return broken(reason(err, name))
	}
	return nil
}

// bodyFrom makes an option the name of the file that a member is read from.
func (p *plan) bodyFrom(name, member string) {
	for i := range p.args {
		a := &p.args[i]
		if a.name != name {
			continue
		}
		a.role = special
		a.set = func(p *params, values []string) *failure {
			data, err := p.d.ReadFile(p.expand(values[0]))
			if values[0] == "/dev/null" {
				err = nil
			}
			if err != nil {
				return wrong(a, "Blob values must be a path to a file.")
			}
			p.put(member, str(base64.StdEncoding.EncodeToString(data)))
			return nil
		}
	}
}

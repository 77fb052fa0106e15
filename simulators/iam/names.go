package iam

import (
	"fmt"
	"regexp"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/cloud/policy"
)

// The forms of names and paths.
// docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-names
var (
	nameForm = regexp.MustCompile(`^[\w+=,.@-]+$`)
	pathForm = regexp.MustCompile(`^(/|/[!-~]+/)$`)
	arnForm  = regexp.MustCompile(`^arn:aws[a-z-]*:iam::(\d{12}|aws):policy/[\w+=,.@/-]+$`)
)

// checkName wants a name of at most limit characters; member is the API's name
// of it with a small first letter.
func checkName(name, member string, limit int) error {
	switch {
	case name == "":
		return constraint(name, member, "have length greater than or equal to 1")
	case len(name) > limit:
		return constraint(name, member, fmt.Sprintf("have length less than or equal to %d", limit))
	case !nameForm.MatchString(name):
		return invalid("%s", "The specified value for "+member+" is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-")
	}
	return nil
}

// checkPath gives the path, / when none is given.
func checkPath(path *string) (string, error) {
	switch {
	case path == nil:
		return "/", nil
	case len(*path) > 512 || !pathForm.MatchString(*path):
		return "", invalid("The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.")
	}
	return *path, nil
}

// maxDocument is how many characters of a policy IAM reads at all.
const maxDocument = 131_072

// readPolicy reads a policy of a kind; the errors are IAM's.
func readPolicy(text, member string, kind policy.Kind) (Document, error) {
	if text == "" {
		return Document{}, constraint(text, member, "have length greater than or equal to 1")
	}
	if len(text) > maxDocument {
		return Document{}, constraint(text, member, fmt.Sprintf("have length less than or equal to %d", maxDocument))
	}
	for _, r := range text {
		if r > 0xff || r < ' ' && r != '\t' && r != '\n' && r != '\r' {
			return Document{}, invalid("%s", "The specified value for "+member+` is invalid. It must contain only printable ASCII characters or characters of the Latin-1 Supplement (through \u00FF).`)
		}
	}
	d, err := document(text)
	if err != nil {
		return d, malformed(policy.Complaint(text, err))
	}
	if d.Parsed.Version != policy.Version && kind == policy.OfIdentity && d.Parsed.Version != "" {
		return d, malformed("Policy document must be version 2012-10-17 or greater.")
	}
	if err := d.Parsed.Check(kind); err != nil {
		return d, malformed(err.Error())
	}
	return d, nil
}

func malformed(why string) error { return cloud.Errorf("MalformedPolicyDocument", "%s", why) }

// letters of unique IDs and keys.
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

// newID makes a unique ID or an access key ID in the style of AWS's
// documentation: the prefix, n drawn letters, EXAMPLE.
// docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
func newID(w *cloud.World, account, prefix string, n int) string {
	nth := w.Next(cloud.Scope{Account: account}, "iam-"+prefix)
	return prefix + drawn(w.Seed, account+prefix, nth, n, letters) + "EXAMPLE"
}

func drawn(seed uint64, label string, nth uint64, n int, from string) string {
	var b strings.Builder
	l := cloud.Label(label)
	for i := range uint64(n) {
		b.WriteByte(from[cloud.RollBelow(seed, l, nth<<10|i, uint64(len(from)))])
	}
	return b.String()
}

// secretOf is the secret of a key: drawn from the key's ID, and marked as an
// example at its end.
func secretOf(seed uint64, key string) string {
	return drawn(seed, "secret "+key, 1, 30, letters+"abcdefghijklmnopqrstuvwxyz/+01") + "EXAMPLEKEY"
}

func tokenOf(seed uint64, key string) string {
	return "IQoJb3JpZ2luX2Vj" + drawn(seed, "token "+key, 1, 120, letters+"abcdefghijklmnopqrstuvwxyz01") + "EXAMPLETOKEN"
}

// some is a pointer to a string, nil for an empty one, as AWS leaves it out.
func some(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func or(p *string, otherwise string) string {
	if p == nil {
		return otherwise
	}
	return *p
}

package crypto

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"skylab/console/desk"
	"skylab/console/tools/crypto/message"
)

// wrapping is one --wrapping-keys.
type wrapping struct {
	provider, region, profile string
	keys                      []string
	discovery                 bool
	accounts                  []string
}

// esdkArgs is a command line of aws-encryption-cli.
type esdkArgs struct {
	action         string // encrypt or decrypt
	unsigned       bool   // refuse messages that are signed
	suppress       bool
	metadata       *string
	overwrite      bool
	wrapping       []wrapping
	policy         string
	caching        map[string]string
	buffer         bool
	input, output  *string
	encode, decode bool
	context        map[string]string
	contextKeys    []string // keys without values, which decryption requires
	algorithm      string
	frame, most    *int
	maxKeys        *int
	suffix         *string
	noOverwrite    bool
	recursive      bool
	quiet          bool
}

// esdkUsage stands before every complaint about the command line.
const esdkUsage = `usage: aws-encryption-cli [-h] [--version] [-e] [-d] [--decrypt-unsigned] [-S]
                          [--metadata-output METADATA_OUTPUT]
                          [--overwrite-metadata] -w WRAPPING_KEYS
                          [WRAPPING_KEYS ...]
                          [--commitment-policy {forbid-encrypt-allow-decrypt,require-encrypt-allow-decrypt,require-encrypt-require-decrypt}]
                          [--caching CACHING [CACHING ...]] [-b] -i INPUT -o
                          OUTPUT [--encode] [--decode]
                          [-c ENCRYPTION_CONTEXT [ENCRYPTION_CONTEXT ...]]
                          [--algorithm ALGORITHM]
                          [--frame-length FRAME_LENGTH]
                          [--max-length MAX_LENGTH]
                          [--max-encrypted-data-keys MAX_ENCRYPTED_DATA_KEYS]
                          [--suffix [SUFFIX]] [--interactive] [--no-overwrite]
                          [-r] [-v] [-q]
`

// complaint is what is wrong with a command line.
type complaint string

func (c complaint) Error() string { return string(c) }

func refuse(format string, a ...any) error { return complaint(fmt.Sprintf(format, a...)) }

// policies are the commitment policies; the last one is the default.
var policies = []string{"forbid-encrypt-allow-decrypt", "require-encrypt-allow-decrypt", "require-encrypt-require-decrypt"}

// esdkOption is an option: its names and what it takes.
type esdkOption struct {
	names string // -w/--wrapping-keys
	takes byte   // 0 nothing, 1 one word, + words, ? one or none
	set   func(a *esdkArgs, words []string) error
}

var esdkOptions = []esdkOption{
	{"-e/--encrypt", 0, func(a *esdkArgs, _ []string) error { return a.act("-e/--encrypt", "encrypt") }},
	{"-d/--decrypt", 0, func(a *esdkArgs, _ []string) error { return a.act("-d/--decrypt", "decrypt") }},
	{"--decrypt-unsigned", 0, func(a *esdkArgs, _ []string) error {
		a.unsigned = true
		return a.act("--decrypt-unsigned", "decrypt")
	}},
	{"-S/--suppress-metadata", 0, func(a *esdkArgs, _ []string) error { a.suppress = true; return nil }},
	{"--metadata-output", 1, func(a *esdkArgs, w []string) error { a.metadata = &w[0]; return nil }},
	{"--overwrite-metadata", 0, func(a *esdkArgs, _ []string) error { a.overwrite = true; return nil }},
	{"-w/--wrapping-keys", '+', (*esdkArgs).wrap},
	{"--commitment-policy", 1, func(a *esdkArgs, w []string) error {
		if a.policy = w[0]; !slices.Contains(policies, w[0]) {
			return refuse("argument --commitment-policy: invalid CommitmentPolicyArgs value: '%s'", w[0])
		}
		return nil
	}},
	{"--caching", '+', (*esdkArgs).cache},
	{"-b/--buffer", 0, func(a *esdkArgs, _ []string) error { a.buffer = true; return nil }},
	{"-i/--input", 1, func(a *esdkArgs, w []string) error { a.input = &w[0]; return nil }},
	{"-o/--output", 1, func(a *esdkArgs, w []string) error { a.output = &w[0]; return nil }},
	{"--encode", 0, func(a *esdkArgs, _ []string) error { a.encode = true; return nil }},
	{"--decode", 0, func(a *esdkArgs, _ []string) error { a.decode = true; return nil }},
	{"-c/--encryption-context", '+', (*esdkArgs).pairs},
	{"--algorithm", 1, func(a *esdkArgs, w []string) error {
		if _, ok := message.Named(w[0]); !ok {
			return refuse("argument --algorithm: invalid choice: '%s' (choose from %s)", w[0], algorithms())
		}
		a.algorithm = w[0]
		return nil
	}},
	{"--frame-length", 1, func(a *esdkArgs, w []string) error { return whole("--frame-length", w[0], &a.frame) }},
	{"--max-length", 1, func(a *esdkArgs, w []string) error { return whole("--max-length", w[0], &a.most) }},
	{"--max-encrypted-data-keys", 1, func(a *esdkArgs, w []string) error { return whole("--max-encrypted-data-keys", w[0], &a.maxKeys) }},
	{"--suffix", '?', func(a *esdkArgs, w []string) error { a.suffix = new(strings.Join(w, "")); return nil }},
	{"--interactive", 0, func(a *esdkArgs, _ []string) error { return nil }},
	{"--no-overwrite", 0, func(a *esdkArgs, _ []string) error { a.noOverwrite = true; return nil }},
	{"-r/-R/--recursive", 0, func(a *esdkArgs, _ []string) error { a.recursive = true; return nil }},
	{"-v", 0, func(a *esdkArgs, _ []string) error { return nil }},
	{"-q/--quiet", 0, func(a *esdkArgs, _ []string) error { a.quiet = true; return nil }},
}

func algorithms() string {
	var list []string
	for _, s := range message.Suites {
		list = append(list, "'"+s.Name+"'")
	}
	return strings.Join(list, ", ")
}

func whole(name, word string, into **int) error {
	n, err := strconv.Atoi(word)
	if err != nil {
		return refuse("argument %s: invalid int value: '%s'", name, word)
	}
	*into = &n
	return nil
}

func (a *esdkArgs) act(name, what string) error {
	if a.action != "" {
		before := map[string]string{"encrypt": "-e/--encrypt", "decrypt": "-d/--decrypt"}[a.action]
		if before == name {
			return nil
		}
		return refuse("argument %s: not allowed with argument %s", name, before)
	}
	a.action = what
	return nil
}

// findOption looks a word up: -w, --wrapping-keys, an unambiguous beginning of
// a long name, or --name=value.
func findOption(word string) (o *esdkOption, value string, given bool) {
	name, value, given := strings.Cut(word, "=")
	for i := range esdkOptions {
		if slices.Contains(strings.Split(esdkOptions[i].names, "/"), name) {
			return &esdkOptions[i], value, given
		}
	}
	for i := range esdkOptions {
		long := esdkOptions[i].names[strings.LastIndexByte(esdkOptions[i].names, '/')+1:]
		if len(name) > 2 && strings.HasPrefix(name, "--") && strings.HasPrefix(long, name) {
			if o != nil {
				return nil, "", false
			}
			o = &esdkOptions[i]
		}
	}
	return o, value, given
}

// parseESDK reads a command line as Python's argparse does.
func parseESDK(args []string) (*esdkArgs, error) {
	a := &esdkArgs{policy: policies[2], context: map[string]string{}}
	var unknown []string
	for i := 0; i < len(args); {
		o, value, given := findOption(args[i])
		i++
		if o == nil {
			unknown = append(unknown, args[i-1])
			continue
		}
		var words []string
		if given {
			words = []string{value}
		}
		for !given && i < len(args) && o.takes != 0 && (len(args[i]) < 2 || args[i][0] != '-') && (o.takes == '+' || len(words) == 0) {
			words = append(words, args[i])
			i++
		}
		if len(words) == 0 && (o.takes == 1 || o.takes == '+') {
			return nil, refuse("argument %s: expected %s", o.names, map[byte]string{1: "one argument", '+': "at least one argument"}[o.takes])
		}
		if err := o.set(a, words); err != nil {
			return nil, err
		}
	}
	return a, a.complete(unknown)
}

// complete looks at the command line as a whole.
func (a *esdkArgs) complete(unknown []string) error {
	var missing []string
	if a.wrapping == nil {
		missing = append(missing, "-w/--wrapping-keys")
	}
	if a.input == nil {
		missing = append(missing, "-i/--input")
	}
	if a.output == nil {
		missing = append(missing, "-o/--output")
	}
	switch {
	case len(missing) > 0:
		return refuse("the following arguments are required: %s", strings.Join(missing, ", "))
	case a.action == "":
		return refuse("one of the arguments --version -e/--encrypt -d/--decrypt --decrypt-unsigned is required")
	case !a.suppress && a.metadata == nil:
		return refuse("one of the arguments -S/--suppress-metadata --metadata-output is required")
	case a.suppress && a.metadata != nil:
		return refuse("argument --metadata-output: not allowed with argument -S/--suppress-metadata")
	case len(unknown) > 0:
		return refuse("unrecognized arguments: %s", strings.Join(unknown, " "))
	case a.action == "encrypt" && len(a.contextKeys) > 0:
		return refuse("Argument parameter must follow the format \"key=value\"")
	}
	return a.wrappingFits()
}

// wrappingFits: encryption needs keys, decryption keys or discovery.
func (a *esdkArgs) wrappingFits() error {
	for _, w := range a.wrapping {
		switch {
		case w.provider != "aws-kms":
			return refuse("In this lab the provider is aws-kms.")
		case a.action == "encrypt" && (w.discovery || w.accounts != nil):
			return refuse("Discovery attributes are supported only on decryption for AWS KMS keys")
		case a.action == "encrypt" && len(w.keys) == 0:
			return refuse(`At least one "key" must be provided for each wrapping key provider configuration`)
		case w.discovery && len(w.keys) > 0:
			return refuse("If discovery is true (enabled), you cannot specify wrapping keys")
		case a.action == "decrypt" && !w.discovery && len(w.keys) == 0:
			return refuse("When discovery is false (disabled), you must specify at least one wrapping key")
		}
	}
	return nil
}

func (a *esdkArgs) wrap(words []string) error {
	w := wrapping{provider: "aws-kms"}
	for _, word := range words {
		name, v, ok := strings.Cut(word, "=")
		if !ok {
			return refuse(`Argument parameter must follow the format "key=value"`)
		}
		switch name {
		case "key":
			w.keys = append(w.keys, v)
		case "provider":
			w.provider = v
		case "region":
			w.region = v
		case "profile":
			w.profile = v
		case "discovery":
			if w.discovery = strings.EqualFold(v, "true"); !w.discovery && !strings.EqualFold(v, "false") {
				return refuse("Discovery must be set to true or false")
			}
		case "discovery-account":
			w.accounts = append(w.accounts, v)
		}
	}
	a.wrapping = append(a.wrapping, w)
	return nil
}

func (a *esdkArgs) cache(words []string) error {
	a.caching = map[string]string{}
	for _, word := range words {
		name, v, ok := strings.Cut(word, "=")
		if !ok {
			return refuse(`Argument parameter must follow the format "key=value"`)
		}
		if _, err := strconv.ParseFloat(v, 64); err != nil || !slices.Contains([]string{"capacity", "max_age", "max_messages_encrypted", "max_bytes_encrypted"}, name) {
			return refuse(`Invalid caching configuration key: "%s"`, name)
		}
		a.caching[name] = v
	}
	if a.caching["capacity"] == "" || a.caching["max_age"] == "" {
		return refuse(`If enabling caching, both "capacity" and "max_age" are required`)
	}
	return nil
}

func (a *esdkArgs) pairs(words []string) error {
	for _, word := range words {
		if name, v, ok := strings.Cut(word, "="); ok {
			a.context[name] = v
		} else {
			a.contextKeys = append(a.contextKeys, name)
		}
	}
	return nil
}

// help prints how the tool is used.
func esdkHelp(d *desk.Desk) int {
	fmt.Fprint(d.Stdout, esdkUsage+`
Encrypt or decrypt data using the AWS Encryption SDK

  -e, -d                encrypt or decrypt
  -i, -o                input and output: a file, a folder, or - for stdin and stdout
  -w                    key=ARN (encrypt: also an ID or an alias), or discovery=true (decrypt)
  -c                    pairs of the encryption context; to decrypt, pairs or keys that must be there
  -S, --metadata-output no record of what was done, or where it goes (- is stdout)
  --caching             capacity=N max_age=SECONDS: one data key for several files
  --algorithm           `+algorithms()+`
`)
	return 0
}

package aws

import (
	"context"
	"path"
	"reflect"
	"slices"
	"strings"

	"skylab/console/desk"
	"skylab/simulators"
	"skylab/simulators/cloud"
)

// storage is one run of aws s3: the tool that moves files, above s3api.
// docs.aws.amazon.com/cli/latest/reference/s3/
type storage struct {
	*call
	name    string // cp, mv, sync, …
	parsed  parsed
	grammar *grammar
	paths   []string
	filters []filter
	failed  bool // some file could not be done
}

// filter is one --exclude or --include; the last that fits a name decides.
type filter struct {
	include bool
	pattern string
}

// storageCommand is one command of the tool.
type storageCommand struct {
	name, usage, doc string
	paths            int    // how many it takes; ls takes none or one
	options          string // names, with : behind them when they take a value, ? when they may
	run              func(*storage) *failure
}

const (
	moving  = "dryrun quiet only-show-errors no-progress recursive "
	sealing = "sse? sse-kms-key-id: sse-c? sse-c-key: content-type: metadata: storage-class: no-guess-mime-type "
	bothWay = "<LocalPath> <S3Uri> or <S3Uri> <LocalPath> or <S3Uri> <S3Uri>"
)

var storageCommands = []storageCommand{
	{"cp", bothWay, "copy a file to S3, from S3 or within it", 2, moving + sealing, (*storage).copy},
	{"ls", "<S3Uri> or NONE", "list buckets, or what is in one", 1, "recursive human-readable summarize", (*storage).list},
	{"mb", "<S3Uri>", "make a bucket", 1, "", (*storage).makeBucket},
	{"mv", bothWay, "move a file to S3, from S3 or within it", 2, moving + sealing, (*storage).copy},
	{"rb", "<S3Uri>", "take a bucket away; --force empties it first", 1, "force", (*storage).removeBucket},
	{"rm", "<S3Uri>", "delete objects", 1, moving, (*storage).remove},
	{"sync", bothWay, "copy what is new or has changed", 2, moving + sealing + "delete size-only", (*storage).sync},
}

func (c *storageCommand) grammar() *grammar {
	var options []option
	for _, name := range strings.Fields(c.options) {
		o := option{name: strings.TrimRight(name, ":?"), arity: none}
		switch name[len(name)-1] {
		case ':':
			o.arity = one
		case '?':
			o.arity = maybe
		}
		options = append(options, o)
	}
	return newGrammar(options)
}

// runStorage is aws s3.
func runStorage(ctx context.Context, d *desk.Desk, g globals, args []string) *failure {
	names := make([]string, len(storageCommands))
	for i := range storageCommands {
		names[i] = storageCommands[i].name
	}
	if len(args) == 0 {
		return misused("the following arguments are required: subcommand")
	}
	i := slices.Index(names, args[0])
	if args[0] == "help" || len(args) > 1 && args[1] == "help" {
		return storageHelp(d)
	}
	if i < 0 {
		return misused("argument subcommand: " + wrongChoice(args[0], names))
	}
	command := &storageCommands[i]
	s := &storage{call: &call{ctx: ctx, d: d, globals: g, service: "s3"}, name: command.name, grammar: command.grammar()}
	if f := s.parse(command, args[1:]); f != nil {
		return f
	}
	if f := s.unreachable(); f != nil {
		return f
	}
	f := command.run(s)
	if f == nil && s.failed {
		f = &failure{status: 1}
	}
	return f
}

// parse takes filters out, since their order counts, and reads the rest.
func (s *storage) parse(command *storageCommand, args []string) *failure {
	var rest []string
	for i := 0; i < len(args); i++ {
		name, value, given := strings.Cut(args[i], "=")
		if strings.Contains(command.options, "dryrun") && (name == "--exclude" || name == "--include") {
			if !given {
				if i++; i == len(args) {
					return misused("argument " + name + ": expected one argument")
				}
				value = args[i]
			}
			s.filters = append(s.filters, filter{name == "--include", value})
			continue
		}
		rest = append(rest, args[i])
	}
	var f *failure
	if s.parsed, f = s.grammar.parse(rest); f != nil {
		return f
	}
	if s.parsed.hasWord {
		s.paths = append(s.paths, s.parsed.word)
	}
	var over []string
	for _, w := range s.parsed.rest {
		if strings.HasPrefix(w, "--") || len(s.paths) == command.paths {
			over = append(over, w)
		} else {
			s.paths = append(s.paths, w)
		}
	}
	if len(over) > 0 {
		f := &failure{status: statusUsage, text: "usage: " + usage + "\nUnknown options: " + strings.Join(over, ", ") + "\n"}
		f.note = s.d.Text.Say("aws.options", "command", "s3 "+s.name, "list", "--"+strings.Join(s.optionNames(), " --"))
		return f
	}
	if len(s.paths) < command.paths && s.name != "ls" {
		return misused("the following arguments are required: " + map[int]string{1: "path", 2: "paths"}[command.paths])
	}
	return nil
}

func (s *storage) optionNames() []string {
	var names []string
	for _, o := range s.grammar.options {
		names = append(names, o.name)
	}
	if slices.Contains(names, "dryrun") {
		names = append(names, "exclude", "include")
	}
	return names
}

// has tells whether an option was given.
func (s *storage) has(name string) bool {
	i, ok := s.grammar.place[name]
	return ok && s.parsed.given[i].set
}

// text is the value of an option, nil when it was not given; fallback is that
// of one that was given without a value.
func (s *storage) text(name, fallback string) *string {
	if !s.has(name) {
		return nil
	}
	if v := s.parsed.given[s.grammar.place[name]].values; len(v) > 0 {
		return &v[0]
	}
	return &fallback
}

func storageHelp(d *desk.Desk) *failure {
	var b page
	b.section("AWS S3")
	b.para("Moves files to S3 and back. The operations themselves are in aws s3api.")
	b.section("COMMANDS")
	for _, c := range storageCommands {
		b.entry("aws s3 "+c.name+" "+c.usage, c.doc)
	}
	return say(d, strings.TrimPrefix(b.String(), "\n"))
}

// api calls an operation of s3api.
func (s *storage) api(name string, in any) (any, error) {
	op, _ := simulators.Find("s3api", name)
	c := *s.call
	c.service, c.command, c.in = "s3api", &command{name: optionName(name), op: op}, reflect.ValueOf(in).Elem()
	out, err := c.attempt()
	if err != nil {
		return nil, &apiFailure{err, name}
	}
	return out, nil
}

// apiFailure is an error of an operation, worded as the command words it.
type apiFailure struct {
	error
	operation string
}

func (e *apiFailure) Error() string {
	if a, ok := e.error.(*cloud.Error); ok {
		return "An error occurred (" + a.Code + ") when calling the " + e.operation + " operation: " + a.Message
	}
	return e.error.Error()
}

// fail ends the command with the error of an operation.
func fail(err error, status int) *failure { return &failure{status: status, text: err.Error()} }

// uri splits s3://bucket/key; ok is false of anything else.
func uri(s string) (bucket, key string, ok bool) {
	rest, ok := strings.CutPrefix(s, "s3://")
	bucket, key, _ = strings.Cut(rest, "/")
	return bucket, key, ok
}

// fits tells whether the filters let a name through.
func (s *storage) fits(name string) bool {
	fits := true
	for _, f := range s.filters {
		if shellPattern(f.pattern, name) {
			fits = f.include
		}
	}
	return fits
}

// shellPattern is Python's fnmatch: a star crosses slashes.
func shellPattern(pattern, name string) bool {
	ok, err := path.Match(strings.ReplaceAll(pattern, "/", "\x01"), strings.ReplaceAll(name, "/", "\x01"))
	return err == nil && ok
}

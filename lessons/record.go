package lessons

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"skylab/console"
	"skylab/content"
)

// Recording is a session turned into a solution.
type Recording struct {
	Body   string // bash
	Passes bool   // every check of the step is met after it
}

// Recorded turns what was typed in a step into a solution: lines that were
// undone, failed or changed nothing are left out, and IDs become variables that
// are found by what a create command answered, or by name.
func (s *Step) Recorded(ctx context.Context, seed uint64, lines []string) (Recording, error) {
	v := variant{seed: seed}
	start, err := s.start(ctx, v)
	if err != nil {
		return Recording{}, err
	}
	moments, err := replay(ctx, s, start, lines)
	if err != nil {
		return Recording{}, err
	}
	r := &recorder{known: s.namesOf(ctx, start)}
	before := start
	for _, m := range moments {
		if changes(before, m) {
			r.add(ctx, before, m, m.Line)
		}
		before = m
	}
	body := strings.Join(r.lines, "\n") + "\n"
	o := content.Run(ctx, start, s.Given()+body)
	return Recording{Body: body, Passes: o.Cut == nil && AllMet(s.check(ctx, o.After, v, true))}, ctx.Err()
}

// namesOf are the IDs that the set-up and the given block hold in variables: a
// solution may use those.
func (s *Step) namesOf(ctx context.Context, start *console.Moment) map[string]string {
	known := map[string]string{}
	m := content.Run(ctx, start, s.Given()).After
	var bodies strings.Builder
	for _, b := range slices.Concat(s.shared, s.setup) {
		bodies.WriteString(b.Body)
	}
	for _, name := range content.Assigned(bodies.String() + s.Given()) {
		if value := m.Var(name); resourceID.FindString(value) == value && value != "" {
			known[value] = name
		}
	}
	return known
}

// changes tells whether a line left anything behind: in the world, in the files,
// or in the shell.
func changes(before, after *console.Moment) bool {
	if !sameWorld(before.World, after.World) || !slices.Equal(filesOf(before), filesOf(after)) {
		return true
	}
	return after.Status == 0 && (len(content.Assigned(after.Line)) > 0 || strings.Contains(after.Line, "()") || content.Waits(after.Line))
}

// recorder writes lines anew so that they hold no ID.
type recorder struct {
	lines []string
	made  []made            // what the lines kept so far printed
	known map[string]string // ID to the variable that holds it
	names []string          // variables in use
}

// made is a kept line that printed JSON, from which IDs can be read.
type made struct {
	line   int // place in lines
	output []byte
	plain  bool // one aws command without --query, --output, pipe or redirection
}

func (r *recorder) add(ctx context.Context, before, after *console.Moment, line string) {
	r.names = append(r.names, content.Assigned(line)...)
	for _, id := range resourceID.FindAllString(line, -1) {
		if strings.HasPrefix(id, "ami-") {
			continue
		}
		name := r.variable(ctx, before, id)
		if name == "" {
			continue // the linter will name it
		}
		line = strings.ReplaceAll(line, id, "$"+name)
	}
	r.made = append(r.made, made{len(r.lines), after.Output, plainCommand(line)})
	r.lines = append(r.lines, strings.TrimRight(line, "\n"))
}

// variable is the variable that holds an ID, made where there is none yet.
func (r *recorder) variable(ctx context.Context, m *console.Moment, id string) string {
	if name := r.known[id]; name != "" {
		return name
	}
	for i, one := range r.made {
		if path := jsonPath(one.output, id); one.plain && path != "" {
			name := r.name(id)
			r.lines[one.line] = fmt.Sprintf("%s=$(%s --query %s --output text)", name, r.lines[one.line], path)
			r.made[i].plain = false
			return name
		}
	}
	kind, named := nameOf(ctx, m, id)
	if kind == "" {
		return ""
	}
	name := r.name(id)
	r.lines = append(r.lines, fmt.Sprintf("%s=$(aws ec2 describe-tags --filters Name=resource-type,Values=%s Name=key,Values=Name Name=value,Values=%s --query 'Tags[0].ResourceId' --output text)", name, kind, named))
	return name
}

// name makes a variable for an ID: SUBNET, SUBNET2, …
func (r *recorder) name(id string) string {
	kind, _, _ := strings.Cut(id, "-")
	name := strings.ToUpper(kind)
	taken := func(n string) bool {
		return slices.ContainsFunc(r.names, func(o string) bool { return strings.EqualFold(o, n) })
	}
	for n := 2; taken(name); n++ {
		name = strings.ToUpper(kind) + strconv.Itoa(n)
	}
	r.names = append(r.names, name)
	r.known[id] = name
	return name
}

// nameOf asks the world for the kind and the Name tag of a resource.
func nameOf(ctx context.Context, m *console.Moment, id string) (kind, name string) {
	o := content.Run(ctx, m, "aws ec2 describe-tags --filters Name=resource-id,Values="+id+" Name=key,Values=Name --query 'Tags[].[ResourceType,Value]' --output text")
	f := o.Fields()
	if o.Status != 0 || len(f) != 2 || !plainWord.MatchString(f[1]) {
		return "", ""
	}
	return f[0], f[1]
}

var plainWord = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)

// plainCommand tells whether a line is one aws command whose whole answer is
// printed, so that a --query can be added to it.
func plainCommand(line string) bool {
	commands := content.Commands(line)
	return len(commands) == 1 && commands[0][0] == "aws" && len(content.Assigned(line)) == 0 &&
		!strings.ContainsAny(line, "|>&;\n") && !slices.Contains(commands[0], "--query") && !slices.Contains(commands[0], "--output")
}

// jsonPath is the JMESPath of the first place in a JSON text that holds exactly
// this string, empty when there is none.
func jsonPath(text []byte, value string) string {
	var tree any
	if json.Unmarshal(text, &tree) != nil {
		return ""
	}
	return pathTo(tree, value)
}

func pathTo(tree any, value string) string {
	switch t := tree.(type) {
	case map[string]any:
		var best string
		for key, inner := range t {
			if inner == value {
				best = shorterPath(best, key)
			} else if p := pathTo(inner, value); p != "" {
				best = shorterPath(best, key+"."+strings.TrimPrefix(p, "."))
			}
		}
		return strings.ReplaceAll(best, ".[", "[")
	case []any:
		for i, inner := range t {
			if inner == value {
				return "[" + strconv.Itoa(i) + "]"
			}
			if p := pathTo(inner, value); p != "" {
				return "[" + strconv.Itoa(i) + "]." + p
			}
		}
	}
	return ""
}

// shorterPath prefers few steps, then the alphabet, so that map order is never
// seen.
func shorterPath(a, b string) string {
	if a == "" || strings.Count(b, ".") < strings.Count(a, ".") || strings.Count(b, ".") == strings.Count(a, ".") && b < a {
		return b
	}
	return a
}

// ErrCarriedOn says that a journal goes on in the world of other steps: its
// lines alone lead nowhere in the step's own.
var ErrCarriedOn = errors.New("lessons: the journal goes on in the world of other steps")

// JournalLines are the lines of a journal up to where one was, with its seed;
// or, of a text that is no journal, the statements of a script.
func JournalLines(body string) (lines []string, seed uint64, err error) {
	h, lines, err := console.ReadJournal(body)
	if err == nil && len(h.Base.Earlier) > 0 {
		return nil, 0, ErrCarriedOn
	}
	if err == nil {
		return lines[:h.Position], h.Seed, nil
	}
	script, err := content.Statements(body)
	if err != nil {
		return nil, 0, err
	}
	for _, s := range script.Top {
		lines = append(lines, strings.TrimRight(s, "\n"))
	}
	return lines, 0, nil
}

package quizzes

import (
	"slices"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"skylab/console"
	"skylab/content"
)

// names warns of variables that nothing sets: a claim about an empty name is
// one about nothing, and a wrong option fails for the wrong reason.
func (p *prover) names(desk *console.Moment) {
	var scripts []string
	for _, o := range p.it.Options {
		scripts = append(scripts, o.Script)
	}
	scripts = append(scripts, p.it.Script, p.it.World.Check)
	all := strings.Join(scripts, "\n")
	set := content.Assigned(p.it.World.Given + all) // its functions may set some
	if p.it.Kind == Match {
		set = append(set, "LEFT", "RIGHT")
	}
	warned := map[string]bool{}
	for i, script := range scripts {
		script, _, _, _ = content.LastLine(script, "want")
		for _, name := range usedNames(script) {
			if slices.Contains(set, name) || desk.Var(name) != "" || ofShell(name) || warned[name] {
				continue
			}
			warned[name] = true
			pos := p.it.Pos
			if i < len(p.it.Options) {
				pos = p.it.Options[i].block
			} else if p.it.block.Line > 0 {
				pos = p.it.block
			}
			p.problems = append(p.problems, content.Problem{Pos: pos, Code: "lint.proof.unset", Args: []any{"name", name}, Warn: true})
		}
	}
}

// ofShell are the names that the shell or its tools fill.
func ofShell(name string) bool {
	return strings.HasPrefix(name, "BASH") || strings.HasPrefix(name, "AWS_") || strings.HasPrefix(name, "EPOCH") ||
		slices.Contains([]string{"RANDOM", "SRANDOM", "SECONDS", "LINENO", "PIPESTATUS", "FUNCNAME", "REPLY", "IFS", "OLDPWD", "OPTARG", "OPTIND", "PPID", "UID", "EUID", "HOSTNAME"}, name)
}

// usedNames lists the variables that a script reads, each once; those with a
// value of their own for the empty case (${x:-y}) are not among them.
func usedNames(script string) []string {
	f, err := content.ParseShell(script)
	if err != nil {
		return nil
	}
	var list []string
	syntax.Walk(f, func(n syntax.Node) bool {
		e, ok := n.(*syntax.ParamExp)
		if ok && e.Param != nil && e.Exp == nil && syntax.ValidName(e.Param.Value) && !slices.Contains(list, e.Param.Value) {
			list = append(list, e.Param.Value)
		}
		return true
	})
	return list
}

package shell

import (
	"fmt"
	"strconv"
	"strings"
)

// getopts reads one option of the parameters at a time.
func (r *run) getopts(args []string) int {
	if len(args) < 2 {
		return r.usage("getopts", "usage: getopts optstring name [arg ...]")
	}
	spec, name, list := args[0], args[1], args[2:]
	if len(list) == 0 {
		list = r.st.params
	}
	at, _ := r.st.Var("OPTIND")
	index, err := strconv.Atoi(at)
	if err != nil || index < 1 {
		index = 1
	}
	if index == 1 && r.st.optWord > 1 && (len(list) == 0 || r.st.optWord >= len(list[0])) {
		r.st.optWord = 1
	}
	done := func() int {
		r.assign("OPTIND", strconv.Itoa(index))
		r.assign(name, "?")
		r.st.optWord = 1
		return 1
	}
	if index > len(list) || len(list[index-1]) < 2 || list[index-1][0] != '-' {
		return done()
	}
	word := list[index-1]
	if word == "--" {
		index++
		return done()
	}
	if r.st.optWord >= len(word) {
		r.st.optWord = 1
	}
	letter := word[r.st.optWord : r.st.optWord+1]
	r.st.optWord++
	silent := strings.HasPrefix(spec, ":")
	place := strings.Index(strings.TrimPrefix(spec, ":"), letter)
	takes := place >= 0 && strings.HasPrefix(strings.TrimPrefix(spec, ":")[place+1:], ":")
	rest := word[r.st.optWord:]
	if rest == "" || takes {
		index++
		r.st.optWord = 1
	}
	r.st.remove("OPTARG")
	switch {
	case place < 0 || letter == ":":
		r.optionProblem(silent, name, "?", letter, "illegal option -- "+letter)
	case takes && rest != "":
		r.assign(name, letter)
		r.assign("OPTARG", rest)
	case takes && index <= len(list):
		r.assign(name, letter)
		r.assign("OPTARG", list[index-1])
		index++
	case takes:
		r.optionProblem(silent, name, ":", letter, "option requires an argument -- "+letter)
	default:
		r.assign(name, letter)
	}
	r.assign("OPTIND", strconv.Itoa(index))
	return 0
}

func (r *run) optionProblem(silent bool, name, value, letter, said string) {
	if silent {
		r.assign("OPTARG", letter)
		r.assign(name, value)
		return
	}
	fmt.Fprintf(r.stderr(), "%s: %s\n", r.st.name, said)
	r.assign(name, "?")
}

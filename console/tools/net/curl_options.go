package net

import "strconv"

// curlOptions is the command line of curl.
type curlOptions struct {
	urls       []string
	method     string
	headers    []string
	silent     bool
	showErrors bool
	fail       bool
	head       bool // -I
	include    bool // -i
	verbose    bool
	output     string
	writeOut   string
	connect    int // milliseconds for --connect-timeout; 0: none
	max        int // milliseconds for --max-time; 0: none
	version    bool
	help       bool
}

// flags are the options that take no value, by every name.
var curlFlags = map[string]func(*curlOptions){
	"-s": func(o *curlOptions) { o.silent = true }, "--silent": func(o *curlOptions) { o.silent = true },
	"-S": func(o *curlOptions) { o.showErrors = true }, "--show-error": func(o *curlOptions) { o.showErrors = true },
	"-f": func(o *curlOptions) { o.fail = true }, "--fail": func(o *curlOptions) { o.fail = true },
	"-I": func(o *curlOptions) { o.head = true }, "--head": func(o *curlOptions) { o.head = true },
	"-i": func(o *curlOptions) { o.include = true }, "--include": func(o *curlOptions) { o.include = true },
	"-v": func(o *curlOptions) { o.verbose = true }, "--verbose": func(o *curlOptions) { o.verbose = true },
	"-V": func(o *curlOptions) { o.version = true }, "--version": func(o *curlOptions) { o.version = true },
	"-h": func(o *curlOptions) { o.help = true }, "--help": func(o *curlOptions) { o.help = true },
	"-L": nil, "--location": nil, "-k": nil, "--insecure": nil, "-4": nil, "--ipv4": nil, "-N": nil, "--no-buffer": nil, "-#": nil,
}

// values are the options that take one.
var curlValues = map[string]func(*curlOptions, string) bool{
	"-o": func(o *curlOptions, s string) bool { o.output = s; return true },
	"-w": func(o *curlOptions, s string) bool { o.writeOut = s; return true },
	"-X": func(o *curlOptions, s string) bool { o.method = s; return true },
	"-H": func(o *curlOptions, s string) bool { o.headers = append(o.headers, s); return true },
	"-m": func(o *curlOptions, s string) bool { return seconds(s, &o.max) },
	"-A": func(*curlOptions, string) bool { return true },
	"-d": func(o *curlOptions, _ string) bool {
		if o.method == "" {
			o.method = "POST"
		}
		return true
	},
	"--connect-timeout": func(o *curlOptions, s string) bool { return seconds(s, &o.connect) },
}

var curlLong = map[string]string{
	"--output": "-o", "--write-out": "-w", "--request": "-X", "--header": "-H", "--max-time": "-m", "--user-agent": "-A", "--data": "-d",
}

// seconds reads 2 or 0.5, up to a day.
func seconds(s string, ms *int) bool {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f <= 0 || f > 86400 {
		return false
	}
	*ms = int(f*1000 + 0.5)
	return true
}

// parseCurl reads the command line; the second result says what is wrong.
func parseCurl(args []string) (curlOptions, string) {
	var o curlOptions
	for i := 0; i < len(args); i++ {
		a := args[i]
		if len(a) < 2 || a[0] != '-' {
			o.urls = append(o.urls, a)
			continue
		}
		var wrong string
		if a[1] == '-' {
			i, wrong = o.long(args, i)
		} else {
			i, wrong = o.short(args, i)
		}
		if wrong != "" {
			return o, wrong
		}
	}
	if len(o.urls) == 0 && !o.version && !o.help {
		return o, "(2) no URL specified"
	}
	return o, ""
}

func (o *curlOptions) long(args []string, i int) (int, string) {
	name := args[i]
	if set, ok := curlFlags[name]; ok {
		if set != nil {
			set(o)
		}
		return i, ""
	}
	short := curlLong[name]
	if short == "" {
		short = name
	}
	return o.value(args, i, short, name, "")
}

// short reads letters that may stand together: -sSo /dev/null.
func (o *curlOptions) short(args []string, i int) (int, string) {
	a := args[i]
	for k := 1; k < len(a); k++ {
		name := "-" + a[k:k+1]
		if set, ok := curlFlags[name]; ok {
			if set != nil {
				set(o)
			}
			continue
		}
		return o.value(args, i, name, name, a[k+1:])
	}
	return i, ""
}

func (o *curlOptions) value(args []string, i int, key, name, rest string) (int, string) {
	set, ok := curlValues[key]
	switch {
	case !ok:
		return i, "option " + name + ": is unknown"
	case rest == "" && i+1 >= len(args):
		return i, "option " + name + ": requires parameter"
	case rest == "":
		i++
		rest = args[i]
	}
	if !set(o, rest) {
		return i, "option " + name + ": expected a proper numerical parameter"
	}
	return i, ""
}

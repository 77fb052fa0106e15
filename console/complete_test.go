package console

import (
	"slices"
	"strings"
	"testing"

	"skylab/console/shell"
)

// TestComplete: what is offered for the word before the cursor, marked |.
func TestComplete(t *testing.T) {
	m := run(t, New(Options{Seed: 1}), `VPC_ID=vpc-1; VPN=x; greet() { :; }; echo > policy.json; mkdir stuff; echo > "stuff/a b.txt"; echo > .hidden
S=$(aws ec2 describe-subnets --query 'Subnets[0].SubnetId' --output text)
I=$(aws ec2 run-instances --image-id $(aws ec2 describe-images --owners amazon --query 'Images[0].ImageId' --output text) --instance-type t3.micro --subnet-id $S --tag-specifications 'ResourceType=instance,Tags=[{Key=Name,Value=web}]' --query 'Instances[0].InstanceId' --output text)`)
	for _, c := range []struct{ line, want, not string }{
		{"ec|", "echo", "cat"},
		{"gre|", "greet grep", ""},
		{"und|", "undo", ""},
		{"echo $VP|", "$VPC_ID $VPN", "$HOME"},
		{"echo \"${VPC|", "\"${VPC_ID}", ""},
		{"X=$(ec|", "echo", ""},
		{"cat pol|", "policy.json", ".hidden"},
		{"cat .h|", ".hidden", ""},
		{"cat stuff/|", `stuff/a\ b.txt`, ""},
		{"cat < po|", "policy.json", ""},
		{"if true; then ca|", "cat", "policy.json"},
		{"A=1 B=2 ca|", "cat", ""},
		{"echo a | gr|", "grep", ""},
		{"ls; cd st|", "stuff/", ""},
		{"aws ec2 create-vp|", "create-vpc", "create-subnet"},
		{"aws ec|", "ec2", ""},
		{"aws ec2 create-subnet --vpc|", "--vpc-id", ""},
		{"trace we|", "web", ""},
		{"trace inter|", "internet", ""},
		{"trace d|", "dns", "web"},
		{"dig lunch|", "lunchbell.example.com", ""},
		{"dig x --from Seo|", "Seoul", "Busan"},
		{"dig --from new|", "New-York", ""},
		{"dig @8|", "@8.8.8.8", ""},
		{"load dns x --fr|", "--from", "--for"},
		{"load dns x --from wo|", "world", ""},
		{"trace dns x --from us-e|", "us-east-1 us-east-2", "Seoul"},
		{"ssh i-|", "i-", ""},
		{"fault h|", "host", "az"},
		{"fault host w|", "web", ""},
		{"# ec|", "", "echo"},
		{"cat nothing|", "", "policy.json"},
		{"echo 'a b' po|", "policy.json", ""},
	} {
		at := strings.IndexByte(c.line, '|')
		if strings.Count(c.line, "|") == 2 {
			at = strings.LastIndexByte(c.line, '|')
		}
		var got []string
		for _, x := range Complete(m, c.line[:at], at) {
			got = append(got, x.Text)
		}
		for _, w := range strings.Split(strings.ReplaceAll(c.want, `\ `, "\x00"), " ") {
			w = strings.ReplaceAll(w, "\x00", `\ `)
			if w != "" && !slices.Contains(got, w) && !(w == "i-" && len(got) > 0 && strings.HasPrefix(got[0], "i-")) {
				t.Errorf("%s: no %q in %q", c.line, w, got)
			}
		}
		if c.not != "" && slices.Contains(got, c.not) {
			t.Errorf("%s: %q in %q", c.line, c.not, got)
		}
	}
	for cursor := -1; cursor < 5; cursor++ { // anywhere is safe
		Complete(m, "a $", cursor)
	}
}

// TestIncomplete: when a screen asks for another line.
func TestIncomplete(t *testing.T) {
	for src, want := range map[string]bool{
		"echo a": false, "": false, "echo 'a": true, "echo \"a": true, "cat <<EOF": true, "cat <<EOF\na": true, "cat <<EOF\na\nEOF": false,
		"if true": true, "if true; then": true, "if true; then echo; fi": false, "for i in 1 2; do": true, "f() {": true, "f() { :; }": false,
		"echo \\": true, "echo \\\\": false, "a |": true, "a &&": true, "echo $(": true, "echo )": false, "x=(1 2": true, "while :; do :; done": false,
		"cat <<'E' | grep a": true, "cat > f <<'EOF'\na": true, "cat <<-\"E\"\n\tE": false, "# '": false, "echo $((1+": true, "case x in": true,
	} {
		if got := Incomplete(src); got != want {
			t.Errorf("%q: %v", src, got)
		}
	}
}

// TestHarmless: nothing that a terminal obeys comes through.
func TestHarmless(t *testing.T) {
	for in, want := range map[string]string{
		"plain\ttext\n":     "plain\ttext\n",
		"\x1b[2J\x1b]0;x\a": "␛[2J␛]0;x␇",
		"a\rb\r\nc":         "a␍b\nc",
		"\x7f\x00":          "␡␀",
		"한국 é ✓":            "한국 é ✓",
		"\u009b31m":         "<U+009B>31m",
		"\u202eabc":         "<U+202E>abc",
		"\xff\xfe":          `\xff\xfe`,
		"tag \u200f end":    "tag <U+200F> end",
	} {
		if got := Harmless([]byte(in)); got != want {
			t.Errorf("%q gives %q, want %q", in, got, want)
		}
	}
}

// FuzzLine: no line makes the console panic, and each leaves the moment as it
// was.
func FuzzLine(f *testing.F) {
	for _, s := range []string{
		`echo a`, `x=(1 2); echo ${x[@]:1}`, `cat <<EOF` + "\na\nEOF", `$((1<<99))`, `${x//a/b}`, `[[ a =~ ( ]]`, `printf %d x`, `echo {1..3}{a,b}`,
		`case x in x) ;; esac`, `for ((;;)) do break; done`, `f() { f2; }; f`, `read -a x <<< "a b"`, `declare -A m=([a]=b)`, `echo ${!x} ${x@Q} ${#x[@]}`,
		`sed 's/\(/x/'`, `grep '['`, `jq '.['`, `date -d 'next'`, `find . -exec`, `xargs -I`, `awk`, `tr a`, `cut -f`, `sort -k`, `seq 1 0`, `test a -eq b`,
		`aws ec2 create-vpc --cidr-block x`, `trace a b`, `a=b c=d env`, "\x00\xff", `echo $'\x'`, `${`, `$(`, `((`, `[[`, "`", `!`, `;;`, `&`, `|&`, `<(`, `pick -k 9 a b`,
		`a[`, `a[]=1`, `a[-9]=1`, `unset a[`, `local x`, `exec 9>&9`, `echo >&7`, `echo 3>&-`, `let`, `getopts`, `mapfile -n x`, `ssh`, `nc -z`, `curl`, `sleep -1`,
		`expr 1 / 0`, `column -t -s ''`, `paste -d ''`, `fold -w 0`, `nl -w 0`, `head -n -`, `tail -c +`, `wc -`, `uniq -f x`, `base64 -w x`, `diff a`, `comm`, `split -l 0`,
	} {
		f.Add(s)
	}
	base := New(Options{Seed: 1})
	f.Fuzz(func(t *testing.T, line string) {
		if len(line) > 2000 {
			return
		}
		ctx, done := timeLimit()
		defer done()
		n, err := base.Run(ctx, line)
		if _, ours := err.(*shell.Fault); ours {
			t.Fatalf("%q: %v", line, err)
		}
		if err == nil {
			Harmless(n.Output)
			Complete(n, line, len(line))
		}
		Incomplete(line)
	})
}

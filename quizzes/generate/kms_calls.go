package generate

import (
	"fmt"
	"reflect"

	"skylab/simulators"
	"skylab/simulators/kms"
)

// sealing is a program that seals files with data keys and opens them again.
type sealing struct {
	files, opened int  // how many files, and how often each is opened
	kilobytes     int  // of each file
	shared        bool // one data key for all files, else one for each
	kept          bool // an unwrapped data key is kept, else unwrapped at each opening
}

// drawCalls asks how many requests KMS gets from such a program.
func drawCalls(d *draw) *sketch {
	s := sealing{
		files: d.between("files", 3, 9), opened: d.between("opened", 2, 5), kilobytes: d.between("size", 2, 15) * 4,
		shared: d.chance("shared", 35), kept: d.chance("kept", 45),
	}
	right, script := s.requests()
	k := &sketch{
		stem:  say("calls.stem", "files", s.files, "kilobytes", s.kilobytes, "opened", s.opened, "key", s.whose(), "kept", s.keeping()),
		setup: script + "sleep 20m # until the trail has them\n",
		given: "calls=$(aws cloudtrail lookup-events --lookup-attributes AttributeKey=EventSource,AttributeValue=kms.amazonaws.com --query 'length(Events[?EventName==`GenerateDataKey` || EventName==`Decrypt`])' --output text)\n",
		why:   s.lines(right),
	}
	add := func(belief string, n int) choice {
		c := choice{
			id: belief, holds: n == right, text: plain("%d", n), script: fmt.Sprintf("test $calls = %d", n),
			reason: say("calls."+belief, "files", s.files, "opened", s.opened, "blocks", s.files*s.kilobytes/4, "n", n, "right", right),
		}
		k.wrong = append(k.wrong, c)
		return c
	}
	k.right = add("right", right)
	k.wrong = nil
	keys := s.keys()
	add("a-call-for-each-block", s.files*s.kilobytes/4*(1+s.opened))
	add("opening-is-local", keys)
	add("sealing-is-local", right-keys)
	add("wrapping-apart", right+keys)
	if s.kept {
		add("nothing-is-kept", s.believed(s.shared, false))
	} else {
		add("unwrapped-once", s.believed(s.shared, true))
	}
	if s.shared {
		add("new-key-for-each", s.believed(false, s.kept))
	} else {
		add("one-key-for-all", s.believed(true, s.kept))
	}
	return k
}

// believed counts as somebody does who has the program wrong.
func (s sealing) believed(shared, kept bool) int {
	s.shared = shared
	if kept {
		return 2 * s.keys()
	}
	return s.keys() + s.files*s.opened
}

// keys is how many data keys there are.
func (s sealing) keys() int {
	if s.shared {
		return 1
	}
	return s.files
}

// requests has the simulator's KMS serve the program and counts its trail.
func (s sealing) requests() (int, string) {
	v := newVault()
	key, err := v.key("KEY", kms.CreateKeyInput{})
	if err != nil {
		return 0, ""
	}
	do := func(name string, in any) any {
		op, _ := simulators.Find("kms", name)
		out, _, err := v.Do(op, v.call().Caller, home, reflect.ValueOf(in).Elem())
		if err != nil {
			return nil
		}
		return out
	}
	wrapped := make([][]byte, s.keys())
	for i := range wrapped {
		if made, ok := do("GenerateDataKey", &kms.GenerateDataKeyInput{KeyId: key, KeySpec: new("AES_256")}).(kms.GenerateDataKeyOutput); ok {
			wrapped[i] = made.CiphertextBlob
		}
		v.run("aws kms generate-data-key --key-id $KEY --key-spec AES_256 --query CiphertextBlob --output text | base64 -d > key-%d.bin", i)
	}
	for i := range s.files {
		at := i % len(wrapped)
		times := s.opened
		if s.kept {
			times = 1
		}
		if s.kept && s.shared && i > 0 {
			break
		}
		for range times {
			do("Decrypt", &kms.DecryptInput{CiphertextBlob: wrapped[at]})
		}
		v.run("for i in {1..%d}; do aws kms decrypt --ciphertext-blob fileb://key-%d.bin >/dev/null; done", times, at)
	}
	n := 0
	for i := range v.Cloud.Trail.Len() {
		r := v.Cloud.Trail.At(i)
		if r.Service == "kms" && r.Error == "" && (r.Operation == "GenerateDataKey" || r.Operation == "Decrypt") {
			n++
		}
	}
	return n, v.script.String()
}

func (s sealing) whose() said {
	if s.shared {
		return say("calls.one-for-all")
	}
	return say("calls.one-for-each")
}

func (s sealing) keeping() said {
	if s.kept {
		return say("calls.kept")
	}
	return say("calls.not-kept")
}

func (s sealing) lines(all int) said {
	return shownAs(plain("GenerateDataKey  %3d", s.keys()), plain("Decrypt          %3d", all-s.keys()), form("%s %3d", say("calls.all").padded(16), all))
}

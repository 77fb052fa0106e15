package generate

import (
	"fmt"
	"strings"

	"skylab/simulators/kms"
)

// keySpecs: states of keys, encryption contexts, what fits into one call.
func keySpecs() []spec {
	return []spec{
		{id: "key-state", module: "kms", topic: "keys", step: "kms/pending", tasks: []string{"SAA-C03/1.3", "DVA-C02/2.2", "DVA-C03/2.2", "SOA-C03/4.2"}, level: 2, draw: drawKeyState},
		{id: "context", module: "kms", topic: "context", step: "kms/context", tasks: []string{"SAA-C03/1.3", "DVA-C02/2.2", "DVA-C03/2.2"}, level: 1, draw: drawContext},
		{id: "limit", module: "kms", topic: "envelope", step: "kms/limit", tasks: []string{"SAA-C03/1.3", "DVA-C02/2.2", "DVA-C03/2.2"}, level: 1, draw: drawLimit},
		{id: "calls", module: "kms", topic: "envelope", step: "kms/vault", tasks: []string{"SAA-C03/1.3", "DVA-C02/2.2", "DVA-C03/2.2"}, level: 2, draw: drawCalls},
	}
}

// event is something that happens to a key on a day.
type event struct {
	day int
	do  deed
}

// deed is a call that changes a key.
type deed string

const (
	disables  deed = "disable-key"
	enables   deed = "enable-key"
	schedules deed = "schedule-key-deletion"
	cancels   deed = "cancel-key-deletion"
	rotates   deed = "rotate-key-on-demand"
	repoints  deed = "update-alias"
)

// lives are the histories that a key can have.
var lives = [][]deed{
	{disables}, {disables, enables}, {schedules}, {schedules}, {schedules, cancels}, {schedules, cancels, enables},
	{rotates}, {rotates, disables}, {disables, schedules, cancels}, {repoints}, {repoints},
}

// lastCalls are what is tried at the end, by the console's words; opening a
// letter is the case that matters most.
var lastCalls = []string{"decrypt", "decrypt", "decrypt", "decrypt --key-id alias/letters", "encrypt", "generate-data-key", "rotate-key-on-demand", "describe-key", "enable-key", "cancel-key-deletion"}

// life is a key's history and the call at its end.
type life struct {
	events []event
	window int // of the scheduled deletion, in days
	day    int // of the last call
	last   string
}

// drawKeyState asks what a call gives on a key with a history.
func drawKeyState(d *draw) *sketch {
	l := life{window: d.between("window", 7, 30), last: pick(d, "call", lastCalls...)}
	day := 0
	for i, do := range pick(d, "life", lives...) {
		day += d.between(fmt.Sprintf("after %d", i), 1, 5)
		l.events = append(l.events, event{day, do})
	}
	l.day = day + d.between("at last", 1, 6)
	if l.events[len(l.events)-1].do == schedules && d.chance("too late", 40) {
		l.day = day + l.window + d.between("late", 1, 9)
	}
	code, v := l.live()
	k := &sketch{
		stem:  say("key-state.stem", "life", l.listing(), "day", l.day),
		setup: v.script.String(),
		given: "answer=$(" + l.command() + " 2>&1 >/dev/null | grep -o '([A-Za-z]*)' | tr -d '()')\n",
		why:   shownAs(l.states(code)...),
	}
	k.right = l.choice("", code, code)
	for _, b := range l.beliefs() {
		k.wrong = append(k.wrong, l.choice(b.name, b.code, code))
	}
	return k
}

// live plays the history and gives the answer to the last call.
func (l life) live() (string, *vault) {
	v := newVault()
	key, err := v.key("KEY", kms.CreateKeyInput{})
	if err != nil {
		return codeOf(err), v
	}
	if _, err = v.KMS.CreateAlias(v.call(), kms.CreateAliasInput{AliasName: "alias/letters", TargetKeyId: key}); err != nil {
		return codeOf(err), v
	}
	v.run("aws kms create-alias --alias-name alias/letters --target-key-id $KEY")
	sealed, err := v.KMS.Encrypt(v.call(), kms.EncryptInput{KeyId: key, Plaintext: []byte("dear reader\n")})
	if err != nil {
		return codeOf(err), v
	}
	v.run("echo dear reader > letter.txt\naws kms encrypt --key-id $KEY --plaintext fileb://letter.txt --query CiphertextBlob --output text | base64 -d > letter.bin")
	today := 0
	for _, e := range l.events {
		v.days(e.day - today)
		today = e.day
		if err := v.happen(e.do, key, l.window); err != nil {
			return codeOf(err), v
		}
	}
	v.days(l.day - today)
	return codeOf(v.try(l.last, key, sealed.CiphertextBlob)), v
}

// happen does one deed.
func (v *vault) happen(do deed, key string, window int) (err error) {
	switch do {
	case disables:
		_, err = v.KMS.DisableKey(v.call(), kms.KeyInput{KeyId: key})
	case enables:
		_, err = v.KMS.EnableKey(v.call(), kms.KeyInput{KeyId: key})
	case schedules:
		_, err = v.KMS.ScheduleKeyDeletion(v.call(), kms.ScheduleKeyDeletionInput{KeyId: key, PendingWindowInDays: new(int32(window))})
		v.run("aws kms schedule-key-deletion --key-id $KEY --pending-window-in-days %d >/dev/null", window)
		return err
	case cancels:
		_, err = v.KMS.CancelKeyDeletion(v.call(), kms.KeyInput{KeyId: key})
	case rotates:
		_, err = v.KMS.RotateKeyOnDemand(v.call(), kms.KeyInput{KeyId: key})
	case repoints:
		other, e := v.key("OTHER", kms.CreateKeyInput{})
		if e != nil {
			return e
		}
		_, err = v.KMS.UpdateAlias(v.call(), kms.UpdateAliasInput{AliasName: "alias/letters", TargetKeyId: other})
		v.run("aws kms update-alias --alias-name alias/letters --target-key-id $OTHER")
		return err
	}
	v.run("aws kms %s --key-id $KEY >/dev/null", do)
	return err
}

// try makes the last call.
func (v *vault) try(call, key string, sealed []byte) (err error) {
	switch call {
	case "decrypt":
		_, err = v.KMS.Decrypt(v.call(), kms.DecryptInput{CiphertextBlob: sealed})
	case "decrypt --key-id alias/letters":
		_, err = v.KMS.Decrypt(v.call(), kms.DecryptInput{CiphertextBlob: sealed, KeyId: new("alias/letters")})
	case "encrypt":
		_, err = v.KMS.Encrypt(v.call(), kms.EncryptInput{KeyId: key, Plaintext: []byte("x")})
	case "generate-data-key":
		_, err = v.KMS.GenerateDataKey(v.call(), kms.GenerateDataKeyInput{KeyId: key, KeySpec: new("AES_256")})
	case "rotate-key-on-demand":
		_, err = v.KMS.RotateKeyOnDemand(v.call(), kms.KeyInput{KeyId: key})
	case "describe-key":
		_, err = v.KMS.DescribeKey(v.call(), kms.DescribeKeyInput{KeyId: key})
	case "enable-key":
		_, err = v.KMS.EnableKey(v.call(), kms.KeyInput{KeyId: key})
	case "cancel-key-deletion":
		_, err = v.KMS.CancelKeyDeletion(v.call(), kms.KeyInput{KeyId: key})
	}
	return err
}

// command is the last call in the console.
func (l life) command() string {
	name, rest, _ := strings.Cut(l.last, " ")
	switch name {
	case "decrypt":
		return strings.TrimSpace("aws kms decrypt --ciphertext-blob fileb://letter.bin " + rest)
	case "encrypt":
		return "aws kms encrypt --key-id $KEY --plaintext fileb://letter.txt"
	case "generate-data-key":
		return "aws kms generate-data-key --key-id $KEY --key-spec AES_256"
	}
	return "aws kms " + name + " --key-id $KEY"
}

// listing is the history as the learner reads it.
func (l life) listing() said {
	lines := []said{dated(0, say("key-state.begins"))}
	for _, e := range l.events {
		done := plain("%s", e.do)
		if e.do == schedules {
			done = plain("%s --pending-window-in-days %d", e.do, l.window)
		} else if e.do == repoints {
			done = say("key-state.repoints", "call", e.do)
		}
		lines = append(lines, dated(e.day, done))
	}
	return listed(append(lines, dated(l.day, plain("%s", l.last))))
}

// dated is a line of the history.
func dated(day int, done said) said {
	return say("key-state.on-day", "day", fmt.Sprintf("%2d", day), "done", done)
}

func (l life) choice(belief, code, right string) choice {
	c := choice{
		id: belief, same: code, holds: code == right, text: plain("`%s`", code),
		reason: say("key-state."+belief, "call", l.last, "day", l.day, "window", l.window),
		script: fmt.Sprintf("test \"$answer\" = %s", code),
	}
	if code == worked {
		c.text, c.script = say("key-state.works"), "test -z \"$answer\""
	}
	if belief == "" {
		c.reason = say("key-state.right-"+l.because(right), "call", l.last, "day", l.day)
	}
	return c
}

// because names the sentence that says why the answer is right.
func (l life) because(right string) string {
	last := l.events[len(l.events)-1].do
	switch {
	case right != worked:
		return strings.ToLower(strings.TrimSuffix(right, "Exception"))
	case strings.HasPrefix(l.last, "decrypt") && last == rotates:
		return "rotated"
	case l.last == "decrypt" && last == repoints:
		return "repointed"
	}
	return worked
}

package generate

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"skylab/simulators/kms"
)

// pair is one label of an encryption context.
type pair struct{ key, value string }

// labels is an encryption context as somebody writes it.
type labels []pair

func (l labels) String() string {
	words := make([]string, len(l))
	for i, p := range l {
		words[i] = p.key + "=" + p.value
	}
	return strings.Join(words, ",")
}

func (l labels) pairs() map[string]string {
	m := map[string]string{}
	for _, p := range l {
		m[p.key] = p.value
	}
	return m
}

// with is the context with one label changed.
func (l labels) with(i int, p pair) labels {
	out := slices.Clone(l)
	out[i] = p
	return out
}

// drawContext asks which context opens a ciphertext.
func drawContext(d *draw) *sketch {
	all := []pair{
		{"app", pick(d, "app", "shop", "mail", "menu", "school")}, {"customer", fmt.Sprint(d.between("customer", 2, 99))},
		{"file", pick(d, "file", "orders", "prices", "letter")}, {"stage", pick(d, "stage", "test", "live")},
	}
	all = shuffled(d, "labels", all)
	sealed := labels(all[:d.between("count", 2, 3)])
	turned := slices.Clone(sealed)
	slices.Reverse(turned)
	if d.chance("as it was", 30) {
		turned = sealed
	}
	v := newVault()
	key, err := v.key("KEY", kms.CreateKeyInput{})
	if err != nil {
		return nil
	}
	v.run("echo secret > letter.txt\naws kms encrypt --key-id $KEY --plaintext fileb://letter.txt --encryption-context %s --query CiphertextBlob --output text | base64 -d > letter.bin", sealed)
	box, err := v.KMS.Encrypt(v.call(), kms.EncryptInput{KeyId: key, Plaintext: []byte("secret\n"), EncryptionContext: sealed.pairs()})
	if err != nil {
		return nil
	}
	k := &sketch{stem: say("context.stem", "context", sealed), setup: v.script.String()}
	var why strings.Builder
	add := func(belief string, l labels) choice {
		code := codeOf(openWith(v, box.CiphertextBlob, l))
		fmt.Fprintf(&why, "%-44s %s\n", l, code)
		return contextChoice(belief, l, sealed, code)
	}
	i := d.below("which", len(sealed))
	p := sealed[i]
	k.right = add("", turned)
	k.wrong = []choice{
		add("subset-is-enough", slices.Delete(slices.Clone(turned), i, i+1)),
		add("more-is-fine", append(slices.Clone(turned), all[3])),
		add("capital-letter", sealed.with(i, pair{strings.ToUpper(p.key[:1]) + p.key[1:], p.value})),
		add("value-is-free", turned.with(len(turned)-1-i, pair{turned[len(turned)-1-i].key, "any"})),
		add("only-a-log-entry", nil),
		add("swapped-values", sealed.with(0, pair{sealed[0].key, sealed[1].value}).with(1, pair{sealed[1].key, sealed[0].value})),
	}
	k.why = plain("```text\n%s```", why.String())
	return k
}

func openWith(v *vault, box []byte, l labels) error {
	_, err := v.KMS.Decrypt(v.call(), kms.DecryptInput{CiphertextBlob: box, EncryptionContext: l.pairs()})
	return err
}

func contextChoice(belief string, l, sealed labels, code string) choice {
	c := choice{
		id: belief, holds: code == worked, text: plain("`%s`", l),
		same:   fmt.Sprint(slices.Sorted(maps.Keys(l.pairs())), l.pairs()),
		reason: say("context."+belief, "context", l, "sealed", sealed),
		script: fmt.Sprintf("aws kms decrypt --ciphertext-blob fileb://letter.bin --encryption-context %s >/dev/null 2>&1 || false", l),
	}
	if belief == "" {
		c.reason = say("context.right")
	}
	if len(l) == 0 {
		c.text = say("context.none")
		c.script = "aws kms decrypt --ciphertext-blob fileb://letter.bin >/dev/null 2>&1 || false"
	}
	return c
}

// thousands is a number with commas: 4,096.
func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

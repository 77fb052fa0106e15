package kms

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"skylab/simulators/cloud"
)

// trial is one recorded call, made of what a case gives.
type trial struct {
	*lab
	c    oracleCase
	id   string
	used []string // members of given that were looked at
}

func (x *trial) get(name string) (any, bool) {
	x.used = append(x.used, name)
	v, ok := x.c.Given[name]
	return v, ok
}

func (x *trial) word(name, otherwise string) string {
	if v, ok := x.get(name); ok && v != nil {
		return text(v)
	}
	return otherwise
}

// recorded makes the call that a recording of the service was made of.
func recorded(t *testing.T, c oracleCase) outcome {
	x := &trial{lab: newLab(t), c: c}
	switch {
	case c.has("encrypt_context", "decrypt_context"):
		return answer(c, contextTrip(x.lab, pairsOf(c.Given["encrypt_context"]), pairsOf(c.Given["decrypt_context"])), nil)
	case c.has("seq"):
		return x.sequence()
	case c.has("op", "key_spec", "algorithm"):
		return x.largest()
	}
	op := x.word("op", "")
	name, rest, _ := strings.Cut(op, " ")
	if strings.HasPrefix(rest, "with context, Decrypt without") {
		return answer(c, x.withoutContext(name), nil)
	}
	x.id = x.key(x.wanted(name))
	if s := x.word("key_state", ""); s != "" {
		x.find1(x.id).State = KeyState(s)
	}
	got, err := x.run(name, rest)
	for member := range c.Given {
		if !slices.Contains(x.used, member) {
			panic(unreadable("given " + member))
		}
	}
	return answer(c, err, got)
}

// answer compares an error, or what was given back, with what is expected.
func answer(c oracleCase, err error, got object) outcome {
	var list []outcome
	for name, want := range c.Expect {
		switch name {
		case "error":
			list = append(list, equal(codeOf(err), want))
		case "message":
			list = append(list, equal(messageOf(err), want))
		case "message_part":
			if !strings.Contains(messageOf(err), text(want)) {
				list = append(list, outcome{"failed", fmt.Sprintf("%q lacks %q", messageOf(err), want)})
			}
		case "ok":
			list = append(list, equal(err == nil, want))
		default:
			v, ok := got[name]
			if !ok {
				return outcome{"unread", "expect " + name}
			}
			list = append(list, equal(v, want))
		}
	}
	return all(append(list, passed())...)
}

func contextTrip(l *lab, sealed, given map[string]string) error {
	_, err := l.open(l.seal(l.key(CreateKeyInput{}), "x", sealed), given)
	return err
}

// withoutContext seals by one operation with pairs and opens without.
func (x *trial) withoutContext(name string) error {
	id, pairs := x.key(CreateKeyInput{}), map[string]string{"a": "b"}
	var blob []byte
	switch name {
	case "Encrypt":
		blob = x.seal(id, "x", pairs)
	case "GenerateDataKey":
		blob = must[GenerateDataKeyOutput](x.t)(x.GenerateDataKey(x.call(), GenerateDataKeyInput{KeyId: id, KeySpec: new("AES_256"), EncryptionContext: pairs})).CiphertextBlob
	case "GenerateDataKeyWithoutPlaintext":
		blob = must[GenerateDataKeyWithoutPlaintextOutput](x.t)(x.GenerateDataKeyWithoutPlaintext(x.call(), GenerateDataKeyWithoutPlaintextInput{KeyId: id, KeySpec: new("AES_256"), EncryptionContext: pairs})).CiphertextBlob
	case "GenerateDataKeyPair":
		blob = must[GenerateDataKeyPairOutput](x.t)(x.GenerateDataKeyPair(x.call(), GenerateDataKeyPairInput{KeyId: id, KeyPairSpec: "RSA_2048", EncryptionContext: pairs})).PrivateKeyCiphertextBlob
	case "GenerateDataKeyPairWithoutPlaintext":
		blob = must[GenerateDataKeyPairWithoutPlaintextOutput](x.t)(x.GenerateDataKeyPairWithoutPlaintext(x.call(), GenerateDataKeyPairWithoutPlaintextInput{KeyId: id, KeyPairSpec: "RSA_2048", EncryptionContext: pairs})).PrivateKeyCiphertextBlob
	default:
		panic(unreadable(name))
	}
	_, err := x.open(blob, nil)
	return err
}

// sequence calls one operation after the other and describes the key.
func (x *trial) sequence() outcome {
	var id string
	for _, op := range texts(x.c.Given["seq"]) {
		if op == "CreateKey" {
			id = x.key(CreateKeyInput{})
			continue
		}
		do := doing(x.lab, id, nil)[op]
		if do == nil {
			panic(unreadable(op))
		}
		if err := do(); err != nil {
			return answer(x.c, err, nil)
		}
	}
	m := x.metadata(x.find1(id))
	got := object{"KeyState": *m.KeyState, "Enabled": m.Enabled, "DeletionDate": map[bool]string{true: "present", false: "absent"}[m.DeletionDate != nil]}
	return answer(x.c, nil, got)
}

// largest finds the most that an RSA key seals.
func (x *trial) largest() outcome {
	spec, algorithm := text(x.c.Given["key_spec"]), text(x.c.Given["algorithm"])
	id := x.key(CreateKeyInput{KeySpec: &spec, KeyUsage: new(usageEncrypt)})
	seal := func(n int) error {
		return second(x.Encrypt(x.call(), EncryptInput{KeyId: id, Plaintext: make([]byte, n), EncryptionAlgorithm: &algorithm}))
	}
	most := number(x.c.Expect["max_plaintext"])
	return equal([]string{codeOf(seal(most)), codeOf(seal(most + 1))}, []string{"", text(x.c.Expect["over_limit_error"])})
}

// wanted is the key that a call is made on.
func (x *trial) wanted(op string) CreateKeyInput {
	in := CreateKeyInput{}
	if op == "TagResource" || op == "CreateAlias" || op == "CreateKey" { // there key is a tag's, or is what is asked for
		return in
	}
	usual := symmetric
	switch op {
	case "GenerateMac", "VerifyMac":
		usual = "HMAC_256"
	case "Sign", "Verify", "GetPublicKey":
		usual = "ECC_NIST_P256"
	}
	spec := x.word("key", x.word("key_spec", usual))
	switch spec {
	case "non-symmetric", "asymmetric":
		spec = "RSA_2048"
	case "replica", "primary":
		in.MultiRegion, spec = new(true), symmetric
	}
	s := specOf(spec)
	if s == nil {
		panic(unreadable("key " + spec))
	}
	usage := s.usages[0]
	for _, u := range s.usages {
		if u == usageSign && (op == "Sign" || op == "Verify") {
			usage = u
		}
	}
	in.KeySpec, in.KeyUsage = &s.name, new(x.word("key_usage", usage))
	if v, ok := x.get("origin"); ok {
		in.Origin = new(text(v))
	}
	if v, ok := x.get("multi_region"); ok {
		in.MultiRegion = new(v.(bool))
	}
	return in
}

// run makes one call; what it gave is named as the cases name it.
func (x *trial) run(op, rest string) (object, error) {
	switch op {
	case "Encrypt":
		n := 5
		if v, ok := x.get("plaintext_len"); ok {
			n = number(v)
		}
		return nil, second(x.Encrypt(x.call(), EncryptInput{KeyId: x.id, Plaintext: make([]byte, n)}))
	case "Decrypt":
		return nil, x.decrypt()
	case "DescribeKey":
		return nil, x.describe(rest)
	case "CreateAlias":
		return nil, second(x.CreateAlias(x.call(), CreateAliasInput{x.word("AliasName", "alias/x"), x.id}))
	case "GenerateRandom":
		return x.random()
	case "CreateKey":
		return nil, second(x.CreateKey(x.call(), x.newKey()))
	case "Sign":
		return nil, x.signing()
	case "ReplicateKey":
		return nil, x.replicate()
	case "TagResource":
		return nil, second(x.TagResource(x.call(), TagResourceInput{x.id, x.tags()}))
	case "ImportKeyMaterial":
		return nil, x.importing()
	case "GenerateMac", "VerifyMac":
		return nil, x.macing(op)
	case "Verify":
		x.get("signature")
		algorithm := "ECDSA_SHA_256"
		if k := x.find1(x.id); k.Usage == usageSign {
			algorithm = k.algorithms()[0]
		}
		return nil, second(x.Verify(x.call(), VerifyInput{KeyId: x.id, Message: []byte("m"), Signature: []byte("bad"), SigningAlgorithm: algorithm}))
	}
	all := doing(x.lab, x.id, nil)
	all["RotateKeyOnDemand"] = func() error { return second(x.RotateKeyOnDemand(x.call(), KeyInput{x.id})) }
	if v, ok := x.get("dry_run"); ok && v == true {
		return nil, x.dry(op)
	}
	if do := all[op]; do != nil && rest == "" {
		return nil, do()
	}
	panic(unreadable("op " + op + " " + rest))
}

// newKey is what a key is asked to be.
func (x *trial) newKey() CreateKeyInput {
	in := CreateKeyInput{}
	for name, to := range map[string]**string{"key_spec": &in.KeySpec, "key": &in.KeySpec, "key_usage": &in.KeyUsage, "origin": &in.Origin, "policy": &in.Policy} {
		if v, ok := x.get(name); ok && v != nil {
			*to = new(text(v))
		}
	}
	if v, ok := x.get("tags"); ok {
		in.Tags = tagsNumbered(number(v))
	}
	return in
}

// signing signs, or tries to: a digest of a wrong length when one is asked for.
func (x *trial) signing() error {
	k := x.find1(x.id)
	in := SignInput{KeyId: x.id, Message: []byte("m"), SigningAlgorithm: "ECDSA_SHA_256"}
	if k.Usage == usageSign {
		in.SigningAlgorithm = k.algorithms()[0]
	}
	in.SigningAlgorithm = x.word("alg", x.word("algorithm", in.SigningAlgorithm))
	if what := x.word("digest", ""); what != "" {
		if !regexp.MustCompile(`bad|wrong|invalid|short`).MatchString(what) {
			panic(unreadable("digest " + what))
		}
		in.MessageType = new("DIGEST")
	}
	return second(x.Sign(x.call(), in))
}

// replicate makes a replica of the key, or of its replica.
func (x *trial) replicate() error {
	in, scope := ReplicateKeyInput{KeyId: x.id, ReplicaRegion: "eu-west-1"}, seoul
	if x.word("key", "") == "replica" {
		must[ReplicateKeyOutput](x.t)(x.ReplicateKey(x.call(), ReplicateKeyInput{KeyId: x.id, ReplicaRegion: us.Region}))
		x.sleep(replicaTakes)
		scope = us
	}
	return second(x.ReplicateKey(x.as(you, scope), in))
}

func (x *trial) decrypt() error {
	blob := x.seal(x.id, "x", nil)
	if what := x.word("ciphertext", ""); what != "" {
		switch {
		case strings.Contains(what, "header"):
			blob = blob[headerSize:]
		case regexp.MustCompile(`truncated|cut|removed`).MatchString(what):
			blob = blob[:len(blob)-1]
		case regexp.MustCompile(`flip|changed|modified|corrupt`).MatchString(what):
			blob[len(blob)/2] ^= 1
		case regexp.MustCompile(`random|garbage|not |invalid`).MatchString(what):
			blob = []byte("no ciphertext at all")
		default:
			panic(unreadable("ciphertext " + what))
		}
	}
	in := DecryptInput{CiphertextBlob: blob}
	if who := x.word("KeyId", ""); strings.Contains(who, "other key") {
		in.KeyId = new(x.key(CreateKeyInput{}))
	} else if who != "" {
		panic(unreadable("KeyId " + who))
	}
	return second(x.Decrypt(x.call(), in))
}

func (x *trial) describe(rest string) error {
	id, scope := x.word("KeyId", x.id), seoul
	switch rest {
	case "by id in another Region":
		scope = us
	case "by ARN of another Region":
		id, scope = x.find1(x.id).ARN(), us
	case "":
	default:
		panic(unreadable(rest))
	}
	return second(x.DescribeKey(x.as(you, scope), DescribeKeyInput{KeyId: id}))
}

// dry asks whether it would work.
func (x *trial) dry(op string) error {
	switch op {
	case "GenerateDataKey":
		return second(x.GenerateDataKey(x.call(), GenerateDataKeyInput{KeyId: x.id, KeySpec: new("AES_256"), DryRun: new(true)}))
	case "GenerateDataKeyPair":
		return second(x.GenerateDataKeyPair(x.call(), GenerateDataKeyPairInput{KeyId: x.id, KeyPairSpec: "RSA_2048", DryRun: new(true)}))
	case "GenerateDataKeyPairWithoutPlaintext":
		return second(x.GenerateDataKeyPairWithoutPlaintext(x.call(), GenerateDataKeyPairWithoutPlaintextInput{KeyId: x.id, KeyPairSpec: "RSA_2048", DryRun: new(true)}))
	}
	panic(unreadable("a dry run of " + op))
}

func (x *trial) random() (object, error) {
	in := GenerateRandomInput{}
	if v, ok := x.get("bytes"); ok && v != nil {
		in.NumberOfBytes = new(int32(number(v)))
	}
	out, err := x.GenerateRandom(x.call(), in)
	return object{"len": len(out.Plaintext)}, err
}

func tagsNumbered(n int) []Tags {
	list := make([]Tags, n)
	for i := range list {
		list[i] = Tags{fmt.Sprintf("k%d", i), ""}
	}
	return list
}

func (x *trial) tags() []Tags {
	if name := x.word("key", ""); name != "" {
		return []Tags{{name, "v"}}
	}
	v, _ := x.get("tags")
	if what, ok := v.(string); ok {
		if !strings.Contains(what, "duplicate") {
			panic(unreadable("tags " + what))
		}
		return []Tags{{"a", "1"}, {"a", "2"}}
	}
	return tagsNumbered(number(v))
}

func (x *trial) importing() error {
	id := x.key(CreateKeyInput{Origin: new(external)})
	in := ImportKeyMaterialInput{KeyId: id, ImportToken: []byte("x"), EncryptedKeyMaterial: []byte("x"), ExpirationModel: new(x.word("model", "KEY_MATERIAL_EXPIRES"))}
	if v, ok := x.get("ValidTo"); ok && v != nil {
		in.ValidTo = new(x.Now + cloud.Day)
	}
	return second(x.ImportKeyMaterial(x.call(), in))
}

func (x *trial) macing(op string) error {
	k, usual, mac := x.find1(x.id), "HMAC_SHA_256", []byte("mac")
	if k.Usage == usageMac {
		usual = k.algorithms()[0]
		mac = k.mac(usual, []byte("m"))
	}
	algorithm := x.word("alg", usual)
	if op == "GenerateMac" {
		return second(x.GenerateMac(x.call(), GenerateMacInput{KeyId: x.id, Message: []byte("m"), MacAlgorithm: algorithm}))
	}
	message := "m"
	if what := x.word("message", ""); what == "different" {
		message = "another"
	} else if what != "" {
		panic(unreadable("message " + what))
	}
	return second(x.VerifyMac(x.call(), VerifyMacInput{KeyId: x.id, Message: []byte(message), Mac: mac, MacAlgorithm: algorithm}))
}

package kms

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"skylab/simulators/cloud"
)

// rules reads the stated rules by the members that a case has.
func rules(t *testing.T, c oracleCase) outcome {
	l := newLab(t)
	switch {
	case c.has("encrypt", "decrypt"):
		return answer(c, contextTrip(l, pairsOf(c.Given["encrypt"]), pairsOf(c.Given["decrypt"])), nil)
	case c.has("PendingWindowInDays"):
		return windows(t, c)
	case c.has("key") && sameNames(c.Expect, []string{"ScheduleKeyDeletion"}):
		return managedDeletion(l, c)
	case c.has("automatic"):
		id := l.key(CreateKeyInput{})
		must[NoOutput](t)(l.EnableKeyRotation(l.call(), EnableKeyRotationInput{KeyId: id}))
		return equal(l.find1(id).Rotation.Days, c.Expect["default_period_days"])
	case c.has("key_state") && c.Expect["rotation_status"] != nil:
		return rotationOfPending(l, c)
	case c.has("keys"):
		return unrotatable(l, c)
	case c.has("key_policy", "iam_policy", "user"), c.has("key_policy", "iam_policy"):
		return decision(l, c)
	case c.has("constraint", "request"):
		return equal(constrained(l, constraintOf(c.Given["constraint"]), pairsOf(c.Given["request"])), c.Expect["permitted"])
	case c.has("parent_constraint", "child_constraint", "op"):
		return childGrant(l, c)
	case c.has("immediately_after", "without_token"):
		return untokened(l, c)
	case c.has("disable", "use"):
		return independent(l, c)
	case c.has("primary", "op"):
		return primaryWaits(l, c)
	case c.has("q"):
		return quotaCase(c)
	case c.Given["quota"] != nil:
		return sharedQuota(c)
	case c.has() && c.Expect["rotation"] != nil:
		return rotationKeeps(l, c)
	case c.has() && c.Expect["set_on"] != nil:
		return rotationOfReplicas(l, c)
	}
	return unread()
}

func windows(t *testing.T, c oracleCase) outcome {
	var valid []bool
	var usual int32
	for _, v := range items(c.Given["PendingWindowInDays"]) {
		l := newLab(t)
		in := ScheduleKeyDeletionInput{KeyId: l.key(CreateKeyInput{})}
		if v != nil {
			in.PendingWindowInDays = new(int32(number(v)))
		}
		out, err := l.ScheduleKeyDeletion(l.call(), in)
		valid = append(valid, err == nil)
		if v == nil && err == nil {
			usual = *out.PendingWindowInDays
		}
	}
	if usual == 0 {
		return equal(valid, c.Expect["valid"])
	}
	return all(equal(valid, c.Expect["valid"]), equal(usual, c.Expect["default"]))
}

func managedDeletion(l *lab, c oracleCase) outcome {
	if text(c.Given["key"]) != "AWS managed key" {
		return unread()
	}
	id := l.Managed(&l.World, seoul, "s3").ID
	err := second(l.ScheduleKeyDeletion(l.call(), ScheduleKeyDeletionInput{KeyId: id}))
	return equal(map[bool]string{true: "not allowed", false: "allowed"}[err != nil], c.Expect["ScheduleKeyDeletion"])
}

func rotationOfPending(l *lab, c oracleCase) outcome {
	if text(c.Given["key_state"]) != "PendingDeletion" {
		return unread()
	}
	id := l.key(CreateKeyInput{})
	must[NoOutput](l.t)(l.EnableKeyRotation(l.call(), EnableKeyRotationInput{KeyId: id}))
	must[ScheduleKeyDeletionOutput](l.t)(l.ScheduleKeyDeletion(l.call(), ScheduleKeyDeletionInput{KeyId: id}))
	waiting := must[GetKeyRotationStatusOutput](l.t)(l.GetKeyRotationStatus(l.call(), KeyInput{id})).KeyRotationEnabled
	must[KeyIdOutput](l.t)(l.CancelKeyDeletion(l.call(), KeyInput{id}))
	after := must[GetKeyRotationStatusOutput](l.t)(l.GetKeyRotationStatus(l.call(), KeyInput{id})).KeyRotationEnabled
	restored := strings.Contains(text(c.Expect["after_cancel"]), "restored")
	return all(equal(waiting, c.Expect["rotation_status"]), equal(after, restored))
}

func unrotatable(l *lab, c oracleCase) outcome {
	var list []outcome
	for _, kind := range texts(c.Given["keys"]) {
		rotates := false
		switch kind {
		case "asymmetric":
			rotates = l.rotates(CreateKeyInput{KeySpec: new("RSA_2048"), KeyUsage: new(usageEncrypt)})
		case "HMAC":
			rotates = l.rotates(CreateKeyInput{KeySpec: new("HMAC_256"), KeyUsage: new(usageMac)})
		case "imported material":
			rotates = l.rotates(CreateKeyInput{Origin: new(external)})
		case "custom key store": // the lab makes no such key at all
			rotates = second(l.CreateKey(l.call(), CreateKeyInput{Origin: new("AWS_CLOUDHSM")})) == nil
		case "symmetric":
			rotates = l.rotates(CreateKeyInput{})
		default:
			panic(unreadable(kind))
		}
		list = append(list, equal(rotates, c.Expect["automatic_rotation"]))
	}
	return all(list...)
}

func (l *lab) rotates(in CreateKeyInput) bool {
	return second(l.EnableKeyRotation(l.call(), EnableKeyRotationInput{KeyId: l.key(in)})) == nil
}

var sentence = regexp.MustCompile(`(?i)^(allows?|deny|denies) (?:user )?(\S+)(?: (kms:\S+))?`)

// decision asks whether Alice may decrypt, by policies that are told in words.
func decision(l *lab, c oracleCase) outcome {
	who, key := alice, "Allow "+you.ARN+" kms:*"
	statement := func(words string, principal bool) string {
		m := sentence.FindStringSubmatch(words)
		if m == nil {
			panic(unreadable(words))
		}
		effect := map[bool]string{true: "Deny", false: "Allow"}[strings.HasPrefix(strings.ToLower(m[1]), "den")]
		action := m[3]
		if action == "" {
			action = anyKMS
		}
		if !principal {
			return `{"Version":"2012-10-17","Statement":{"Effect":"` + effect + `","Action":"` + strings.TrimPrefix(m[2]+m[3], "kms:kms:") + `","Resource":"*"}}`
		}
		arn := map[string]string{"root": rootARN, "Alice": alice.ARN}[m[2]]
		if account, ok := strings.CutSuffix(m[2], ":root"); ok {
			arn = "arn:aws:iam::" + account + ":root"
		}
		if strings.HasPrefix(m[2], "arn:") {
			arn = m[2]
		}
		if arn == "" {
			panic(unreadable(words))
		}
		return say(effect, arn, "", action)
	}
	words := text(c.Given["key_policy"])
	if regexp.MustCompile(`[0-9]{12}`).MatchString(words) { // an account is named when the key is another's
		who = cloud.Caller{Account: "111122223333", ARN: alice.ARN}
		return l.acrossDecision(c, statement(words, true), who)
	}
	id := l.key(CreateKeyInput{Policy: keyPolicy(statement(key, true), statement(words, true))})
	blob := l.seal(id, "x", nil)
	iam := people{}
	if v := c.Given["iam_policy"]; v != nil {
		iam[who.ARN] = statement(text(v), false)
	}
	l.access = iam
	return equal(allowedWord(l.decryptAs(who, blob, nil)), c.Expect["decision"])
}

func (l *lab) acrossDecision(c oracleCase, statement string, who cloud.Caller) outcome {
	owner := cloud.Caller{Account: other.Account, ARN: "arn:aws:iam::444455556666:user/owner"}
	made := must[CreateKeyOutput](l.t)(l.CreateKey(l.as(owner, other), CreateKeyInput{Policy: keyPolicy(say("Allow", owner.ARN, "", anyKMS), statement)}))
	arn := *made.KeyMetadata.Arn
	blob := must[EncryptOutput](l.t)(l.Encrypt(l.as(owner, other), EncryptInput{KeyId: arn, Plaintext: []byte("x")})).CiphertextBlob
	iam := people{}
	if v := c.Given["iam_policy"]; v != nil {
		iam[who.ARN] = iamAllow("kms:Decrypt")
	}
	l.access = iam
	return equal(allowedWord(l.decryptAs(who, blob, nil)), c.Expect["decision"])
}

func allowedWord(err error) string {
	switch codeOf(err) {
	case "":
		return "allow"
	case "AccessDeniedException":
		return "deny"
	}
	return err.Error()
}

func constraintOf(v any) *GrantConstraints {
	o, ok := v.(object)
	if v != nil && !ok {
		panic(unreadable(fmt.Sprint(v)))
	}
	if v == nil {
		return nil
	}
	g := &GrantConstraints{}
	for name, pairs := range o {
		switch name {
		case "EncryptionContextEquals":
			g.EncryptionContextEquals = pairsOf(pairs)
		case "EncryptionContextSubset":
			g.EncryptionContextSubset = pairsOf(pairs)
		default:
			panic(unreadable(name))
		}
	}
	return g
}

func constrained(l *lab, g *GrantConstraints, pairs map[string]string) bool {
	l.access = people{you.ARN: iamAllow("*")}
	id := l.key(CreateKeyInput{})
	blob := l.seal(id, "x", pairs)
	made := l.grantTo(id, CreateGrantInput{Operations: []string{"Decrypt"}, Constraints: g})
	return l.decryptAs(batch, blob, pairs, *made.GrantToken) == nil
}

func childGrant(l *lab, c oracleCase) outcome {
	if !strings.HasPrefix(text(c.Given["op"]), "CreateGrant") {
		return unread()
	}
	l.access = people{you.ARN: iamAllow("*")}
	id := l.key(CreateKeyInput{})
	g := l.grantTo(id, CreateGrantInput{Operations: []string{"Decrypt", "CreateGrant"}, Constraints: constraintOf(c.Given["parent_constraint"])})
	err := second(l.CreateGrant(l.as(batch, seoul), CreateGrantInput{
		KeyId: id, GranteePrincipal: alice.ARN, Operations: []string{"Decrypt"}, Constraints: constraintOf(c.Given["child_constraint"]), GrantTokens: []string{*g.GrantToken},
	}))
	return equal(err == nil, c.Expect["permitted"])
}

func untokened(l *lab, c oracleCase) outcome {
	said := text(c.Expect["may"])
	if text(c.Given["immediately_after"]) != "CreateGrant" || !strings.Contains(said, "AccessDenied") || !strings.Contains(said, "5 minutes") {
		return unread()
	}
	l.access = people{you.ARN: iamAllow("*")}
	id := l.key(CreateKeyInput{})
	blob := l.seal(id, "x", nil)
	g := l.grantTo(id, CreateGrantInput{Operations: []string{"Decrypt"}})
	without, with := codeOf(l.decryptAs(batch, blob, nil)), codeOf(l.decryptAs(batch, blob, nil, *g.GrantToken))
	l.sleep(5 * cloud.Minute)
	return equal([]string{without, with, codeOf(l.decryptAs(batch, blob, nil))}, []string{"AccessDeniedException", "", ""})
}

// replicated makes a multi-Region key with one replica.
func (l *lab) replicated() string {
	id := l.key(CreateKeyInput{MultiRegion: new(true)})
	must[ReplicateKeyOutput](l.t)(l.ReplicateKey(l.call(), ReplicateKeyInput{KeyId: id, ReplicaRegion: us.Region}))
	l.sleep(replicaTakes)
	return id
}

func independent(l *lab, c oracleCase) outcome {
	places := map[string]cloud.Scope{"primary": seoul, "replica": us}
	off, ok := places[text(c.Given["disable"])]
	on, too := places[text(c.Given["use"])]
	if !ok || !too {
		return unread()
	}
	id := l.replicated()
	must[NoOutput](l.t)(l.DisableKey(l.as(you, off), KeyInput{id}))
	err := second(l.Encrypt(l.as(you, on), EncryptInput{KeyId: id, Plaintext: []byte("x")}))
	return equal(err == nil, c.Expect["ok"])
}

func primaryWaits(l *lab, c oracleCase) outcome {
	want := text(c.Expect["state"])
	if text(c.Given["op"]) != "ScheduleKeyDeletion" || !strings.HasPrefix(want, "PendingReplicaDeletion until replicas gone, then PendingDeletion") {
		return unread()
	}
	id := l.replicated()
	must[ScheduleKeyDeletionOutput](l.t)(l.ScheduleKeyDeletion(l.call(), ScheduleKeyDeletionInput{KeyId: id}))
	first := l.find1(id).State
	must[ScheduleKeyDeletionOutput](l.t)(l.ScheduleKeyDeletion(l.as(you, us), ScheduleKeyDeletionInput{KeyId: id}))
	l.sleep(30 * cloud.Day)
	return equal([]KeyState{first, l.find1(id).State}, []KeyState{PendingReplicaDeletion, PendingDeletion})
}

func quotaCase(c oracleCase) outcome {
	r := &Region{}
	switch q := text(c.Given["q"]); {
	case strings.HasPrefix(q, "aliases per"):
		return equal(r.quota(quotaAliases), c.Expect["default"])
	case strings.HasPrefix(q, "grants per"):
		return equal(r.quota(quotaGrants), c.Expect["default"])
	case strings.HasPrefix(q, "KMS keys"), strings.HasPrefix(q, "keys per"):
		return equal(r.quota(quotaKeys), c.Expect["default"])
	case strings.HasPrefix(q, "key policy"):
		return equal(maxPolicy, c.Expect["max"])
	case strings.HasPrefix(q, "RSA"):
		return equal(requestQuotas["RSA"], c.Expect["default"])
	case strings.HasPrefix(q, "ECC"):
		return equal(requestQuotas["ECC"], c.Expect["default"])
	}
	return unread()
}

func sharedQuota(c oracleCase) outcome {
	requests := map[string]int{}
	for name, v := range c.Given {
		if _, ok := states[name]; ok {
			requests[name] = number(v)
		} else if name != "quota" {
			panic(unreadable(name))
		}
	}
	return equal(Throttled(number(c.Given["quota"]), requests), c.Expect["throttled"])
}

func rotationKeeps(l *lab, c oracleCase) outcome {
	if said := text(c.Expect["rotation"]); !strings.Contains(said, "does not re-encrypt") {
		return unread()
	}
	id := l.key(CreateKeyInput{})
	before := *l.find1(id)
	blob := l.seal(id, "x", nil)
	must[KeyIdOutput](l.t)(l.RotateKeyOnDemand(l.call(), KeyInput{id}))
	after := l.find1(id)
	got, err := l.open(blob, nil)
	return equal([]any{got, err, after.ARN(), after.Policy, len(after.Materials)}, []any{"x", nil, before.ARN(), before.Policy, 2})
}

func rotationOfReplicas(l *lab, c oracleCase) outcome {
	if said := text(c.Expect["set_on"]); !strings.HasPrefix(said, "primary only") {
		return unread()
	}
	id := l.replicated()
	onReplica := codeOf(second(l.EnableKeyRotation(l.as(you, us), EnableKeyRotationInput{KeyId: id})))
	must[NoOutput](l.t)(l.EnableKeyRotation(l.call(), EnableKeyRotationInput{KeyId: id}))
	l.sleep(365 * cloud.Day)
	here, there := l.find1(id), l.look(us, id)
	return equal([]any{onReplica, there.Rotation.On, len(there.Materials)}, []any{"UnsupportedOperationException", true, len(here.Materials)})
}

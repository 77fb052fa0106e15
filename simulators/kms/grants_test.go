package kms

import (
	"testing"

	"skylab/simulators/cloud"
)

// grantTo makes a grant for the batch role and gives what it is called.
func (l *lab) grantTo(id string, in CreateGrantInput) CreateGrantOutput {
	l.t.Helper()
	in.KeyId, in.GranteePrincipal = id, batch.Role
	return must[CreateGrantOutput](l.t)(l.CreateGrant(l.call(), in))
}

func (l *lab) decryptAs(who cloud.Caller, blob []byte, pairs map[string]string, tokens ...string) error {
	_, err := l.Decrypt(l.as(who, seoul), DecryptInput{CiphertextBlob: blob, EncryptionContext: pairs, GrantTokens: tokens})
	return err
}

// A night's grant: at once with its token, without it after a while, for these
// pairs only, and no longer once it is retired.
func TestGrant(t *testing.T) {
	l := newLab(t)
	l.access = people{you.ARN: iamAllow("*")}
	id := l.key(CreateKeyInput{})
	mine, theirs := map[string]string{"courier": "7"}, map[string]string{"courier": "8"}
	blob, foreign := l.seal(id, "x", mine), l.seal(id, "x", theirs)
	wants(t, l.decryptAs(batch, blob, mine), "AccessDeniedException")
	g := l.grantTo(id, CreateGrantInput{Operations: []string{"Decrypt"}, Constraints: &GrantConstraints{EncryptionContextEquals: mine}, RetiringPrincipal: new(alice.ARN)})

	c := l.as(batch, seoul)
	_, err := l.Decrypt(c, DecryptInput{CiphertextBlob: blob, EncryptionContext: mine})
	wants(t, err, "AccessDeniedException")
	if !has(c.Reasons, CodeGrantNotYet) {
		t.Errorf("the reasons do not say why: %v", c.Reasons)
	}
	wants(t, l.decryptAs(batch, blob, mine, *g.GrantToken), "")
	wants(t, l.decryptAs(alice, blob, mine, *g.GrantToken), "AccessDeniedException")
	wants(t, l.decryptAs(batch, foreign, theirs, *g.GrantToken), "AccessDeniedException")
	l.sleep(GrantDelay)
	wants(t, l.decryptAs(batch, blob, mine), "")
	wants(t, l.decryptAs(batch, foreign, theirs), "AccessDeniedException")
	_, err = l.Encrypt(l.as(batch, seoul), EncryptInput{KeyId: id, Plaintext: []byte("x"), EncryptionContext: mine})
	wants(t, err, "AccessDeniedException")

	_, err = l.RetireGrant(l.as(batch, seoul), RetireGrantInput{KeyId: new(l.find1(id).ARN()), GrantId: g.GrantId})
	wants(t, err, "AccessDeniedException")
	if list := must[ListGrantsOutput](t)(l.ListRetirableGrants(l.call(), ListRetirableGrantsInput{RetiringPrincipal: alice.ARN})); len(list.Grants) != 1 || *list.Grants[0].GrantId != *g.GrantId {
		t.Errorf("%d grants to retire", len(list.Grants))
	}
	must[NoOutput](t)(l.RetireGrant(l.as(alice, seoul), RetireGrantInput{GrantToken: g.GrantToken}))
	wants(t, l.decryptAs(batch, blob, mine, *g.GrantToken), "AccessDeniedException")
	wants(t, second(l.RetireGrant(l.call(), RetireGrantInput{GrantToken: g.GrantToken})), "NotFoundException")
	wants(t, second(l.RetireGrant(l.call(), RetireGrantInput{GrantToken: new("nonsense")})), "InvalidGrantTokenException")
	wants(t, second(l.RetireGrant(l.call(), RetireGrantInput{})), "ValidationException")
}

// Equal pairs, or at least these; case counts.
func TestGrantConstraints(t *testing.T) {
	it := map[string]string{"Department": "IT"}
	more := map[string]string{"Department": "IT", "Purpose": "Test"}
	for _, c := range []struct {
		equals, subset, given map[string]string
		want                  string
	}{
		{it, nil, it, ""},
		{it, nil, more, "AccessDeniedException"},
		{it, nil, nil, "AccessDeniedException"},
		{nil, it, it, ""},
		{nil, it, more, ""},
		{nil, it, map[string]string{"Purpose": "Test"}, "AccessDeniedException"},
		{nil, it, map[string]string{"Department": "it"}, "AccessDeniedException"},
		{nil, it, map[string]string{"department": "IT"}, "AccessDeniedException"},
	} {
		l := newLab(t)
		l.access = people{you.ARN: iamAllow("*")}
		id := l.key(CreateKeyInput{})
		blob := l.seal(id, "x", c.given)
		g := l.grantTo(id, CreateGrantInput{Operations: []string{"Decrypt"}, Constraints: &GrantConstraints{EncryptionContextEquals: c.equals, EncryptionContextSubset: c.subset}})
		if err := l.decryptAs(batch, blob, c.given, *g.GrantToken); codeOf(err) != c.want {
			t.Errorf("equals %v, subset %v, given %v: %v", c.equals, c.subset, c.given, err)
		}
	}
}

// Who has CreateGrant by a grant may pass on no more than it has.
func TestGrantOfAGrant(t *testing.T) {
	pairs := &GrantConstraints{EncryptionContextSubset: map[string]string{"Department": "IT"}}
	for name, c := range map[string]struct {
		operations []string
		constraint *GrantConstraints
		want       string
	}{
		"the same":         {[]string{"Decrypt"}, pairs, ""},
		"stricter":         {[]string{"Decrypt"}, &GrantConstraints{EncryptionContextEquals: map[string]string{"Department": "IT", "Shop": "7"}}, ""},
		"no constraint":    {[]string{"Decrypt"}, nil, "AccessDeniedException"},
		"another":          {[]string{"Decrypt"}, &GrantConstraints{EncryptionContextSubset: map[string]string{"Shop": "7"}}, "AccessDeniedException"},
		"another operaton": {[]string{"Encrypt"}, pairs, "AccessDeniedException"},
	} {
		l := newLab(t)
		l.access = people{you.ARN: iamAllow("*")}
		id := l.key(CreateKeyInput{})
		g := l.grantTo(id, CreateGrantInput{Operations: []string{"Decrypt", "CreateGrant"}, Constraints: pairs})
		_, err := l.CreateGrant(l.as(batch, seoul), CreateGrantInput{KeyId: id, GranteePrincipal: alice.ARN, Operations: c.operations, Constraints: c.constraint, GrantTokens: []string{*g.GrantToken}})
		if codeOf(err) != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestGrantRefusals(t *testing.T) {
	l := newLab(t)
	id := l.key(CreateKeyInput{})
	for name, c := range map[string]struct {
		in   CreateGrantInput
		want string
	}{
		"nobody":          {CreateGrantInput{KeyId: id, Operations: []string{"Decrypt"}}, "InvalidArnException"},
		"a wildcard":      {CreateGrantInput{KeyId: id, GranteePrincipal: "arn:aws:iam::111122223333:role/*", Operations: []string{"Decrypt"}}, "InvalidArnException"},
		"nothing":         {CreateGrantInput{KeyId: id, GranteePrincipal: alice.ARN}, "ValidationException"},
		"no operation":    {CreateGrantInput{KeyId: id, GranteePrincipal: alice.ARN, Operations: []string{"decrypt"}}, "ValidationException"},
		"not of the key":  {CreateGrantInput{KeyId: id, GranteePrincipal: alice.ARN, Operations: []string{"Sign"}}, "ValidationException"},
		"a wrong token":   {CreateGrantInput{KeyId: id, GranteePrincipal: alice.ARN, Operations: []string{"Decrypt"}, GrantTokens: []string{"x"}}, "InvalidGrantTokenException"},
		"an alias":        {CreateGrantInput{KeyId: "alias/x", GranteePrincipal: alice.ARN, Operations: []string{"Decrypt"}}, "NotFoundException"},
		"only asked":      {CreateGrantInput{KeyId: id, GranteePrincipal: alice.ARN, Operations: []string{"Decrypt"}, DryRun: new(true)}, "DryRunOperationException"},
		"a grant, at all": {CreateGrantInput{KeyId: id, GranteePrincipal: alice.ARN, Operations: []string{"Decrypt"}}, ""},
	} {
		if _, err := l.CreateGrant(l.call(), c.in); codeOf(err) != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	named := CreateGrantInput{KeyId: id, GranteePrincipal: alice.ARN, Operations: []string{"Decrypt"}, Name: new("night")}
	a, b := must[CreateGrantOutput](t)(l.CreateGrant(l.call(), named)), must[CreateGrantOutput](t)(l.CreateGrant(l.call(), named))
	if *a.GrantId != *b.GrantId {
		t.Error("the same named grant twice")
	}
	must[NoOutput](t)(l.RevokeGrant(l.call(), RevokeGrantInput{KeyId: id, GrantId: *a.GrantId}))
	wants(t, second(l.RevokeGrant(l.call(), RevokeGrantInput{KeyId: id, GrantId: *a.GrantId})), "NotFoundException")
	wants(t, second(l.ListGrants(l.call(), ListGrantsInput{KeyId: id, GrantId: a.GrantId})), "InvalidGrantIdException")
}

package kms

import (
	"errors"
	"testing"

	"skylab/simulators/cloud"
)

var (
	seoul = cloud.Scope{Account: "111122223333", Region: "ap-northeast-2"}
	us    = cloud.Scope{Account: "111122223333", Region: "us-east-1"}
	other = cloud.Scope{Account: "444455556666", Region: "ap-northeast-2"}
	you   = cloud.Caller{Account: "111122223333", ARN: "arn:aws:iam::111122223333:user/you"}
)

// lab is a world with KMS alone in it.
type lab struct {
	t testing.TB
	State
	cloud.World
	access cloud.Access
}

func newLab(t testing.TB) *lab { return &lab{t: t, World: cloud.NewWorld(7, cloud.DefaultStart)} }

// call is a call of the learner's in the home Region.
func (l *lab) call() *cloud.Call { return l.as(you, seoul) }

func (l *lab) as(who cloud.Caller, scope cloud.Scope) *cloud.Call {
	return &cloud.Call{World: &l.World, Scope: scope, Caller: who, Access: l.access}
}

// sleep lets time pass and runs what falls due.
func (l *lab) sleep(d cloud.Time) {
	until := l.Now + d
	for {
		e, ok := l.Due(until)
		if !ok {
			break
		}
		switch what := e.What.(type) {
		case keyGone:
			l.deleted(&l.World, what)
		case rotationDue:
			l.rotated(&l.World, what)
		case materialExpired:
			l.expired(&l.World, what)
		case replicaMade:
			l.made(&l.World, what)
		case primaryMoved:
			l.moved(&l.World, what)
		default:
			l.t.Fatalf("an event of type %T", what)
		}
	}
	l.Now = until
}

// key makes a key and gives its ID.
func (l *lab) key(in CreateKeyInput) string {
	l.t.Helper()
	out, err := l.CreateKey(l.call(), in)
	if err != nil {
		l.t.Fatal(err)
	}
	return out.KeyMetadata.KeyId
}

func (l *lab) find1(id string) *Key { return l.look(seoul, id) }

// wants fails unless err is of that code; "" wants none.
func wants(t testing.TB, err error, code string) {
	t.Helper()
	if got := codeOf(err); got != code {
		t.Fatalf("%v, want %q", err, code)
	}
}

func codeOf(err error) string {
	if err == nil {
		return ""
	}
	var e *cloud.Error
	if !errors.As(err, &e) {
		return "not an API error: " + err.Error()
	}
	return e.Code
}

func messageOf(err error) string {
	var e *cloud.Error
	if errors.As(err, &e) {
		return e.Message
	}
	return ""
}

// must gives a result of a call that has to work.
func must[T any](t testing.TB) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func (l *lab) seal(id, text string, pairs map[string]string) []byte {
	l.t.Helper()
	return must[EncryptOutput](l.t)(l.Encrypt(l.call(), EncryptInput{KeyId: id, Plaintext: []byte(text), EncryptionContext: pairs})).CiphertextBlob
}

func (l *lab) open(blob []byte, pairs map[string]string) (string, error) {
	out, err := l.Decrypt(l.call(), DecryptInput{CiphertextBlob: blob, EncryptionContext: pairs})
	return string(out.Plaintext), err
}

func has(list []cloud.Reason, code string) bool {
	for _, r := range list {
		if r.Code == code {
			return true
		}
	}
	return false
}

package lambda

import (
	"testing"

	"skylab/simulators/cloud"
)

// The key of a function is an ARN or nothing: a name or an ID is refused.
func TestKeyOfAFunction(t *testing.T) {
	for value, good := range map[string]bool{
		"": true, "arn:aws:kms:ap-northeast-2:111122223333:key/1": true,
		"x": false, "alias/orders": false, "1234abcd-12ab-34cd-56ef-1234567890ab": false, "arn:aws:": false,
	} {
		err := checkKey(&value)
		if e, _ := err.(*cloud.Error); good != (err == nil) || !good && e.Code != codeValidation {
			t.Errorf("%q: %v", value, err)
		}
	}
	if err := checkKey(nil); err != nil {
		t.Error(err)
	}
}

// The first 512 MB of /tmp cost nothing.
func TestTmpIsFreeUpTo512(t *testing.T) {
	for size, want := range map[int]Amount{512: 0, 1024: AmountOf(512, 3000)} {
		if got := (&Tally{Memory: 128, Requests: 1, BilledMS: 3000, Ephemeral: size}).usage().Ephemeral; got != want {
			t.Errorf("%d MB: %v, want %v", size, got, want)
		}
	}
}

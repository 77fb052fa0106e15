package why

import (
	"strings"
	"testing"

	"skylab/simulators"
	"skylab/simulators/cloud"
	"skylab/simulators/cloud/policy"
	"skylab/simulators/iam"
	"skylab/text"
)

// TestSentences: every code that a policy can leave has a sentence in both
// languages, and no sentence lacks what it is told.
func TestSentences(t *testing.T) {
	codes := []string{iam.CodeRoot, "ROLE_MISSING"}
	for _, f := range families {
		for _, end := range []string{policy.Allows, policy.Denies, policy.Silent, policy.OtherPrincipal, policy.OtherAction, policy.OtherResource, policy.OtherCondition} {
			codes = append(codes, string(f)+end)
		}
	}
	for _, lang := range text.Langs() {
		s := text.For(lang)
		for _, code := range codes {
			said := s.Say("reason."+code, "at", "PLACE", "rule", "7 Sid")
			if !s.Has("reason."+code) || strings.Contains(said, "no value") || strings.Contains(said, "{{") {
				t.Errorf("%s in %s: %s", code, lang, said)
			}
		}
	}
}

func TestPlace(t *testing.T) {
	w := simulators.New(7, cloud.DefaultStart)
	for at, want := range map[string]string{
		"arn:aws:iam::aws:policy/service-role/AWSLambdaRole": "AWSLambdaRole",
		"arn:aws:iam::111122223333:role/app#menus":           "menus (role/app)",
		"arn:aws:iam::444455556666:role/app":                 "arn:aws:iam::444455556666:role/app",
		"arn:aws:sts::111122223333:assumed-role/app/night":   "assumed-role/app/night",
		"arn:aws:kms:us-east-1:111122223333:key/1":           "key/1",
		"lunchbell-menus": "lunchbell-menus",
		"":                "",
		"arn:aws:sqs:us-east-1:111122223333:orders":              "arn:aws:sqs:us-east-1:111122223333:orders",
		"arn:aws:iam::111122223333:policy/kitchen/menus":         "menus",
		"arn:aws:iam::444455556666:role/OrganizationRole#nights": "nights (arn:aws:iam::444455556666:role/OrganizationRole)",
	} {
		if got := place(w, at); got != want {
			t.Errorf("%s: %s, want %s", at, got, want)
		}
	}
}

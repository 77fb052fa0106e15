package aws

import (
	"slices"
	"testing"
)

func TestCompleteS3(t *testing.T) {
	s := newSession(t)
	if err := s.d.WriteFile("f", []byte("x")); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"aws s3 mb s3://lunchbell-menus", "aws s3 cp f s3://lunchbell-menus/day/1.txt"} {
		if out, status := s.run(line); status != 0 {
			t.Fatal(line, out)
		}
	}
	for _, c := range []struct {
		line, want, not string
	}{
		{"s3 ", "cp", "ec2"}, {"s3 s", "sync", "cp"}, {"s3 cp --", "--sse-kms-key-id", "--delete"}, {"s3 sync x --de", "--delete", "--sse"},
		{"s3 cp s3", "s3://lunchbell-menus/", "policy.json"}, {"s3 cp s3://lunchbell-menus/d", "s3://lunchbell-menus/day/1.txt", ""}, {"s3 cp ", "policy.json", "--sse"},
	} {
		found := offeredFor(s, c.line)
		if !slices.Contains(found, c.want) || slices.Contains(found, c.not) {
			t.Errorf("%q offers %v", c.line, found)
		}
	}
}

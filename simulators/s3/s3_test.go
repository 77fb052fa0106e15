package s3

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"skylab/simulators/cloud"
)

var (
	seoul = cloud.Scope{Account: "111122223333", Region: "ap-northeast-2"}
	you   = cloud.Caller{Account: "111122223333", ARN: "arn:aws:iam::111122223333:user/you"}
	other = cloud.Caller{Account: "444455556666", ARN: "arn:aws:iam::444455556666:user/them"}
)

// noKeys is a KMS that notes what it was asked.
type noKeys struct{ asked []string }

func (k *noKeys) GenerateDataKey(c *cloud.Call, key string, context map[string]string) (plain, wrapped []byte, arn string, err error) {
	k.asked = append(k.asked, "GenerateDataKey "+key+" "+context[contextKey])
	return make([]byte, 32), fmt.Append(nil, "wrapped ", len(k.asked)), "arn:aws:kms:ap-northeast-2:111122223333:key/" + key, nil
}

func (k *noKeys) Decrypt(c *cloud.Call, wrapped []byte, context map[string]string) (plain []byte, arn string, err error) {
	k.asked = append(k.asked, "Decrypt "+context[contextKey])
	return make([]byte, 32), "", nil
}

func (k *noKeys) DefaultKey(c *cloud.Call) string { return "aws-s3" }

// lab is a world with S3 alone and one bucket in it.
type lab struct {
	*testing.T
	State
	cloud.World
	kms *noKeys
}

func newLab(t *testing.T) *lab {
	l := &lab{T: t, World: cloud.NewWorld(7, cloud.DefaultStart), kms: &noKeys{}}
	l.Plug(l.kms)
	region := seoul.Region
	if _, err := l.CreateBucket(l.as(you), CreateBucketInput{Bucket: "menus", CreateBucketConfiguration: &CreateBucketConfiguration{&region}}); err != nil {
		t.Fatal(err)
	}
	return l
}

func (l *lab) as(who cloud.Caller) *cloud.Call {
	return &cloud.Call{World: &l.World, Scope: seoul, Caller: who}
}

func (l *lab) put(in PutObjectInput) PutObjectOutput {
	l.Helper()
	in.Bucket = "menus"
	out, err := l.PutObject(l.as(you), in)
	if err != nil {
		l.Fatal(err)
	}
	return out
}

func code(err error) string {
	if e, ok := err.(*cloud.Error); ok {
		return e.Code
	}
	return fmt.Sprint(err)
}

// TestWhoIsAsked: SSE-S3 asks nobody; SSE-KMS asks for each object; a bucket
// key for many, until its time is over, and for each caller.
func TestWhoIsAsked(t *testing.T) {
	l := newLab(t)
	get := func(key string) {
		t.Helper()
		if _, err := l.GetObject(l.as(you), GetObjectInput{Bucket: "menus", Key: key}); err != nil {
			t.Fatal(err)
		}
	}
	l.put(PutObjectInput{Key: "plain"})
	get("plain")
	if len(l.kms.asked) > 0 {
		t.Errorf("SSE-S3 asks KMS for %v", l.kms.asked)
	}
	l.put(PutObjectInput{Key: "a", ServerSideEncryption: new("aws:kms"), SSEKMSKeyId: new("k")})
	l.put(PutObjectInput{Key: "b", ServerSideEncryption: new("aws:kms")})
	get("a")
	get("a")
	for range 3 {
		l.put(PutObjectInput{Key: "c", ServerSideEncryption: new("aws:kms"), SSEKMSKeyId: new("k"), BucketKeyEnabled: new(true)})
		get("c")
	}
	l.Now += bucketKeyLife
	get("c")
	get("c")
	want := []string{
		"GenerateDataKey k arn:aws:s3:::menus/a", "GenerateDataKey aws-s3 arn:aws:s3:::menus/b", "Decrypt arn:aws:s3:::menus/a", "Decrypt arn:aws:s3:::menus/a",
		"GenerateDataKey k arn:aws:s3:::menus", "Decrypt arn:aws:s3:::menus",
	}
	if !slices.Equal(l.kms.asked, want) {
		t.Errorf("KMS was asked for\n%s\nnot for\n%s", strings.Join(l.kms.asked, "\n"), strings.Join(want, "\n"))
	}
}

// TestListAgainstPlainOnes holds listing, page by page, against taking all
// names and grouping them.
func TestListAgainstPlainOnes(t *testing.T) {
	l := newLab(t)
	var names []string
	for i := range 200 {
		name := ""
		for k := range 1 + cloud.RollBelow(7, 1, uint64(i), 4) {
			name += string("ab/c"[cloud.RollBelow(7, 2, uint64(i)*8+k, 4)])
		}
		l.put(PutObjectInput{Key: name})
		names = append(names, name)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	for _, prefix := range []string{"", "a", "a/", "b/c", "x"} {
		for _, delimiter := range []string{"", "/", "c"} {
			for _, size := range []int32{1, 3, 1000} {
				want := plainList(names, prefix, delimiter)
				var got []string
				in := ListObjectsV2Input{Bucket: "menus", Prefix: &prefix, Delimiter: &delimiter, MaxKeys: &size}
				for {
					out, err := l.ListObjectsV2(l.as(you), in)
					if err != nil || out.KeyCount > size || out.IsTruncated != (out.NextContinuationToken != nil) {
						t.Fatalf("%v, %+v", err, out)
					}
					for _, o := range out.Contents {
						got = append(got, o.Key)
					}
					for _, p := range out.CommonPrefixes {
						got = append(got, "PRE "+p.Prefix)
					}
					if in.ContinuationToken = out.NextContinuationToken; in.ContinuationToken == nil {
						break
					}
				}
				slices.Sort(got)
				if !slices.Equal(got, want) {
					t.Errorf("%q by %q, %d at once: %v, want %v", prefix, delimiter, size, got, want)
				}
			}
		}
	}
}

func plainList(names []string, prefix, delimiter string) []string {
	var want []string
	for _, n := range names {
		rest, ok := strings.CutPrefix(n, prefix)
		if !ok {
			continue
		}
		if i := strings.Index(rest, delimiter); delimiter != "" && i >= 0 {
			n = "PRE " + prefix + rest[:i+len(delimiter)]
		}
		want = append(want, n)
	}
	slices.Sort(want)
	return slices.Compact(want)
}

// TestVersions: nothing that was written under versions is lost until it is
// named.
func TestVersions(t *testing.T) {
	l := newLab(t)
	l.put(PutObjectInput{Key: "k", Body: []byte("0")})
	if _, err := l.PutBucketVersioning(l.as(you), PutBucketVersioningInput{"menus", VersioningConfiguration{new("Enabled")}}); err != nil {
		t.Fatal(err)
	}
	first, second := l.put(PutObjectInput{Key: "k", Body: []byte("1")}), l.put(PutObjectInput{Key: "k", Body: []byte("2")})
	gone, err := l.DeleteObject(l.as(you), DeleteObjectInput{Bucket: "menus", Key: "k"})
	if err != nil || gone.DeleteMarker == nil {
		t.Fatal(err, gone)
	}
	read := func(version *string) string {
		out, err := l.GetObject(l.as(you), GetObjectInput{Bucket: "menus", Key: "k", VersionId: version})
		if err != nil {
			return code(err)
		}
		return string(out.Body)
	}
	for want, version := range map[string]*string{"NoSuchKey": nil, "0": new("null"), "1": first.VersionId, "2": second.VersionId, "MethodNotAllowed": gone.VersionId, "NoSuchVersion": new("x")} {
		if got := read(version); got != want {
			t.Errorf("version %v reads as %s, want %s", version, got, want)
		}
	}
	if _, err := l.DeleteBucket(l.as(you), BucketInput{"menus"}); code(err) != "BucketNotEmpty" {
		t.Errorf("deleting the bucket: %v", err)
	}
	l.DeleteObject(l.as(you), DeleteObjectInput{Bucket: "menus", Key: "k", VersionId: gone.VersionId})
	if got := read(nil); got != "2" {
		t.Errorf("without its marker the object reads as %s", got)
	}
}

// TestForkSharesNothing: what one side writes the other does not see.
func TestForkSharesNothing(t *testing.T) {
	l := newLab(t)
	l.put(PutObjectInput{Key: "k", Body: []byte("1"), Metadata: map[string]string{"a": "b"}})
	c := l.State.Clone()
	c.Plug(l.kms)
	l.put(PutObjectInput{Key: "k", Body: []byte("2")})
	l.put(PutObjectInput{Key: "new"})
	out, err := c.GetObject(l.as(you), GetObjectInput{Bucket: "menus", Key: "k"})
	if err != nil || string(out.Body) != "1" || out.Metadata["a"] != "b" {
		t.Errorf("the copy reads %q, %v", out.Body, err)
	}
	if n := c.Buckets.Find("menus").Objects.Len(); n != 1 {
		t.Errorf("the copy has %d objects", n)
	}
}

// TestOthers: another account needs the bucket's policy, and is told nothing.
func TestOthers(t *testing.T) {
	l := newLab(t)
	l.put(PutObjectInput{Key: "k"})
	get := func() string {
		_, err := l.GetObject(l.as(other), GetObjectInput{Bucket: "menus", Key: "k"})
		return fmt.Sprint(err)
	}
	if got := get(); got != "AccessDenied: Access Denied" {
		t.Errorf("a stranger reads: %s", got)
	}
	_, err := l.PutBucketPolicy(l.as(you), PutBucketPolicyInput{"menus", `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::menus/*"}]}`})
	if got := get(); err != nil || got != "<nil>" {
		t.Errorf("with a policy the other account reads: %s (%v)", got, err)
	}
	if _, err := l.GetObject(l.as(other), GetObjectInput{Bucket: "menus", Key: "nosuch"}); code(err) != "AccessDenied" {
		t.Errorf("who may not list learns of a missing name: %v", err)
	}
	if _, err := l.PutBucketPolicy(l.as(you), PutBucketPolicyInput{"menus", `{"Statement":[]}`}); code(err) != "MalformedPolicy" {
		t.Errorf("no statements: %v", err)
	}
}

// TestNames is the rule of bucket names.
func TestNames(t *testing.T) {
	for name, want := range map[string]string{"ab": "InvalidBucketName", "a.b-1": "<nil>", "A": "InvalidBucketName", "a..b": "InvalidBucketName", "192.168.0.1": "InvalidBucketName", strings.Repeat("a", 63): "<nil>", strings.Repeat("a", 64): "InvalidBucketName", "-ab": "InvalidBucketName", "menus": "BucketAlreadyOwnedByYou"} {
		l := newLab(t)
		region := seoul.Region
		_, err := l.CreateBucket(l.as(you), CreateBucketInput{Bucket: name, CreateBucketConfiguration: &CreateBucketConfiguration{&region}})
		if got := code(err); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

// FuzzRange reads any text as a range: it is cut, passed over or refused.
func FuzzRange(f *testing.F) {
	for _, s := range []string{"bytes=0-3", "bytes=-5", "bytes=5-", "bytes=9-1", "bytes=", "x", "bytes=-9223372036854775808", "bytes=9223372036854775807-"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		part, span, err := cut([]byte("0123456789"), s)
		if err == nil && span != nil && (len(part) == 0 || !strings.Contains("0123456789", string(part))) {
			t.Errorf("%q cuts %q", s, part)
		}
	})
}

var page = regexp.MustCompile(`[A-Za-z0-9]+/latest/[A-Za-z0-9_./-]+\.html`)

// TestLimitsAreTheSameInBothLanguages: as many items, about the same pages of
// AWS's, in one order.
func TestLimitsAreTheSameInBothLanguages(t *testing.T) {
	english, korean := page.FindAllString(Limits("en"), -1), page.FindAllString(Limits("ko"), -1)
	items := func(s string) int { return len(regexp.MustCompile(`(?m)^\s*- |^## `).FindAllString(s, -1)) }
	if len(english) < 5 || !slices.Equal(english, korean) || items(Limits("en")) != items(Limits("ko")) {
		t.Errorf("%d items about %v, %d items about %v", items(Limits("en")), english, items(Limits("ko")), korean)
	}
}

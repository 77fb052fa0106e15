package aws

import (
	"fmt"
	"strings"

	"skylab/console/clock"
	"skylab/simulators/cloud"
	"skylab/simulators/s3"
)

// bucketOf is the bucket that a command for buckets names.
func (s *storage) bucketOf() (string, *failure) {
	bucket, key, ok := uri(s.paths[0])
	if !ok || bucket == "" || key != "" && s.name == "mb" {
		return "", &failure{status: statusUsage, text: "usage: aws s3 " + s.name + " <S3Uri>\nError: Invalid argument type"}
	}
	return bucket, nil
}

func (s *storage) makeBucket() *failure {
	bucket, f := s.bucketOf()
	if f != nil {
		return f
	}
	in := &s3.CreateBucketInput{Bucket: bucket}
	if s.globals.region != "us-east-1" {
		in.CreateBucketConfiguration = &s3.CreateBucketConfiguration{LocationConstraint: &s.globals.region}
	}
	if _, err := s.api("CreateBucket", in); err != nil {
		return &failure{status: 1, text: "make_bucket failed: s3://" + bucket + " " + err.Error()}
	}
	return say(s.d, "make_bucket: "+bucket+"\n")
}

func (s *storage) removeBucket() *failure {
	bucket, f := s.bucketOf()
	if f != nil {
		return f
	}
	if s.has("force") {
		objects, err := s.objects(bucket, "")
		if err != nil {
			return fail(err, statusGeneral)
		}
		for _, o := range objects {
			s.removeOne(bucket, o.Key)
		}
	}
	if _, err := s.api("DeleteBucket", &s3.BucketInput{Bucket: bucket}); err != nil {
		return &failure{status: 1, text: "remove_bucket failed: s3://" + bucket + " " + err.Error()}
	}
	return say(s.d, "remove_bucket: "+bucket+"\n")
}

// objects lists all objects whose names begin so.
func (s *storage) objects(bucket, prefix string) ([]s3.ObjectOut, error) {
	var list []s3.ObjectOut
	var token *string
	for {
		out, err := s.api("ListObjectsV2", &s3.ListObjectsV2Input{Bucket: bucket, Prefix: &prefix, ContinuationToken: token})
		if err != nil {
			return nil, err
		}
		page := out.(s3.ListObjectsV2Output)
		list = append(list, page.Contents...)
		if token = page.NextContinuationToken; token == nil {
			return list, nil
		}
	}
}

// stamp is an instant as aws s3 ls shows it: on the learner's clock.
func (s *storage) stamp(t cloud.Time) string {
	tz, _ := s.d.Shell.Var("TZ")
	return clock.In(t.UTC(), tz).Format("2006-01-02 15:04:05")
}

// list is aws s3 ls.
func (s *storage) list() *failure {
	target := ""
	if len(s.paths) > 0 {
		target = strings.TrimPrefix(s.paths[0], "s3://")
	}
	if target == "" {
		return s.listBuckets()
	}
	bucket, prefix, _ := strings.Cut(target, "/")
	in := &s3.ListObjectsV2Input{Bucket: bucket, Prefix: &prefix}
	if !s.has("recursive") {
		in.Delimiter = new("/")
	}
	var b strings.Builder
	count, size := 0, int64(0)
	for {
		out, err := s.api("ListObjectsV2", in)
		if err != nil {
			return fail(err, statusService)
		}
		page := out.(s3.ListObjectsV2Output)
		for _, p := range page.CommonPrefixes {
			fmt.Fprintf(&b, "%30s %s\n", "PRE", strings.TrimPrefix(p.Prefix, folderOf(prefix)))
			count++
		}
		for _, o := range page.Contents {
			name := o.Key
			if !s.has("recursive") {
				name = strings.TrimPrefix(name, folderOf(prefix))
			}
			fmt.Fprintf(&b, "%s %10s %s\n", s.stamp(o.LastModified), s.amount(o.Size), name)
			size += o.Size
		}
		count += len(page.Contents)
		if in.ContinuationToken = page.NextContinuationToken; in.ContinuationToken == nil {
			break
		}
	}
	if s.has("summarize") {
		fmt.Fprintf(&b, "\nTotal Objects: %d\n   Total Size: %s\n", count, s.amount(size))
	}
	if f := say(s.d, b.String()); f != nil || count > 0 || prefix == "" {
		return f
	}
	return &failure{status: 1}
}

// folderOf is a prefix up to its last slash.
func folderOf(prefix string) string { return prefix[:strings.LastIndexByte(prefix, '/')+1] }

func (s *storage) listBuckets() *failure {
	out, err := s.api("ListBuckets", &s3.ListBucketsInput{})
	if err != nil {
		return fail(err, statusService)
	}
	var b strings.Builder
	for _, x := range out.(s3.ListBucketsOutput).Buckets {
		fmt.Fprintf(&b, "%s %s\n", s.stamp(x.CreationDate), x.Name)
	}
	return say(s.d, b.String())
}

// amount is a size as it is listed.
func (s *storage) amount(n int64) string {
	if !s.has("human-readable") {
		return fmt.Sprint(n)
	}
	if n == 1 {
		return "1 Byte"
	}
	if n < 1024 {
		return fmt.Sprintf("%d Bytes", n)
	}
	v, units := float64(n), []string{"KiB", "MiB", "GiB"}
	for i, u := range units {
		if v /= 1024; v < 1024 || i == len(units)-1 {
			return fmt.Sprintf("%.1f %s", v, u)
		}
	}
	return ""
}

// remove is aws s3 rm. What is not there is deleted as well, as S3 has it.
func (s *storage) remove() *failure {
	bucket, key, ok := uri(s.paths[0])
	if !ok {
		return &failure{status: statusUsage, text: "usage: aws s3 rm <S3Uri>\nError: Invalid argument type"}
	}
	if !s.has("recursive") {
		if s.fits(key) {
			s.removeOne(bucket, key)
		}
		return nil
	}
	objects, err := s.objects(bucket, key)
	if err != nil {
		return fail(err, 1)
	}
	for _, o := range objects {
		if s.fits(strings.TrimPrefix(o.Key, folderOf(key))) {
			s.removeOne(bucket, o.Key)
		}
	}
	return nil
}

func (s *storage) removeOne(bucket, key string) {
	what := "s3://" + bucket + "/" + key
	if s.has("dryrun") {
		s.done("(dryrun) delete: " + what)
		return
	}
	if _, err := s.api("DeleteObject", &s3.DeleteObjectInput{Bucket: bucket, Key: key}); err != nil {
		s.lost("delete failed: " + what + " " + err.Error())
		return
	}
	s.done("delete: " + what)
}

// done tells of one file that was done.
func (s *storage) done(line string) {
	if !s.has("quiet") && !s.has("only-show-errors") {
		fmt.Fprintln(s.d.Stdout, line)
	}
}

// lost tells of one file that could not be done; the others go on.
func (s *storage) lost(line string) {
	s.failed = true
	if !s.has("quiet") {
		fmt.Fprintln(s.d.Stderr, line)
	}
}

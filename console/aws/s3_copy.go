package aws

import (
	"io"
	"path"
	"strings"

	"skylab/console/files"
	"skylab/simulators/cloud"
	"skylab/simulators/s3"
)

// side is one end of a copy: a file, or an object.
type side struct {
	bucket string // empty of a file
	name   string // the key, or the file's name as it was given
}

func (x side) remote() bool { return x.bucket != "" }

// String is how the command shows it.
func (x side) String() string {
	if x.remote() {
		return "s3://" + x.bucket + "/" + x.name
	}
	if x.name == "-" {
		return "-"
	}
	dir, base := path.Split(path.Clean(x.name))
	if strings.HasPrefix(dir, "/") {
		return dir + base
	}
	if dir == "" {
		dir = "./"
	}
	return dir + base
}

func sideOf(s string) side {
	bucket, key, ok := uri(s)
	if !ok {
		return side{name: s}
	}
	return side{bucket, key}
}

// item is one file on its way.
type item struct {
	from, to side
	size     int64
	modified cloud.Time
}

// ends reads the two paths.
func (s *storage) ends() (from, to side, f *failure) {
	from, to = sideOf(s.paths[0]), sideOf(s.paths[1])
	if !from.remote() && !to.remote() {
		return from, to, &failure{status: statusUsage, text: "usage: aws s3 " + s.name + " " + bothWay + "\nError: Invalid argument type"}
	}
	if !from.remote() && from.name != "-" {
		if _, err := s.d.Files.Stat(s.d.Path(from.name)); err != nil {
			return from, to, broken("The user-provided path " + from.name + " does not exist.")
		}
	}
	return from, to, nil
}

// copy is aws s3 cp and mv.
func (s *storage) copy() *failure {
	from, to, f := s.ends()
	if f != nil {
		return f
	}
	if s.has("recursive") {
		items, err := s.below(from)
		if err != nil {
			return &failure{status: 1, text: "fatal error: " + err.Error()}
		}
		for _, i := range items {
			i.to = within(to, s.relative(from, i.from))
			s.move(i)
		}
		return nil
	}
	i := item{from: from, to: to}
	if to.remote() && (to.name == "" || strings.HasSuffix(to.name, "/")) {
		i.to.name += path.Base(from.name)
	} else if !to.remote() && to.name != "-" && s.isFolder(to.name) {
		i.to.name = strings.TrimSuffix(to.name, "/") + "/" + path.Base(from.name)
	}
	if !from.remote() && from.name != "-" && s.isFolder(from.name) {
		s.lost("upload failed: " + from.String() + "/ to " + i.to.String() + " [Errno 21] Is a directory: '" + s.d.Path(from.name) + "/'")
		return nil
	}
	if from.remote() && !to.remote() { // the real command looks first what there is
		if _, err := s.api("HeadObject", &s3.HeadObjectInput{Bucket: from.bucket, Key: from.name}); err != nil {
			text := err.Error()
			if strings.HasSuffix(text, "Not Found") {
				text = strings.TrimSuffix(text, "Not Found") + `Key "` + from.name + `" does not exist`
			}
			return &failure{status: 1, text: "fatal error: " + text}
		}
	}
	if s.fits(path.Base(from.name)) {
		s.move(i)
	}
	return nil
}

func (s *storage) isFolder(name string) bool {
	e, err := s.d.Files.Stat(s.d.Path(name))
	return err == nil && e.IsDir() || err != nil && strings.HasSuffix(name, "/")
}

// within is a name below a folder or a prefix.
func within(to side, name string) side {
	if to.name != "" && !strings.HasSuffix(to.name, "/") {
		to.name += "/"
	}
	to.name += name
	return to
}

// relative is an item's name as seen from where the command began.
func (s *storage) relative(root, x side) string {
	if root.remote() {
		return strings.TrimPrefix(strings.TrimPrefix(x.name, root.name), "/")
	}
	return strings.TrimPrefix(strings.TrimPrefix(s.d.Path(x.name), s.d.Path(root.name)), "/")
}

// below lists what lies under a folder or a prefix, through the filters.
func (s *storage) below(root side) ([]item, error) {
	var list []item
	if root.remote() {
		prefix := root.name
		if prefix != "" && !strings.HasSuffix(prefix, "/") {
			prefix += "/"
		}
		objects, err := s.objects(root.bucket, prefix)
		if err != nil {
			return nil, err
		}
		for _, o := range objects {
			if !strings.HasSuffix(o.Key, "/") {
				list = append(list, item{from: side{root.bucket, o.Key}, size: o.Size, modified: o.LastModified})
			}
		}
	} else {
		base := s.d.Path(root.name)
		for _, p := range s.d.Files.Below(base) {
			e, err := s.d.Files.Stat(p)
			if err == nil && !e.IsDir() {
				list = append(list, item{from: side{name: strings.TrimSuffix(root.name, "/") + p[len(base):]}, size: int64(len(e.Data)), modified: e.Modified})
			}
		}
	}
	kept := list[:0]
	for _, i := range list {
		if s.fits(s.relative(root, i.from)) {
			kept = append(kept, i)
		}
	}
	return kept, nil
}

// verb is what the command calls a move.
func (s *storage) verb(i item) string {
	switch {
	case s.name == "mv":
		return "move"
	case i.from.remote() && i.to.remote():
		return "copy"
	case i.to.remote():
		return "upload"
	}
	return "download"
}

// move does one file and tells of it.
func (s *storage) move(i item) {
	line := ": " + i.from.String() + " to " + i.to.String()
	if s.has("dryrun") {
		s.done("(dryrun) " + s.verb(i) + line)
		return
	}
	var err error
	switch {
	case i.from.remote() && i.to.remote():
		err = s.transfer(i)
	case i.to.remote():
		err = s.upload(i)
	default:
		err = s.download(i)
	}
	if err == nil && s.name == "mv" {
		err = s.takeAway(i.from)
	}
	switch {
	case err != nil:
		s.lost(s.verb(i) + " failed" + line + " " + err.Error())
	case i.to.name != "-" || i.to.remote():
		s.done(s.verb(i) + line)
	}
}

func (s *storage) takeAway(x side) error {
	if x.remote() {
		_, err := s.api("DeleteObject", &s3.DeleteObjectInput{Bucket: x.bucket, Key: x.name})
		return err
	}
	return s.d.Files.Remove(s.d.Path(x.name))
}

func (s *storage) upload(i item) error {
	var body []byte
	var err error
	if i.from.name == "-" {
		body, err = io.ReadAll(io.LimitReader(s.d.Stdin, files.MaxBytes))
	} else {
		body, err = s.d.ReadFile(i.from.name)
	}
	if err != nil {
		return err
	}
	in := &s3.PutObjectInput{
		Bucket: i.to.bucket, Key: i.to.name, Body: body, ContentType: s.text("content-type", ""), StorageClass: s.text("storage-class", ""),
		ServerSideEncryption: s.text("sse", "AES256"), SSEKMSKeyId: s.text("sse-kms-key-id", ""),
		SSECustomerAlgorithm: s.text("sse-c", "AES256"), SSECustomerKey: s.text("sse-c-key", ""), Metadata: s.metadata(),
	}
	if kind := kindOf(i.from.name); in.ContentType == nil && kind != "" && !s.has("no-guess-mime-type") {
		in.ContentType = &kind
	}
	_, err = s.api("PutObject", in)
	return err
}

func (s *storage) download(i item) error {
	out, err := s.api("GetObject", &s3.GetObjectInput{Bucket: i.from.bucket, Key: i.from.name, SSECustomerAlgorithm: s.text("sse-c", "AES256"), SSECustomerKey: s.text("sse-c-key", "")})
	if err != nil {
		return err
	}
	body := out.(s3.GetObjectOutput).Body
	if i.to.name == "-" {
		_, err = s.d.Stdout.Write(body)
		return err
	}
	name := s.d.Path(i.to.name)
	if err = s.d.Files.MkdirAll(path.Dir(name), s.d.World.Cloud.Now); err == nil {
		err = s.d.WriteFile(name, body)
	}
	return err
}

func (s *storage) transfer(i item) error {
	_, err := s.api("CopyObject", &s3.CopyObjectInput{
		Bucket: i.to.bucket, Key: i.to.name, CopySource: i.from.bucket + "/" + strings.ReplaceAll(i.from.name, "%", "%25"),
		StorageClass: s.text("storage-class", ""), ServerSideEncryption: s.text("sse", "AES256"), SSEKMSKeyId: s.text("sse-kms-key-id", ""),
	})
	return err
}

// metadata reads key=value,key=value.
func (s *storage) metadata() map[string]string {
	text := s.text("metadata", "")
	if text == nil {
		return nil
	}
	m := map[string]string{}
	for pair := range strings.SplitSeq(*text, ",") {
		name, value, _ := strings.Cut(pair, "=")
		m[name] = value
	}
	return m
}

// kindOf guesses a content type by the end of a name, as Python's mimetypes do.
func kindOf(name string) string {
	switch path.Ext(name) {
	case ".csv":
		return "text/csv"
	case ".txt", ".log":
		return "text/plain"
	case ".json":
		return "application/json"
	case ".html", ".htm":
		return "text/html"
	case ".png":
		return "image/png"
	case ".jpg", ".jpeg":
		return "image/jpeg"
	case ".pdf":
		return "application/pdf"
	case ".gz":
		return "application/gzip"
	case ".zip":
		return "application/zip"
	}
	return ""
}

// sync copies what is missing at the other end, has another size or is older
// there, and with --delete takes away what is only there.
// docs.aws.amazon.com/cli/latest/reference/s3/sync.html
func (s *storage) sync() *failure {
	from, to, f := s.ends()
	if f != nil {
		return f
	}
	here, err := s.below(from)
	if err == nil && !to.remote() {
		err = s.d.Files.MkdirAll(s.d.Path(to.name), s.d.World.Cloud.Now)
	}
	var there []item
	if err == nil {
		there, err = s.below(to)
	}
	if err != nil {
		return &failure{status: 1, text: "fatal error: " + err.Error()}
	}
	old := map[string]item{}
	for _, i := range there {
		old[s.relative(to, i.from)] = i
	}
	for _, i := range here {
		name := s.relative(from, i.from)
		before, ok := old[name]
		delete(old, name)
		if ok && before.size == i.size && (s.has("size-only") || !newer(i, before, from.remote())) {
			continue
		}
		i.to = within(to, name)
		s.move(i)
	}
	if s.has("delete") {
		for _, i := range there {
			if _, only := old[s.relative(to, i.from)]; only {
				s.drop(i.from)
			}
		}
	}
	return nil
}

// newer tells whether the source is newer; of a download, whether the two differ
// in time so that the file here is older than the object.
func newer(i, before item, download bool) bool {
	if download {
		return i.modified > before.modified
	}
	return i.modified-i.modified%cloud.Second > before.modified
}

func (s *storage) drop(x side) {
	if x.remote() {
		s.removeOne(x.bucket, x.name)
		return
	}
	if s.has("dryrun") {
		s.done("(dryrun) delete: " + x.String())
	} else if err := s.takeAway(x); err != nil {
		s.lost("delete failed: " + x.String() + " " + err.Error())
	} else {
		s.done("delete: " + x.String())
	}
}

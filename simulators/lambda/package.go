package lambda

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"regexp"
	"strconv"

	"skylab/simulators/cloud"
)

// labPackages is a bucket that the lab offers: each key that ends in a size is
// a deployment package of that size, so that one need not hold its bytes.
const labPackages = "lab-packages"

var sized = regexp.MustCompile(`(?:^|[^0-9])([0-9]{1,4})(KB|MB)\.zip$`)

// source is where a function's code comes from.
type source struct {
	zip         []byte
	bucket, key *string
	image       *string
}

// load reads a deployment package. A container image counts as Image.
func (s *State) load(c *cloud.Call, from source) (Code, error) {
	switch {
	case from.zip != nil:
		if len(from.zip) > zippedMost {
			return Code{}, cloud.Errorf("RequestEntityTooLargeException", "Zipped size must be smaller than %d bytes", zippedMost)
		}
		return unpacked(from.zip)
	case from.image != nil:
		sum := sha256.Sum256([]byte(*from.image))
		return Code{Size: 0, SHA256: base64.StdEncoding.EncodeToString(sum[:])}, nil
	case from.bucket == nil || from.key == nil:
		return Code{}, cloud.Errorf(codeInvalid, "Please provide a source for function code.")
	}
	if *from.bucket == labPackages {
		return madeUp(*from.key)
	}
	if s.around.objects == nil {
		return Code{}, noObject("NoSuchBucket", "The specified bucket does not exist")
	}
	body, code := s.around.objects.Object(c, *from.bucket, *from.key)
	switch code {
	case "":
		return unpacked(body)
	case "NoSuchBucket":
		return Code{}, noObject(code, "The specified bucket does not exist")
	case "NoSuchKey":
		return Code{}, noObject(code, "The specified key does not exist.")
	}
	return Code{}, noObject(code, "Access Denied")
}

func noObject(code, message string) error {
	return cloud.Errorf(codeInvalid, "Error occurred while GetObject. S3 Error Code: %s. S3 Error Message: %s", code, message)
}

func madeUp(key string) (Code, error) {
	m := sized.FindStringSubmatch(key)
	if m == nil {
		return Code{}, noObject("NoSuchKey", "The specified key does not exist.")
	}
	n, _ := strconv.ParseInt(m[1], 10, 64) // the pattern lets through four digits at most
	size := n << 10
	if m[2] == "MB" {
		size = n << 20
	}
	if size > unzippedMost {
		return Code{}, tooLarge()
	}
	sum := sha256.Sum256([]byte(key))
	return Code{Size: size, SHA256: base64.StdEncoding.EncodeToString(sum[:])}, nil
}

func tooLarge() error {
	return cloud.Errorf(codeInvalid, "Unzipped size must be smaller than %d bytes", unzippedMost)
}

// unpacked measures a zip file.
// docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
func unpacked(body []byte) (Code, error) {
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return Code{}, cloud.Errorf(codeInvalid, "Could not unzip uploaded file. Please check your file, then try to upload again.")
	}
	var whole uint64
	for _, f := range z.File {
		if whole += f.UncompressedSize64; whole > unzippedMost || f.UncompressedSize64 > unzippedMost {
			return Code{}, tooLarge()
		}
	}
	if len(z.File) == 0 {
		return Code{}, cloud.Errorf(codeInvalid, "Uploaded file must be a non-empty zip")
	}
	sum := sha256.Sum256(body)
	return Code{Size: int64(len(body)), SHA256: base64.StdEncoding.EncodeToString(sum[:])}, nil
}

package s3

import (
	"encoding/base64"
	"encoding/json"
	"slices"

	"skylab/simulators/cloud"
)

// wish is what an upload asks for; nil members are left to the bucket.
type wish struct {
	algorithm, key, context *string
	bucketKey               *bool
	customer                customer
}

// customer is a key that the customer brings.
type customer struct{ algorithm, key, md5 *string }

func (k customer) given() bool { return k.algorithm != nil || k.key != nil || k.md5 != nil }

// seal finds out how an object is to be sealed, and asks KMS for a data key
// where it is aws:kms.
func (s *State) seal(c *cloud.Call, b *Bucket, key string, w wish) (Sealed, error) {
	if w.customer.given() {
		return b.sealFor(w)
	}
	e := b.Default
	if w.algorithm != nil {
		e = Encryption{Algorithm: *w.algorithm, BucketKeys: b.Default.BucketKeys && *w.algorithm == sseKMS}
		if *w.algorithm == b.Default.Algorithm {
			e.Key = b.Default.Key
		}
	}
	switch {
	case e.Algorithm == sseS3 && w.key != nil:
		return Sealed{}, cloud.Errorf("InvalidArgument", "Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms")
	case e.Algorithm == sseS3:
		return Sealed{Algorithm: sseS3}, nil
	case e.Algorithm != sseKMS:
		return Sealed{}, cloud.Errorf("InvalidEncryptionAlgorithmError", "The Encryption request you specified is not valid. Supported value: AES256, aws:kms, aws:kms:dsse")
	}
	if w.key != nil {
		e.Key = *w.key
	}
	if w.bucketKey != nil {
		e.BucketKeys = *w.bucketKey
	}
	if e.Key == "" {
		e.Key = s.keys.DefaultKey(c)
	}
	context, err := w.pairs()
	if err != nil {
		return Sealed{}, err
	}
	return s.sealKMS(c, b, key, e, context)
}

// pairs reads the encryption context of an upload: JSON in base64.
func (w wish) pairs() (map[string]string, error) {
	pairs := map[string]string{}
	if w.context == nil {
		return pairs, nil
	}
	text, err := base64.StdEncoding.DecodeString(*w.context)
	if err == nil {
		err = json.Unmarshal(text, &pairs)
	}
	if err != nil {
		return nil, cloud.Errorf("InvalidArgument", "The header 'x-amz-server-side-encryption-context' shall be Base64-encoded UTF-8 string holding JSON which represents a string-string map")
	}
	return pairs, nil
}

// contextKey is what S3 adds to every encryption context: the ARN of the
// object, or of the bucket where a bucket key is used.
// docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
const contextKey = "aws:s3:arn"

func (s *State) sealKMS(c *cloud.Call, b *Bucket, key string, e Encryption, context map[string]string) (Sealed, error) {
	if e.BucketKeys {
		return s.sealBucketKey(c, b, e)
	}
	if _, own := context[contextKey]; own && context[contextKey] != b.ARN()+"/"+key {
		return Sealed{}, cloud.Errorf("InvalidArgument", "The header 'x-amz-server-side-encryption-context' must not hold "+contextKey)
	}
	context[contextKey] = b.ARN() + "/" + key
	_, wrapped, arn, err := s.keys.GenerateDataKey(c, e.Key, context)
	if err != nil {
		return Sealed{}, fromKMS(err)
	}
	return Sealed{Algorithm: sseKMS, Key: arn, Wrapped: wrapped, Context: context}, nil
}

// bucketKeyLife is how long S3 keeps a bucket key. AWS says only that it is a
// limited time. docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
const bucketKeyLife = 5 * 60 * cloud.Second

func (s *State) sealBucketKey(c *cloud.Call, b *Bucket, e Encryption) (Sealed, error) {
	context := map[string]string{contextKey: b.ARN()}
	sealed := Sealed{Algorithm: sseKMS, Context: context, BucketKey: true}
	for _, k := range b.BucketKeys {
		if k.Caller == c.Caller.ARN && k.Until > c.Now && (k.Asked == e.Key || k.Key == e.Key) {
			sealed.Key, sealed.Wrapped = k.Key, k.Wrapped
			return sealed, nil
		}
	}
	_, wrapped, arn, err := s.keys.GenerateDataKey(c, e.Key, context)
	if err != nil {
		return Sealed{}, fromKMS(err)
	}
	sealed.Key, sealed.Wrapped = arn, wrapped
	b.remember(c, sealed, e.Key)
	return sealed, nil
}

// remember keeps a bucket key for this caller for a while.
func (b *Bucket) remember(c *cloud.Call, s Sealed, asked string) {
	b.BucketKeys = slices.DeleteFunc(b.BucketKeys, func(k BucketKey) bool { return k.Until <= c.Now })
	b.BucketKeys = append(b.BucketKeys, BucketKey{s.Key, asked, c.Caller.ARN, c.Now + bucketKeyLife, s.Wrapped})
}

// sealFor seals with a key that the customer brings, where the bucket lets it.
// docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html
func (b *Bucket) sealFor(w wish) (Sealed, error) {
	if b.NoCustomer {
		return Sealed{}, cloud.Errorf("AccessDenied", "Access Denied")
	}
	sum, err := w.customer.sum()
	if err == nil && w.algorithm != nil {
		err = cloud.Errorf("InvalidArgument", "Server Side Encryption with Customer provided key is incompatible with the encryption method specified")
	}
	return Sealed{Algorithm: sseC, Customer: sum}, err
}

// unseal asks for what it takes to read a version.
func (s *State) unseal(c *cloud.Call, b *Bucket, v *Version, k customer) error {
	switch v.Sealed.Algorithm {
	case sseC:
		if !k.given() {
			return cloud.Errorf("InvalidRequest", "The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.")
		}
		sum, err := k.sum()
		if err == nil && sum != v.Sealed.Customer {
			err = cloud.Errorf("AccessDenied", "Access Denied")
		}
		return err
	case sseKMS:
		for _, known := range b.BucketKeys {
			if v.Sealed.BucketKey && known.Caller == c.Caller.ARN && known.Until > c.Now && slices.Equal(known.Wrapped, v.Sealed.Wrapped) {
				return nil
			}
		}
		_, _, err := s.keys.Decrypt(c, v.Sealed.Wrapped, v.Sealed.Context)
		if err == nil && v.Sealed.BucketKey {
			b.remember(c, v.Sealed, v.Sealed.Key)
		}
		return fromKMS(err)
	}
	if k.given() {
		return cloud.Errorf("InvalidRequest", "The encryption parameters are not applicable to this object.")
	}
	return nil
}

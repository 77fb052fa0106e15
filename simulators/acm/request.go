package acm

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// RequestCertificateInput says what for.
type RequestCertificateInput struct {
	DomainName              string   `required:"true" doc:"the first name: www.lunchbell.example.com or *.lunchbell.example.com"`
	ValidationMethod        *string  `enum:"EMAIL|DNS|HTTP" doc:"how the names are proved; only DNS is simulated"`
	SubjectAlternativeNames []string `doc:"further names"`
	IdempotencyToken        *string  `doc:"a repeated call with the same token makes nothing twice"`
	Tags                    []TagIn  `doc:"tags"`
	KeyAlgorithm            *string  `enum:"RSA_1024|RSA_2048|RSA_3072|RSA_4096|EC_prime256v1|EC_secp384r1|EC_secp521r1" doc:"RSA_2048 when it is not given"`
}

// TagIn is a tag as a call gives it.
type TagIn struct {
	Key   *string `required:"true" doc:"the tag's name"`
	Value *string `doc:"the tag's value"`
}

// RequestCertificateOutput is the certificate's ARN.
type RequestCertificateOutput struct{ CertificateArn string }

// maxNames is how many names a certificate has by default.
// docs.aws.amazon.com/acm/latest/userguide/acm-limits.html
const maxNames = 10

var domainForm = regexp.MustCompile(`^(\*\.)?([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9][A-Za-z0-9-]{0,61}[A-Za-z0-9]$`)

// RequestCertificate asks for a certificate. It is issued once the CNAME
// records that DescribeCertificate names are seen in the public DNS.
// docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html
func (s *State) RequestCertificate(c *cloud.Call, in RequestCertificateInput) (RequestCertificateOutput, error) {
	if method := deref(in.ValidationMethod); method != "DNS" {
		return RequestCertificateOutput{}, cloud.Errorf("InvalidParameterException", "Only the validation method DNS is simulated, not '%s'.", method)
	}
	var names []string
	for _, n := range append([]string{in.DomainName}, in.SubjectAlternativeNames...) {
		n = strings.ToLower(strings.TrimSuffix(n, "."))
		if !domainForm.MatchString(n) || len(n) > 253 {
			return RequestCertificateOutput{}, cloud.Errorf("InvalidParameterException", "The domain name '%s' is not valid.", n)
		}
		if !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	if len(names) > maxNames {
		return RequestCertificateOutput{}, cloud.Errorf("LimitExceededException", "Error: you have reached your limit of %d domain names in a certificate.", maxNames)
	}
	for old := range s.Certificates.All {
		if t := deref(in.IdempotencyToken); t != "" && old.Token == t && old.Scope == c.Scope && old.Names[0].Domain == names[0] {
			return RequestCertificateOutput{old.ARN}, nil
		}
	}
	k := s.Certificates.Add(s.request(c, names, in))
	c.At(c.Now+firstLook(c.World, k.ARN), Look{k.ARN, 0})
	return RequestCertificateOutput{k.ARN}, nil
}

func (s *State) request(c *cloud.Call, names []string, in RequestCertificateInput) Certificate {
	n := c.Next(c.Scope, "certificate")
	label := cloud.Label("acm " + c.Account + " " + c.Region)
	a, b := cloud.Roll(c.Seed, label, 2*n), cloud.Roll(c.Seed, label, 2*n+1)
	id := fmt.Sprintf("%08x-%04x-4%03x-%04x-%012x", uint32(a), uint16(a>>32), uint16(a>>48)&0xfff, 0x8000|uint16(b)&0x3fff, b>>16)
	k := Certificate{
		ARN: "arn:aws:acm:" + c.Region + ":" + c.Account + ":certificate/" + id, Scope: c.Scope,
		Token: deref(in.IdempotencyToken), Algorithm: "RSA-2048", Created: c.Now,
	}
	if in.KeyAlgorithm != nil {
		k.Algorithm = strings.ReplaceAll(*in.KeyAlgorithm, "RSA_", "RSA-")
	}
	for _, d := range names {
		k.Names = append(k.Names, proof(c.Seed, c.Account, d))
	}
	for _, t := range in.Tags {
		k.Tags = append(k.Tags, Tag{deref(t.Key), deref(t.Value)})
	}
	return k
}

// proof is the CNAME by which an account proves that a name is its own. It is
// the same for each certificate of the account, in all Regions, and for a name
// and the star above it.
// docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
func proof(seed uint64, account, domain string) Name {
	bare := strings.TrimPrefix(domain, "*.")
	label := cloud.Label("acm proof " + account + " " + bare)
	hex := func(n uint64) string {
		return fmt.Sprintf("_%016x%016x", cloud.Roll(seed, label, n), cloud.Roll(seed, label, n+1))
	}
	zone := make([]byte, 10)
	for i := range zone {
		zone[i] = byte('a' + cloud.RollBelow(seed, label, 4+uint64(i), 26))
	}
	return Name{Domain: domain, Record: hex(0) + "." + bare + ".", Value: hex(2) + "." + string(zone) + ".acm-validations.aws."}
}

// DeleteCertificateInput names a certificate.
type DeleteCertificateInput struct {
	CertificateArn string `required:"true" doc:"the certificate's ARN"`
}

// DeleteCertificateOutput is empty.
type DeleteCertificateOutput struct{}

// DeleteCertificate takes a certificate away that nobody uses.
// docs.aws.amazon.com/acm/latest/APIReference/API_DeleteCertificate.html
func (s *State) DeleteCertificate(c *cloud.Call, in DeleteCertificateInput) (DeleteCertificateOutput, error) {
	k, err := s.find(c, in.CertificateArn)
	if err != nil {
		return DeleteCertificateOutput{}, err
	}
	if len(s.using(k.ARN)) > 0 {
		return DeleteCertificateOutput{}, cloud.Errorf("ResourceInUseException", "Certificate %s in account %s is in use.", k.ARN, c.Account)
	}
	s.Certificates.Remove(k.ARN)
	return DeleteCertificateOutput{}, nil
}

func (s *State) find(c *cloud.Call, arn string) (*Certificate, error) {
	k := s.Certificates.Find(arn)
	if k == nil || k.Scope != c.Scope {
		return nil, cloud.Errorf("ResourceNotFoundException", "Could not find certificate %s.", arn)
	}
	return k, nil
}

func (s *State) using(arn string) []string {
	if s.outside == nil {
		return []string{}
	}
	return s.outside.Using(arn)
}

func deref[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}

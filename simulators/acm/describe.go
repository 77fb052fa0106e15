package acm

import (
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// DescribeCertificateInput names a certificate.
type DescribeCertificateInput struct {
	CertificateArn string `required:"true" doc:"the certificate's ARN"`
}

// DescribeCertificateOutput tells of it.
type DescribeCertificateOutput struct{ Certificate CertificateDetail }

// CertificateDetail is a certificate as the API prints it.
type CertificateDetail struct {
	CertificateArn          string
	DomainName              string
	SubjectAlternativeNames []string
	DomainValidationOptions []DomainValidation
	Serial                  *string
	Subject                 string
	Issuer                  string
	CreatedAt               cloud.Time
	IssuedAt                *cloud.Time
	Status                  string
	NotBefore               *cloud.Time
	NotAfter                *cloud.Time
	KeyAlgorithm            string
	SignatureAlgorithm      string
	InUseBy                 []string
	FailureReason           *string
	Type                    string
	RenewalSummary          *RenewalSummary
	KeyUsages               []KeyUsage
	ExtendedKeyUsages       []ExtendedKeyUsage
	RenewalEligibility      string
	Options                 CertificateOptions
}

// DomainValidation is how one name is proved.
type DomainValidation struct {
	DomainName       string
	ValidationDomain string
	ValidationStatus string
	ResourceRecord   ResourceRecord
	ValidationMethod string
}

// ResourceRecord is the record that proves a name.
type ResourceRecord struct{ Name, Type, Value string }

// RenewalSummary is the last attempt to renew.
type RenewalSummary struct {
	RenewalStatus           string
	DomainValidationOptions []DomainValidation
	RenewalStatusReason     *string
	UpdatedAt               cloud.Time
}

// KeyUsage is what a certificate is good for.
type KeyUsage struct{ Name string }

// ExtendedKeyUsage is what a certificate is good for.
type ExtendedKeyUsage struct{ Name, OID string }

// CertificateOptions are the settings of a certificate.
type CertificateOptions struct {
	CertificateTransparencyLoggingPreference string
	Export                                   string
}

// DescribeCertificate tells of a certificate: its names and their records, its
// life, its renewal.
// docs.aws.amazon.com/acm/latest/APIReference/API_DescribeCertificate.html
func (s *State) DescribeCertificate(c *cloud.Call, in DescribeCertificateInput) (DescribeCertificateOutput, error) {
	k, err := s.find(c, in.CertificateArn)
	if err != nil {
		return DescribeCertificateOutput{}, err
	}
	out := CertificateDetail{
		CertificateArn: k.ARN, DomainName: k.Names[0].Domain, SubjectAlternativeNames: k.domains(), Subject: "CN=" + k.Names[0].Domain,
		Issuer: "Amazon", CreatedAt: k.Created, Status: k.Status(c.Now), KeyAlgorithm: k.Algorithm, SignatureAlgorithm: "SHA256WITHRSA",
		InUseBy: s.using(k.ARN), Type: "AMAZON_ISSUED", KeyUsages: []KeyUsage{}, ExtendedKeyUsages: []ExtendedKeyUsage{},
		RenewalEligibility: s.eligibility(k, c.Now), Options: CertificateOptions{"ENABLED", "DISABLED"},
	}
	if strings.HasPrefix(k.Algorithm, "EC") {
		out.SignatureAlgorithm = "SHA256WITHECDSA"
	}
	out.DomainValidationOptions = k.validations(nil)
	if k.Failed != "" {
		out.FailureReason = new(k.Failed)
	}
	if k.Issued != 0 {
		out.Serial, out.IssuedAt, out.NotBefore, out.NotAfter = new(k.Serial), new(k.Issued), new(k.NotBefore), new(k.NotAfter)
		out.KeyUsages = []KeyUsage{{"DIGITAL_SIGNATURE"}, {"KEY_ENCIPHERMENT"}}
		out.ExtendedKeyUsages = []ExtendedKeyUsage{{"TLS_WEB_SERVER_AUTHENTICATION", "1.3.6.1.5.5.7.3.1"}}
	}
	if r := k.Renewal; r.Status != "" {
		out.RenewalSummary = &RenewalSummary{RenewalStatus: r.Status, DomainValidationOptions: k.validations(r.Proved), UpdatedAt: r.Updated}
		if r.Reason != "" {
			out.RenewalSummary.RenewalStatusReason = new(r.Reason)
		}
	}
	return DescribeCertificateOutput{out}, nil
}

// eligibility: only what is in use is renewed, and only in time.
// docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html
func (s *State) eligibility(k *Certificate, now cloud.Time) string {
	if k.Status(now) == "ISSUED" && len(s.using(k.ARN)) > 0 {
		return "ELIGIBLE"
	}
	return "INELIGIBLE"
}

func (c *Certificate) domains() []string {
	list := make([]string, len(c.Names))
	for i, n := range c.Names {
		list[i] = n.Domain
	}
	return list
}

// validations tell how each name is proved; of a renewal when proved is given.
func (c *Certificate) validations(proved []bool) []DomainValidation {
	var list []DomainValidation
	for i, n := range c.Names {
		ok := n.Proved
		if proved != nil {
			ok = proved[i]
		}
		status := "PENDING_VALIDATION"
		switch {
		case ok:
			status = "SUCCESS"
		case c.Failed != "" || c.TimedOut:
			status = "FAILED"
		}
		list = append(list, DomainValidation{n.Domain, n.Domain, status, ResourceRecord{n.Record, "CNAME", n.Value}, "DNS"})
	}
	return list
}

// ListCertificatesInput says which.
type ListCertificatesInput struct {
	CertificateStatuses []string `doc:"only those of these statuses"`
}

// ListCertificatesOutput lists certificates.
type ListCertificatesOutput struct{ CertificateSummaryList []CertificateSummary }

// CertificateSummary is a certificate in a list.
type CertificateSummary struct {
	CertificateArn                       string
	DomainName                           string
	SubjectAlternativeNameSummaries      []string
	HasAdditionalSubjectAlternativeNames bool
	Status                               string
	Type                                 string
	KeyAlgorithm                         string
	InUse                                bool
	RenewalEligibility                   string
	NotBefore                            *cloud.Time
	NotAfter                             *cloud.Time
	CreatedAt                            cloud.Time
	IssuedAt                             *cloud.Time
}

// ListCertificates lists the Region's certificates.
// docs.aws.amazon.com/acm/latest/APIReference/API_ListCertificates.html
func (s *State) ListCertificates(c *cloud.Call, in ListCertificatesInput) (ListCertificatesOutput, error) {
	out := ListCertificatesOutput{[]CertificateSummary{}}
	for k := range s.Certificates.All {
		status := k.Status(c.Now)
		if k.Scope != c.Scope || len(in.CertificateStatuses) > 0 && !slices.Contains(in.CertificateStatuses, status) {
			continue
		}
		x := CertificateSummary{
			CertificateArn: k.ARN, DomainName: k.Names[0].Domain, SubjectAlternativeNameSummaries: k.domains(), Status: status,
			Type: "AMAZON_ISSUED", KeyAlgorithm: k.Algorithm, InUse: len(s.using(k.ARN)) > 0, RenewalEligibility: s.eligibility(k, c.Now), CreatedAt: k.Created,
		}
		if k.Issued != 0 {
			x.NotBefore, x.NotAfter, x.IssuedAt = new(k.NotBefore), new(k.NotAfter), new(k.Issued)
		}
		out.CertificateSummaryList = append(out.CertificateSummaryList, x)
	}
	return out, nil
}

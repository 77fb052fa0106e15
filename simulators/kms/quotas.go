package kms

// AWS's defaults of quotas, by their codes in Service Quotas.
// docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html, read 2026-11-20
const (
	quotaKeys      = "L-C2F1777E" // customer managed keys of an account in a Region
	quotaAliases   = "L-2601EE20" // aliases of a key
	quotaGrants    = "L-D4EA3C03" // grants of a key
	maxPolicy      = 32768        // bytes; it cannot be raised
	maxTags        = 50           // of a key
	maxOnDemand    = 25           // on-demand rotations of a key's life
	maxCiphertext  = 6144         // bytes that Decrypt takes
	maxPlaintext   = 4096         // bytes that Encrypt takes
	maxGrantTokens = 10
)

var defaults = map[string]int{quotaKeys: 100_000, quotaAliases: 50, quotaGrants: 50_000}

// quota is a raised one or AWS's default.
func (r *Region) quota(code string) int {
	if n, ok := r.Quotas[code]; ok {
		return n
	}
	return defaults[code]
}

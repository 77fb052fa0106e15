package kms

// AWS's defaults of quotas, by the names that its page gives them.
// docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html, read 2026-11-20
const (
	quotaKeys      = "KMS keys"            // customer managed keys of an account in a Region
	quotaAliases   = "Aliases per KMS key" // aliases of a key
	quotaGrants    = "Grants per KMS key"  // grants of a key
	maxPolicy      = 32768                 // bytes; it cannot be raised
	maxTags        = 50                    // of a key
	maxOnDemand    = 25                    // on-demand rotations of a key's life
	maxCiphertext  = 6144                  // bytes that Decrypt takes
	maxPlaintext   = 4096                  // bytes that Encrypt takes
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

// requestQuotas are how many cryptographic requests a second the keys of a
// family share in a Region, whatever the operations: the caller's account pays,
// whoever owns the key. The symmetric one differs by Region; this is the lowest
// that AWS's page names for a large Region. The lab does not hold them: its clock
// stands still while a call runs.
// docs.aws.amazon.com/kms/latest/developerguide/requests-per-second.html, read 2026-11-20
var requestQuotas = map[string]int{"symmetric": 10_000, "RSA": 500, "ECC": 300}

// Throttled tells whether so many requests of each operation in one second are
// more than a shared quota allows; they would end in a ThrottlingException.
func Throttled(quota int, requests map[string]int) bool {
	sum := 0
	for operation, n := range requests {
		if row, ok := states[operation]; ok && row[columns[Disabled]] == 1 && operation != "CreateGrant" && operation != "GetPublicKey" {
			sum += n
		}
	}
	return sum > quota
}

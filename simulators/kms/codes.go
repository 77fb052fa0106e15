package kms

// Codes of the reasons that a decision about a key gives, besides those of
// policies (simulators/cloud/policy). At is a key's ARN or a grant's ID.
const (
	CodeGrantAllows     = "KMS_GRANT_ALLOWS"            // a grant allows it, to this caller and with these pairs
	CodeGrantOther      = "KMS_GRANT_OTHER_PRINCIPAL"   // a grant to somebody else
	CodeGrantOperation  = "KMS_GRANT_OTHER_OPERATION"   // a grant to the caller without this operation
	CodeGrantContext    = "KMS_GRANT_CONTEXT"           // a grant to the caller whose constraint the pairs do not meet
	CodeGrantNotYet     = "KMS_GRANT_NOT_KNOWN_YET"     // a grant to the caller that is not known everywhere yet, and no token of it was shown
	CodeDelegates       = "KMS_POLICY_DELEGATES"        // the key policy leaves it to IAM in the caller's account
	CodeNotDelegated    = "KMS_POLICY_NOT_DELEGATED"    // the key policy neither names the caller nor leaves it to IAM: what IAM says does not count
	CodeNamed           = "KMS_POLICY_NAMES"            // the key policy names the caller: IAM need not allow it as well
	CodeOtherAccount    = "KMS_OTHER_ACCOUNT"           // the caller is of another account: both sides must allow it
	CodeNotAcross       = "KMS_NOT_ACROSS_ACCOUNTS"     // the operation never works on a key of another account
	CodeState           = "KMS_KEY_STATE"               // the key's state does not allow the operation; At is ARN and state
	CodeKeyMissing      = "KMS_KEY_NOT_FOUND"           // no such key in this account and Region
	CodeContext         = "KMS_CONTEXT_OR_CIPHERTEXT"   // the tag does not fit: other pairs, another ciphertext or a changed one
	CodeForeign         = "KMS_NOT_A_CIPHERTEXT"        // the header is not one that this KMS wrote, or was changed
	CodeOtherKey        = "KMS_SEALED_BY_ANOTHER_KEY"   // the ciphertext names another key than the call
	CodeOpened          = "KMS_OPENED"                  // the ciphertext named the key and the material that opened it
	CodeMaterialMissing = "KMS_KEY_MATERIAL_NOT_THERE"  // the material that sealed it was deleted or has expired
	CodeLockout         = "KMS_POLICY_LOCKS_CALLER_OUT" // the caller could not change this policy any more
)

// Package kms simulates AWS Key Management Service: keys that never leave it,
// and what they seal, open, sign and check, for whom.
//
// What follows is the lab's page of limits, too: what is modelled as AWS
// documents it, what is made simpler, and what is left out. Each line names
// AWS's page about it, under docs.aws.amazon.com. What is modelled was held
// against those pages on 2026-11-20: the developer guide in its published source
// of June 2023 together with the later changes that AWS's pages list, the API as
// botocore 1.43 describes it, wordings of errors as recordings of the service
// have them.
//
// # Keys: modelled
//
//   - SYMMETRIC_DEFAULT, RSA_2048 to RSA_4096, the NIST curves P-256, P-384 and
//     P-521, secp256k1, Ed25519, HMAC_224 to HMAC_512, and what each may be used
//     for (kms/latest/developerguide/symm-asymm-choose-key-spec.html).
//   - What each of 39 operations does to a key in each of seven states, from one
//     table (kms/latest/developerguide/key-state.html).
//   - Aliases: names that can be pointed at another key; alias/aws/ is AWS's
//     (kms/latest/developerguide/kms-alias.html).
//   - AWS managed keys, alias/aws/SERVICE, made on first use, with their policy
//     (kms/latest/developerguide/concepts.html).
//   - Deletion after 7 to 30 days, with the aliases; cancelled, a key comes back
//     disabled; a multi-Region primary waits for its replicas
//     (kms/latest/developerguide/deleting-keys.html).
//   - Rotation every 90 to 2,560 days and up to 25 times on demand; all materials
//     stay and open what they sealed; a disabled key catches up when it is enabled
//     (kms/latest/developerguide/rotate-keys.html).
//   - Multi-Region keys: the same ID and material in several Regions, policies,
//     aliases, grants, tags and states of their own
//     (kms/latest/developerguide/multi-region-keys-overview.html).
//   - Imported material for symmetric and HMAC keys, wrapped with RSAES_OAEP:
//     really unwrapped, expiring, deleted, imported again, rotated on demand
//     (kms/latest/developerguide/importing-keys.html).
//   - Quotas of keys, aliases and grants at AWS's defaults, 32 KB of key policy
//     (kms/latest/developerguide/resource-limits.html).
//
// # Sealing: modelled
//
//   - Encrypt up to 4,096 bytes, Decrypt without being told the key, ReEncrypt,
//     data keys and data key pairs, wrapped or also in the clear
//     (kms/latest/APIReference/API_Encrypt.html and its neighbours).
//   - The encryption context is part of what the seal covers: the same set of
//     pairs, upper and lower case kept apart, in any order; otherwise an
//     InvalidCiphertextException with an empty message
//     (kms/latest/developerguide/encrypt_context.html).
//   - AES-256-GCM under a key that is derived for each ciphertext; RSAES_OAEP with
//     its limits; RSASSA_PSS and PKCS #1, ECDSA, Ed25519, HMAC, ECDH
//     (kms/latest/cryptographic-details/kms-crypto-details.html).
//   - What CloudTrail shows of each call: the encryption context in the clear, no
//     plaintext, no ciphertext, the material's ID; KMS's own RotateKey and
//     DeleteKey (kms/latest/developerguide/logging-using-cloudtrail.html).
//
// # Permissions: modelled
//
//   - Key policy, grants and IAM together: a deny anywhere ends it; the key policy
//     names the caller, or leaves it to IAM, or neither
//     (kms/latest/developerguide/policy-evaluation.html).
//   - Other accounts: both sides must allow it, and only for the operations that
//     work across accounts
//     (kms/latest/developerguide/key-policy-modifying-external-accounts.html).
//   - The lockout safety check and its bypass; users and roles that a key policy
//     names must exist (kms/latest/developerguide/key-policy-default.html).
//   - Grants with operations, constraints, retiring principals, tokens; a grant of
//     a grant is never wider (kms/latest/developerguide/grants.html).
//   - Condition keys: of the key, its aliases and tags, the encryption context,
//     the service that calls, the parameters of each operation
//     (kms/latest/developerguide/policy-conditions.html).
//
// # Simplified
//
//   - The ciphertext's layout is the lab's own, since AWS publishes none: 152 bytes
//     more than the content, key and material by their IDs (blob.go). It begins as
//     AWS's does and opens nowhere else.
//   - Secrets are drawn from the world's seed; RSA keys are a few fixed test keys.
//     Nothing here guards anything (kms/latest/developerguide/concepts.html).
//   - A new grant is known without its token after three minutes. AWS: usually less
//     than five (kms/latest/developerguide/grants.html). All other changes, a
//     revoked grant among them, take effect at once.
//   - A key goes to the second when its waiting period ends; AWS takes up to a day
//     longer (kms/latest/developerguide/deleting-keys.html). A replica is made, and
//     a primary moves, in ten seconds.
//   - A key that is pending deletion refuses to be used with
//     KMSInvalidStateException; AWS's table names DisabledException as well.
//
// # Left out
//
//   - Custom key stores (CloudHSM, external): no key is ever Unavailable
//     (kms/latest/developerguide/custom-key-store-overview.html).
//   - SM2, which is of the Regions in China, and ML-DSA: refused with
//     UnsupportedOperationException (kms/latest/developerguide/asymmetric-key-specs.html).
//   - Imported material for asymmetric keys, and wrapping with RSA_AES_KEY_WRAP
//     (kms/latest/developerguide/importing-keys-encrypt-key-material.html).
//   - Request quotas are known, not enforced: the lab's clock stands while a call
//     runs (kms/latest/developerguide/requests-per-second.html).
//   - Nitro enclaves (Recipient), VPC endpoint policies, service control policies
//     (kms/latest/developerguide/services-nitro-enclaves.html).
//   - EBS volumes under a KMS key; when a key was last used (GetKeyLastUsage).
package kms

// Package kms is AWS Key Management Service: keys that never leave, and what
// they seal and open, sign and check for whom.
package kms

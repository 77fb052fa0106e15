// Package message is the message format of the AWS Encryption SDK: a header
// with the wrapped data keys and the encryption context, a body in frames or in
// one piece, and a signature at the end where the algorithm suite has one.
// docs.aws.amazon.com/encryption-sdk/latest/developer-guide/message-format.html
//
// # The AWS Encryption SDK: modelled
//
//   - All eleven algorithm suites, message format 1 and 2, framed and not
//     framed, key derivation, key commitment, signatures by ECDSA.
//     encryption-sdk/latest/developer-guide/algorithms-reference.html
//   - The cache of data keys with its limits of age, messages and bytes.
//     encryption-sdk/latest/developer-guide/data-key-caching.html
//
// # The AWS Encryption SDK: left out
//
//   - Context keys that are required but not kept in the message, the
//     hierarchical keyring, raw keys.
//     encryption-sdk/latest/developer-guide/choose-keyring.html
package message

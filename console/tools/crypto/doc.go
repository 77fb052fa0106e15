// Package crypto is the tools that seal, open, sign and measure: openssl and
// aws-encryption-cli, over files in memory. What openssl writes here opens with
// the real one and the reverse (testdata/vectors.txt was made with 3.0); words,
// order and exit status are those of OpenSSL 3.0.
//
// # openssl: modelled
//
//   - enc with AES in CBC, CTR and ECB mode; keys by password (PBKDF2, or the
//     old derivation with its warning), by -K and -iv, -a and -A.
//     docs.openssl.org/3.0/man1/openssl-enc/
//   - rand, dgst (also HMAC, -sign, -verify), mac, pkey, rsa, ec (public keys
//     from DER to PEM and back, -text), pkeyutl (RSA with OAEP and PKCS#1,
//     verification), base64, version.
//
// # openssl: simplified
//
//   - Random bytes are drawn from the world's seed, so that a journal replays.
//     They are good for lessons and for nothing else.
//   - A question for a password is answered by nobody: give -pass, -k or -kfile.
//   - The thread's number at the head of a line of the error stack is always the
//     same.
//
// # openssl: left out
//
//   - Making keys, certificates, TLS, ciphers other than AES, secp256k1.
//
// # aws-encryption-cli: modelled
//
//   - Encryption and decryption of files, folders and streams under one or more
//     KMS keys, all algorithm suites, the three commitment policies, encryption
//     contexts, discovery, the cache of data keys, the metadata. Messages open
//     with AWS's own library and the reverse (package message); the words are
//     those of version 4.3.0. encryption-sdk/latest/developer-guide/crypto-cli.html
//
// # aws-encryption-cli: left out
//
//   - Providers other than aws-kms, --interactive (it never asks), files of
//     arguments (@FILE), patterns in --input that the shell has not expanded, and
//     what -v adds. encryption-sdk/latest/developer-guide/crypto-cli-reference.html
package crypto

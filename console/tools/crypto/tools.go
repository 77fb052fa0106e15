package crypto

import "skylab/console/desk"

// Tools is the table of this package's tools by name.
func Tools() map[string]desk.Tool {
	return map[string]desk.Tool{"openssl": OpenSSL, "aws-encryption-cli": AWSEncryptionCLI}
}

package crypto

import (
	"context"
	"fmt"
	"strconv"

	"skylab/console/clock"
	"skylab/console/desk"
	"skylab/console/tools/crypto/message"
)

// esdkVersion is the release whose words were compared.
const esdkVersion = "aws-encryption-sdk-cli/4.3.0 aws-encryption-sdk/3.3.1"

// esdk is one run of aws-encryption-cli.
type esdk struct {
	*esdkArgs
	ctx   context.Context
	d     *desk.Desk
	cache *message.Cache
	wrote bool // metadata: the file was emptied already
}

// AWSEncryptionCLI is the tool aws-encryption-cli: files sealed by the AWS
// Encryption SDK with keys of KMS.
// docs.aws.amazon.com/encryption-sdk/latest/developer-guide/crypto-cli.html
func AWSEncryptionCLI(ctx context.Context, d *desk.Desk, args []string) int {
	for _, w := range args {
		switch w {
		case "-h", "--help":
			return esdkHelp(d)
		case "--version":
			fmt.Fprintln(d.Stdout, esdkVersion)
			return 0
		}
	}
	a, err := parseESDK(args)
	if err != nil {
		fmt.Fprintf(d.Stderr, "%saws-encryption-cli: error: %s\n", esdkUsage, err)
		return 2
	}
	e := &esdk{esdkArgs: a, ctx: ctx, d: d}
	if a.caching != nil {
		e.cache = newCache(a.caching)
	}
	err = e.run()
	switch err := err.(type) {
	case nil:
		return 0
	case badArgument:
		fmt.Fprintln(d.Stderr, err)
	default:
		fmt.Fprintf(d.Stderr, "Encountered unexpected error: increase verbosity to see details.\n%s\n", err)
	}
	return 1
}

// badArgument is an argument that makes no sense for the files that are there.
type badArgument string

func (b badArgument) Error() string { return string(b) }

// newCache reads --caching; what was not given has no limit.
func newCache(given map[string]string) *message.Cache {
	number := func(name string, otherwise float64) float64 {
		n, err := strconv.ParseFloat(given[name], 64)
		if err != nil {
			return otherwise
		}
		return n
	}
	c := &message.Cache{Capacity: int(number("capacity", 1)), Limits: message.Limits{Age: number("max_age", 0), Messages: message.MostMessages, Bytes: message.MostBytes}}
	if n := number("max_messages_encrypted", -1); n >= 0 {
		c.Limits.Messages = int64(n)
	}
	if n := number("max_bytes_encrypted", -1); n >= 0 {
		c.Limits.Bytes = int64(n)
	}
	return c
}

// warn prints a line of the log.
func (e *esdk) warn(format string, a ...any) {
	if e.quiet {
		return
	}
	tz, _ := e.d.Shell.Var("TZ")
	at := clock.In(e.d.World.Cloud.Now.UTC(), tz)
	fmt.Fprintf(e.d.Stderr, "%s,%03d - MainThread - aws_encryption_sdk_cli - WARNING - %s\n", at.Format("2006-01-02 15:04:05"), at.Nanosecond()/1e6, fmt.Sprintf(format, a...))
}

// python is an exception as the tool prints it.
type python struct {
	class string
	args  []string
}

func (p python) Error() string {
	s := p.class + "("
	for i, a := range p.args {
		if i > 0 {
			s += ", "
		}
		s += `"` + a + `"`
	}
	return s + ")"
}

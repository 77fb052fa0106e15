package cloud

// Call is what an operation is told besides its input, and where it leaves
// the reasons of its decision.
type Call struct {
	*World
	Scope            // account and Region that the call goes to
	Caller    Caller // who asks
	Access    Access // who judges what the caller may do; nil allows all
	RequestID string
	Reasons   []Reason
	// Resources, Request and Response go into the trail: the ARNs that the call
	// touched, and what CloudTrail shows instead of the input and the output
	// where that differs from them (a KMS plaintext is never shown).
	Resources []string
	Shown     *Shown
	// Took is how long the answer is in coming: a function's run. The world's
	// clock moves so far after the call.
	Took Time
}

// Shown is what the trail shows of a call whose input or output must not be
// told as it is. The texts are JSON objects; an empty string is null.
type Shown struct {
	Request, Response string
	More              string // additionalEventData; empty: there is none
	Reads             bool   // CloudTrail calls it read-only, although a draw is made
}

// Caller is the identity behind a call. It is a plain value.
type Caller struct {
	Account string // 12 digits
	ARN     string // arn:aws:iam::…:user/you, or arn:aws:sts::…:assumed-role/ROLE/SESSION
	UserID  string // AIDA…, or AROA…:SESSION
	Kind    string // IAMUser (also when empty), AssumedRole, Root, AWSService
	Role    string // the role's ARN, of a session
	Key     string // access key ID
	Source  string // address that the call comes from; a service's name when a service calls
	Via     string // the service that calls in the caller's name: s3.amazonaws.com
}

// NewID is World.ID in the call's own account and Region.
func (c *Call) NewID(kind string) string { return c.ID(c.Scope, kind) }

// Because notes one more reason, in the order in which it was found.
func (c *Call) Because(r Reason) { c.Reasons = append(c.Reasons, r) }

// Reason is one thing that was looked at on the way to an answer. It is a flat
// value; screens make sentences of its code.
type Reason struct {
	Code    string  // AWS's own code where it has one (SUBNET_ACL_RESTRICTION), else ours in the same style
	At      string  // ID of what was looked at: a table, a list, a gateway
	Rule    int32   // the rule that decided: its number (NACL) or 0-based place; -1 when none did
	Verdict Verdict // what it decided
	Beyond  bool    // found after a refusal, going on as if let through
}

// Verdict is what a reason decided.
type Verdict uint8

// The three verdicts.
const (
	Allowed Verdict = iota
	Denied
	Unknown
)

// Error is an error of AWS's API, as the service words it.
type Error struct{ Code, Message string }

func (e *Error) Error() string { return e.Code + ": " + e.Message }

// Errorf makes an API error. The message is AWS's wording, never translated.
func Errorf(code, format string, args ...any) error {
	return &Error{Code: code, Message: sprintf(format, args)}
}

package cloud

// Call is what an operation is told besides its input, and where it leaves
// the reasons of its decision.
type Call struct {
	*World
	Scope            // account and Region that the call goes to
	Caller    Caller // who asks
	RequestID string
	Reasons   []Reason
}

// Caller is the identity behind a call.
type Caller struct {
	Account string // 12 digits
	ARN     string
	UserID  string
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

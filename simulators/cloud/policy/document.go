package policy

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Document is a parsed policy. It is never changed once parsed.
type Document struct {
	Version    string
	Statements []Statement
	asks       bool // has conditions or variables
}

// Statement is one rule of a policy. Of each pair of lists at most one is set.
type Statement struct {
	Sid                       string
	Deny                      bool
	Principals, NotPrincipals []string // "*", account IDs, ARNs, or SERVICE:name for a service
	Actions, NotActions       []string
	Resources, NotResources   []string
	Conditions                []Condition
	actions, notActions       []string // in lower case
}

// Condition is one operator with one key: it holds when one of the values fits.
type Condition struct {
	Operator string // StringEquals
	Each     string // ForAllValues: or ForAnyValue:, mostly empty
	Key      string // in lower case
	IfExists bool
	Values   []string
}

// Version is the one in which variables work; the older one, which is meant
// when none is given, takes them literally.
const Version = "2012-10-17"

// errSyntax is what Parse says of text that is no policy.
var errSyntax = errors.New("not a policy document")

// Parse reads a policy. The error says which element is wrong, for tests and
// tools; what a service tells its caller is the service's own wording.
func Parse(text string) (Document, error) {
	var raw struct {
		Version   string
		ID        string `json:"Id"`
		Statement list[statement]
	}
	if err := strict([]byte(text), &raw); err != nil {
		return Document{}, fmt.Errorf("%w: %w", errSyntax, err)
	}
	if raw.Version != "" && raw.Version != Version && raw.Version != "2008-10-17" {
		return Document{}, fmt.Errorf("%w: Version %q", errSyntax, raw.Version)
	}
	if len(raw.Statement) == 0 {
		return Document{}, fmt.Errorf("%w: no Statement", errSyntax)
	}
	d := Document{Version: raw.Version}
	for i, s := range raw.Statement {
		st, err := s.statement()
		if err != nil {
			return Document{}, fmt.Errorf("%w: statement %d: %w", errSyntax, i, err)
		}
		d.Statements = append(d.Statements, st)
	}
	d.asks = d.Version == Version && strings.Contains(text, "${") || slices.ContainsFunc(d.Statements, func(s Statement) bool { return len(s.Conditions) > 0 })
	return d, nil
}

// strict decodes one JSON value that fills the whole text and has no element
// that v does not know.
func strict(text []byte, v any) error {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		return err
	}
	if _, err := dec.Token(); err != io.EOF {
		return errors.New("text after the end")
	}
	return nil
}

// list is an element that may be written as one value or as a list of them.
type list[T any] []T

func (l *list[T]) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '[' {
		return strict(b, (*[]T)(l))
	}
	var one T
	if err := strict(b, &one); err != nil {
		return err
	}
	*l = list[T]{one}
	return nil
}

type statement struct {
	Sid, Effect             string
	Principal, NotPrincipal *principals
	Action, NotAction       list[string]
	Resource, NotResource   list[string]
	Condition               map[string]map[string]list[scalar]
}

func (s statement) statement() (Statement, error) {
	if s.Effect != "Allow" && s.Effect != "Deny" {
		return Statement{}, fmt.Errorf("element Effect is %q", s.Effect)
	}
	if (len(s.Action) == 0) == (len(s.NotAction) == 0) {
		return Statement{}, errors.New("one of Action and NotAction")
	}
	if len(s.Resource) > 0 && len(s.NotResource) > 0 || s.Principal != nil && s.NotPrincipal != nil {
		return Statement{}, errors.New("an element beside its Not form")
	}
	conditions, err := conditionsOf(s.Condition)
	st := Statement{
		Sid: s.Sid, Deny: s.Effect == "Deny", Conditions: conditions,
		Actions: s.Action, NotActions: s.NotAction, Resources: s.Resource, NotResources: s.NotResource,
	}
	st.actions, st.notActions = lower(s.Action), lower(s.NotAction)
	if s.Principal != nil {
		st.Principals = *s.Principal
	}
	if s.NotPrincipal != nil {
		st.NotPrincipals = *s.NotPrincipal
	}
	return st, err
}

func lower(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = strings.ToLower(s)
	}
	return out
}

// principals is "*" or a map from kind (AWS, Service, …) to one or more names.
type principals []string

func (p *principals) UnmarshalJSON(b []byte) error {
	if string(b) == `"*"` {
		*p = principals{"*"}
		return nil
	}
	var kinds map[string]list[string]
	if err := json.Unmarshal(b, &kinds); err != nil {
		return err
	}
	for kind, names := range kinds {
		for _, n := range names {
			if kind != "AWS" {
				n = strings.ToUpper(kind) + ":" + n
			}
			*p = append(*p, n)
		}
	}
	slices.Sort(*p)
	if len(*p) == 0 {
		return errors.New("empty Principal")
	}
	return nil
}

// scalar is a condition's value: a string, or a bare boolean or number, which
// AWS reads as its text.
type scalar string

func (s *scalar) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, (*string)(s))
	}
	if len(b) == 0 || b[0] == '{' || b[0] == '[' || string(b) == "null" {
		return errors.New("a condition's value")
	}
	*s = scalar(b)
	return nil
}

// Complaint words the error of Parse as IAM does.
func Complaint(text string, err error) string {
	var probe map[string]json.RawMessage
	if json.Unmarshal([]byte(text), &probe) != nil {
		return "This policy contains invalid Json"
	}
	switch m := err.Error(); {
	case strings.Contains(m, "one of Action"):
		return "Policy statement must contain actions."
	case strings.Contains(m, "no Statement"):
		return "Missing required field Statement"
	case strings.Contains(m, "element Effect is \"\""):
		return "Missing required field Effect"
	case strings.Contains(m, "element Effect"):
		return "Invalid effect: only Allow and Deny are supported"
	case strings.Contains(m, "condition operator"):
		return "Invalid Condition type : " + strings.Trim(m[strings.LastIndexByte(m, ' ')+1:], `"`) + "."
	}
	return "Syntax errors in policy."
}

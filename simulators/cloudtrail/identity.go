package cloudtrail

import "strings"

// userIdentity is who called.
// docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
type userIdentity struct {
	Type           string          `json:"type"`
	PrincipalID    string          `json:"principalId,omitempty"`
	ARN            string          `json:"arn,omitempty"`
	AccountID      string          `json:"accountId,omitempty"`
	AccessKeyID    string          `json:"accessKeyId,omitempty"`
	UserName       string          `json:"userName,omitempty"`
	SessionContext *sessionContext `json:"sessionContext,omitempty"`
	InvokedBy      string          `json:"invokedBy,omitempty"`
}

type sessionContext struct {
	SessionIssuer *sessionIssuer `json:"sessionIssuer,omitempty"`
	Attributes    attributes     `json:"attributes"`
}

type sessionIssuer struct {
	Type        string `json:"type"`
	PrincipalID string `json:"principalId"`
	ARN         string `json:"arn"`
	AccountID   string `json:"accountId"`
	UserName    string `json:"userName"`
}

type attributes struct {
	CreationDate     string `json:"creationDate"`
	MfaAuthenticated string `json:"mfaAuthenticated"`
}

// invokedBy is the service that called, in its own name or in somebody's.
func (e entry) invokedBy() string {
	if e.Caller.Kind == "AWSService" {
		return e.Caller.Source
	}
	return e.Caller.Via
}

func (e entry) identity() userIdentity {
	c := e.Caller
	u := userIdentity{Type: "IAMUser", PrincipalID: c.UserID, ARN: c.ARN, AccountID: c.Account, AccessKeyID: c.Key, InvokedBy: e.invokedBy()}
	_, session, assumed := strings.Cut(c.ARN, ":assumed-role/")
	switch {
	case c.Kind == "AWSService":
		return userIdentity{Type: "AWSService", InvokedBy: c.Source}
	case c.Kind == "Root":
		u.Type = "Root"
	case assumed:
		u.Type = "AssumedRole"
		u.SessionContext = e.session(session)
	default:
		u.UserName = e.username()
	}
	return u
}

// session is the role behind an assumed role's session, and since when.
func (e entry) session(session string) *sessionContext {
	c := e.Caller
	role, _, _ := strings.Cut(session, "/")
	id, _, _ := strings.Cut(c.UserID, ":")
	arn := c.Role
	if arn == "" {
		arn = "arn:aws:iam::" + c.Account + ":role/" + role
	}
	since := e.At
	if e.sessions != nil && c.Key != "" {
		if born, ok := e.sessions.SessionBorn(c.Key); ok {
			since = born
		}
	}
	return &sessionContext{
		SessionIssuer: &sessionIssuer{"Role", id, arn, c.Account, role},
		Attributes:    attributes{stamp(since), "false"},
	}
}

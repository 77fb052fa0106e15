package iam

import (
	"regexp"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/cloud/policy"
)

// GetCallerIdentityInput has nothing to choose.
type GetCallerIdentityInput struct{}

// GetCallerIdentityOutput says who calls.
type GetCallerIdentityOutput struct {
	UserId  string
	Account string
	Arn     string
}

// GetCallerIdentity tells who calls; nobody can be refused it.
// docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
func (s *State) GetCallerIdentity(c *cloud.Call, _ GetCallerIdentityInput) (GetCallerIdentityOutput, error) {
	return GetCallerIdentityOutput{c.Caller.UserID, c.Caller.Account, c.Caller.ARN}, nil
}

// AssumeRoleInput says which role, for how long, and within which fences.
type AssumeRoleInput struct {
	RoleArn         string  `required:"true" doc:"the role's ARN"`
	RoleSessionName string  `required:"true" doc:"the session's name, which CloudTrail shows"`
	Policy          *string `doc:"a session policy: the session may do no more than it and the role allow"`
	DurationSeconds *int32  `doc:"how long the session lasts: 900 to the role's longest, 3600 by default"`
	Tags            []Tag   `doc:"session tags"`
	ExternalId      *string `doc:"the word that the role's trust policy may ask for"`
	SourceIdentity  *string `doc:"who is behind the session; it stays through further sessions"`
}

// Credentials are what a session signs with.
type Credentials struct {
	AccessKeyId     string
	SecretAccessKey string
	SessionToken    string
	Expiration      cloud.Time
}

// AssumedRoleUser is who the session is.
type AssumedRoleUser struct {
	AssumedRoleId string
	Arn           string
}

// AssumeRoleOutput is the session.
type AssumeRoleOutput struct {
	Credentials      Credentials
	AssumedRoleUser  AssumedRoleUser
	PackedPolicySize *int32
	SourceIdentity   *string
}

// Bounds of a session, in seconds, and of a session policy, in characters.
// docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
const (
	shortestSession   = 900
	longestChained    = 3_600
	maxSessionPolicy  = 2_048
	maxPackedSize     = 2_048
	longestOwnSession = 129_600
	ownSession        = 43_200
)

var sessionForm = regexp.MustCompile(`^[\w+=,.@-]*$`)

// AssumeRole gives out a session of a role: its trust policy decides, and for a
// caller of the same account that it names only as an account, or of another
// account, the caller's own policies too.
func (s *State) AssumeRole(c *cloud.Call, in AssumeRoleInput) (AssumeRoleOutput, error) {
	if err := checkSession(in); err != nil {
		return AssumeRoleOutput{}, err
	}
	var fence []Document
	if in.Policy != nil {
		d, err := readPolicy(*in.Policy, "policy", policy.OfIdentity)
		if err != nil {
			return AssumeRoleOutput{}, err
		}
		fence = append(fence, d)
	}
	c.Resources = append(c.Resources, in.RoleArn)
	a, r := s.findRole(in.RoleArn)
	if err := s.mayAssume(c, in, r); err != nil {
		return AssumeRoleOutput{}, err
	}
	seconds, err := duration(c, in.DurationSeconds, r)
	if err != nil {
		return AssumeRoleOutput{}, err
	}
	t := Session{
		Name: in.RoleSessionName, Role: r.Name, RoleID: r.ID, Policies: fence, Tags: in.Tags, Source: or(in.SourceIdentity, ""),
		Born: c.Now, Until: c.Now + cloud.Time(seconds)*cloud.Second, Chained: strings.Contains(c.Caller.ARN, ":assumed-role/"),
	}
	s.issue(c, a, &t)
	r.UsedAt, r.UsedIn = c.Now, c.Scope.Region
	out := AssumeRoleOutput{Credentials: t.credentials(), AssumedRoleUser: AssumedRoleUser{r.ID + ":" + t.Name, sessionARN(r, t.Name)}, SourceIdentity: in.SourceIdentity}
	if in.Policy != nil {
		out.PackedPolicySize = new(int32(min(99, 1+policy.Size(*in.Policy)*100/maxPackedSize)))
	}
	c.Shown = shownSession(in, t, out)
	return out, nil
}

func checkSession(in AssumeRoleInput) error {
	name, at := in.RoleSessionName, "roleSessionName"
	switch {
	case len(name) < 2:
		return constraint(name, at, "have length greater than or equal to 2")
	case len(name) > 64:
		return constraint(name, at, "have length less than or equal to 64")
	case !sessionForm.MatchString(name):
		return constraint(name, at, `satisfy regular expression pattern: [\w+=,.@-]*`)
	case len(in.RoleArn) < 20:
		return constraint(in.RoleArn, "roleArn", "have length greater than or equal to 20")
	case !strings.HasPrefix(in.RoleArn, "arn:") || strings.Count(in.RoleArn, ":") < 5:
		return invalid("%s", in.RoleArn+" is invalid")
	case in.Policy != nil && len(*in.Policy) > maxSessionPolicy:
		return constraint(*in.Policy, "policy", "have length less than or equal to 2048")
	case in.DurationSeconds != nil && *in.DurationSeconds < shortestSession:
		return constraint(decimal(*in.DurationSeconds), "durationSeconds", "have value greater than or equal to 900")
	case in.DurationSeconds != nil && *in.DurationSeconds > longestMaximum:
		return constraint(decimal(*in.DurationSeconds), "durationSeconds", "have value less than or equal to 43200")
	}
	_, err := tagged(nil, in.Tags)
	return err
}

// findRole finds a role by its ARN; nil when there is none.
func (s *State) findRole(arn string) (*Account, *Role) {
	part := strings.SplitN(arn, ":", 6)
	if len(part) != 6 || part[2] != "iam" || !strings.HasPrefix(part[5], "role/") || len(part[4]) != 12 {
		return nil, nil
	}
	a := s.Account(part[4])
	r := a.role(nameOf(part[5]))
	if r == nil || r.ARN() != arn {
		return nil, nil
	}
	return a, r
}

// mayAssume asks the role's trust policy and the caller's own. Who asks for a
// role that is not there hears the same as who is refused.
func (s *State) mayAssume(c *cloud.Call, in AssumeRoleInput, r *Role) error {
	q := cloud.Request{Action: "sts:AssumeRole", Resource: in.RoleArn, Context: map[string]string{"sts:rolesessionname": in.RoleSessionName}}
	if in.ExternalId != nil {
		q.Context["sts:externalid"] = *in.ExternalId
	}
	if in.SourceIdentity != nil {
		q.Context["sts:sourceidentity"] = *in.SourceIdentity
	}
	if len(in.Tags) > 0 {
		q.Lists = map[string][]string{"aws:tagkeys": nil}
		for _, t := range in.Tags {
			q.Context["aws:requesttag/"+strings.ToLower(t.Key)] = t.Value
			q.Lists["aws:tagkeys"] = append(q.Lists["aws:tagkeys"], t.Key)
		}
	}
	if c.Caller.Kind == kindRoot {
		return cloud.Errorf("AccessDenied", "Roles may not be assumed by root accounts.")
	}
	q = s.Know(c, q)
	var trust policy.Ruling
	if r == nil {
		c.Because(cloud.Reason{Code: "ROLE_MISSING", At: in.RoleArn, Rule: -1, Verdict: cloud.Denied})
	} else {
		trust = r.Trust.Parsed.JudgeAs(policy.Trust, c.Caller, q, in.RoleArn)
		c.Reasons = append(c.Reasons, trust.Reasons...)
	}
	from := len(c.Reasons)
	own := c.Identity(q)
	for i := range c.Reasons[from:] { // what the caller's side says no longer helps
		c.Reasons[from+i].Beyond = c.Reasons[from+i].Beyond || !trust.Allowed
	}
	if r != nil && policy.Settle(own, trust, true, c.Caller.Account == r.Account) {
		return nil
	}
	return refusedRole(c, q, own, trust)
}

// refusedRole words the refusal: an explicit deny is named, and of an implicit
// one nothing is told.
func refusedRole(c *cloud.Call, q cloud.Request, own cloud.Decision, trust policy.Ruling) error {
	switch {
	case trust.Denied:
		return cloud.Refusal("AccessDenied", c.Caller, q, cloud.Decision{Denied: true}, "role trust policy")
	case own.Denied:
		return cloud.Refusal("AccessDenied", c.Caller, q, own, "identity-based policy")
	}
	return cloud.Errorf("AccessDenied", "%s", "User: "+c.Caller.ARN+" is not authorized to perform: sts:AssumeRole on resource: "+q.Resource)
}

// duration is how many seconds a session lasts.
// docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use.html
func duration(c *cloud.Call, asked *int32, r *Role) (int32, error) {
	chained := strings.Contains(c.Caller.ARN, ":assumed-role/")
	switch {
	case asked == nil:
		return defaultDuration, nil
	case chained && *asked > longestChained:
		return 0, invalid("The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.")
	case *asked > r.Longest:
		return 0, invalid("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.")
	}
	return *asked, nil
}

// issue draws a session's credentials and keeps it. Those that ended more than
// a day ago are forgotten.
func (s *State) issue(c *cloud.Call, a *Account, t *Session) {
	t.AccessKey = newID(c.World, a.ID, "ASIA", 9)
	t.Secret, t.Token = secretOf(c.Seed, t.AccessKey), tokenOf(c.Seed, t.AccessKey)
	var old []string
	for x := range a.Sessions.All {
		if x.Until+cloud.Day < c.Now {
			old = append(old, x.AccessKey)
		}
	}
	for _, k := range old {
		a.Sessions.Remove(k)
	}
	a.Sessions.Add(*t)
}

func (t *Session) credentials() Credentials {
	return Credentials{t.AccessKey, t.Secret, t.Token, t.Until}
}

func sessionARN(r *Role, name string) string {
	return "arn:aws:sts::" + r.Account + ":assumed-role/" + r.Name + "/" + name
}

// GetSessionTokenInput says for how long.
type GetSessionTokenInput struct {
	DurationSeconds *int32 `doc:"900 to 129600, 43200 by default"`
}

// CredentialsOutput is a session of the user's own.
type CredentialsOutput struct{ Credentials Credentials }

// GetSessionToken gives a user credentials for a while.
// docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
func (s *State) GetSessionToken(c *cloud.Call, in GetSessionTokenInput) (CredentialsOutput, error) {
	seconds := int32(ownSession)
	if in.DurationSeconds != nil {
		seconds = *in.DurationSeconds
	}
	switch a := s.Account(c.Caller.Account); {
	case strings.Contains(c.Caller.ARN, ":assumed-role/") || a.Sessions.Find(c.Caller.Key) != nil:
		return CredentialsOutput{}, cloud.Errorf("AccessDenied", "Cannot call GetSessionToken with session credentials")
	case seconds < shortestSession:
		return CredentialsOutput{}, constraint(decimal(seconds), "durationSeconds", "have value greater than or equal to 900")
	case seconds > longestOwnSession:
		return CredentialsOutput{}, constraint(decimal(seconds), "durationSeconds", "have value less than or equal to 129600")
	default:
		t := Session{User: nameOf(c.Caller.ARN), Born: c.Now, Until: c.Now + cloud.Time(seconds)*cloud.Second}
		s.issue(c, a, &t)
		c.Shown = &cloud.Shown{Request: `{"durationSeconds":` + decimal(seconds) + `}`, Response: shownCredentials(t)}
		return CredentialsOutput{t.credentials()}, nil
	}
}

// GetAccessKeyInfoOutput is the account of a key.
type GetAccessKeyInfoOutput struct{ Account string }

// GetAccessKeyInfo tells whose account a key belongs to.
// docs.aws.amazon.com/STS/latest/APIReference/API_GetAccessKeyInfo.html
func (s *State) GetAccessKeyInfo(c *cloud.Call, in AccessKeyInput) (GetAccessKeyInfoOutput, error) {
	if id, _, _ := s.credential(in.AccessKeyId); id != "" {
		return GetAccessKeyInfoOutput{id}, nil
	}
	return GetAccessKeyInfoOutput{}, invalid("%s", "Access Key "+in.AccessKeyId+" is not valid")
}

package iam

import (
	"maps"
	"net/netip"
	"strconv"
	"strings"

	"skylab/simulators/cloud"
)

// Know adds the condition keys that hold for all services. What the service
// gave stays.
// docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
func (s *State) Know(c *cloud.Call, q cloud.Request) cloud.Request {
	if q.Context["aws:epochtime"] != "" { // known already
		return q
	}
	k := map[string]string{
		"aws:currenttime":     c.Now.UTC().Format("2006-01-02T15:04:05Z"),
		"aws:epochtime":       strconv.FormatInt(int64(c.Now/cloud.Second), 10),
		"aws:securetransport": "true",
		"aws:requestedregion": c.Scope.Region,
		"aws:viaawsservice":   strconv.FormatBool(c.Caller.Via != ""),
	}
	switch service, _, _ := strings.Cut(q.Action, ":"); service {
	case "iam", "route53", "cloudfront", "organizations": // whose one endpoint is there
		k["aws:requestedregion"] = "us-east-1"
	}
	if a, err := netip.ParseAddr(c.Caller.Source); err == nil && c.Caller.Via == "" {
		k["aws:sourceip"] = a.String()
	}
	if c.Caller.Kind == kindService {
		k["aws:principalisawsservice"] = "true"
		k["aws:principalservicename"] = c.Caller.Source
	} else {
		s.knowCaller(c, k)
	}
	lists := maps.Clone(q.Lists)
	if c.Caller.Via != "" {
		if lists == nil {
			lists = map[string][]string{}
		}
		lists["aws:calledvia"] = []string{c.Caller.Via}
		k["aws:calledviafirst"], k["aws:calledvialast"] = c.Caller.Via, c.Caller.Via
	}
	maps.Copy(k, q.Context)
	q.Context, q.Lists = k, lists
	return q
}

func (s *State) knowCaller(c *cloud.Call, k map[string]string) {
	k["aws:principalaccount"], k["aws:userid"] = c.Caller.Account, c.Caller.UserID
	k["aws:principalisawsservice"] = "false"
	a := s.Account(c.Caller.Account)
	name, ofRole := roleName(&c.Caller)
	switch _, path, isUser := strings.Cut(c.Caller.ARN, ":user/"); {
	case ofRole:
		k["aws:principaltype"] = "AssumedRole"
		if r := a.role(name); r != nil {
			k["aws:principalarn"] = r.ARN()
			knowTags(r.Tags, k)
		}
	case isUser:
		k["aws:principaltype"], k["aws:principalarn"] = "User", c.Caller.ARN
		k["aws:username"] = nameOf("/" + path)
		if u := a.user(k["aws:username"]); u != nil {
			knowTags(u.Tags, k)
		}
	default:
		k["aws:principaltype"], k["aws:principalarn"] = "Account", c.Caller.ARN
	}
	if t := a.Sessions.Find(c.Caller.Key); t != nil {
		knowTags(t.Tags, k)
		k["aws:tokenissuetime"] = t.Born.UTC().Format("2006-01-02T15:04:05Z")
		k["aws:multifactorauthpresent"] = "false"
		if t.Source != "" {
			k["aws:sourceidentity"] = t.Source
		}
	}
}

func knowTags(tags []Tag, k map[string]string) {
	for _, t := range tags {
		k["aws:principaltag/"+strings.ToLower(t.Key)] = t.Value
	}
}

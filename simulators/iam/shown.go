package iam

import (
	"encoding/json"

	"skylab/simulators/cloud"
)

// shownSession is what the trail shows of a new session: never its secret.
// docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
func shownSession(in AssumeRoleInput, t Session, out AssumeRoleOutput) *cloud.Shown {
	request := map[string]any{"roleArn": in.RoleArn, "roleSessionName": in.RoleSessionName}
	if in.DurationSeconds != nil {
		request["durationSeconds"] = *in.DurationSeconds
	}
	if in.ExternalId != nil {
		request["externalId"] = *in.ExternalId
	}
	if in.Policy != nil {
		request["policy"] = *in.Policy
	}
	who, _ := json.Marshal(map[string]string{"assumedRoleId": out.AssumedRoleUser.AssumedRoleId, "arn": out.AssumedRoleUser.Arn})
	asked, _ := json.Marshal(request)
	credentials := shownCredentials(t)
	return &cloud.Shown{Request: string(asked), Response: credentials[:len(credentials)-1] + `,"assumedRoleUser":` + string(who) + "}"}
}

func shownCredentials(t Session) string {
	return `{"credentials":{"accessKeyId":"` + t.AccessKey + `","sessionToken":"` + t.Token + `","expiration":"` + t.Until.UTC().Format("Jan 2, 2006 3:04:05 PM") + `"}}`
}

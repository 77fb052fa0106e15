package net

import (
	"encoding/json"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// identity is what the metadata service tells of the instance's role: which
// profile it has, and the credentials that programs on it sign with.
// docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-security-credentials.html
func (v view) identity(i *vpc.Instance, item string) string {
	stamp := func(t cloud.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }
	if item == "iam/info" {
		arn, id := i.Profile, "AIPA"+strings.ToUpper(strings.TrimPrefix(i.ID, "i-0"))
		return indented(struct {
			Code, LastUpdated, InstanceProfileArn, InstanceProfileId string
		}{"Success", stamp(v.d.World.Cloud.Now), arn, id})
	}
	role := v.d.World.RoleOf(i.ID)
	by := v.d.World.InstanceCredentials(role, i.ID)
	if by.Key == "" { // docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_iam-ec2.html
		return indented(struct{ Code, Message, LastUpdated string }{"AssumeRoleUnauthorizedAccess",
			"EC2 cannot assume the role " + role[strings.LastIndexByte(role, '/')+1:] + ". Please see documentation at https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_iam-ec2.html#troubleshoot_iam-ec2_errors-info-doc.", stamp(v.d.World.Cloud.Now)})
	}
	since, until := v.d.World.IAM.Ends(by.Key)
	return indented(struct {
		Code, LastUpdated, Type, AccessKeyId, SecretAccessKey, Token, Expiration string
	}{"Success", stamp(since), "AWS-HMAC", by.Key, by.Secret, by.Token, stamp(until)})
}

func indented(v any) string {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return ""
	}
	return string(b)
}

package simulators

import (
	"strings"

	"skylab/simulators/iam"
)

// wireIAM lets the services ask about identities.
func (w *World) wireIAM() {
	w.CloudTrail.Plug(&w.IAM)
	w.VPC.Plug(&w.IAM)
}

// RoleOf is the ARN of the role that an instance has through its profile;
// empty when it has no profile.
func (w *World) RoleOf(instance string) string {
	for _, r := range w.VPC.Regions {
		i := r.Instances.Find(instance)
		if i == nil || i.Profile == "" {
			continue
		}
		if role := w.IAM.ProfileRole(i.Profile); role != "" {
			return role
		}
		// A profile that IAM does not know stands for a role of its own name,
		// which may do nothing.
		return strings.Replace(i.Profile, ":instance-profile/", ":role/", 1)
	}
	return ""
}

// InstanceCredentials are the credentials that the metadata service of an
// instance gives out for its role. They are renewed before they end.
// docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-security-credentials.html
//
// A role whose trust policy does not name EC2 gives none.
func (w *World) InstanceCredentials(role, instance string) iam.Signed {
	if exists, trusts := w.IAM.Trusts(role, "ec2.amazonaws.com"); exists && !trusts {
		return iam.Signed{}
	}
	return w.IAM.ForInstance(&w.Cloud, role, instance)
}

package iam

import (
	"slices"
	"strconv"

	"skylab/simulators/cloud"
)

// PolicyVersion is one version of a managed policy as the API shows it.
type PolicyVersion struct {
	Document         *cloud.Document
	VersionId        string
	IsDefaultVersion bool
	CreateDate       cloud.Time
}

func (p *Policy) describe(v *Version, text bool) PolicyVersion {
	d := PolicyVersion{VersionId: v.ID, IsDefaultVersion: v.ID == p.Default, CreateDate: v.Born}
	if text {
		d.Document = new(cloud.Document(v.Text))
	}
	return d
}

// CreatePolicyVersionInput is a new version.
type CreatePolicyVersionInput struct {
	PolicyArn      string `required:"true" doc:"the policy's ARN"`
	PolicyDocument string `required:"true" doc:"the policy, mostly file://NAME"`
	SetAsDefault   *bool  `doc:"let it be in force at once"`
}

// PolicyVersionOutput is one version.
type PolicyVersionOutput struct{ PolicyVersion PolicyVersion }

// CreatePolicyVersion adds a version; a policy has five at most.
// docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html
func (s *State) CreatePolicyVersion(c *cloud.Call, in CreatePolicyVersionInput) (PolicyVersionOutput, error) {
	p, err := s.at(c).ownPolicy(c, "CreatePolicyVersion", in.PolicyArn)
	if err != nil {
		return PolicyVersionOutput{}, err
	}
	d, err := readManaged(in.PolicyDocument)
	if err != nil {
		return PolicyVersionOutput{}, err
	}
	if len(p.Versions) >= maxVersions {
		return PolicyVersionOutput{}, cloud.Errorf("LimitExceeded", "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.")
	}
	v := Version{"v" + strconv.Itoa(p.Next), c.Now, d}
	p.Next++
	p.Versions = append(p.Versions, v)
	if in.SetAsDefault != nil && *in.SetAsDefault {
		p.Default, p.Changed = v.ID, c.Now
	}
	return PolicyVersionOutput{p.describe(&v, false)}, nil
}

// PolicyVersionInput names a version.
type PolicyVersionInput struct {
	PolicyArn string `required:"true" doc:"the policy's ARN"`
	VersionId string `required:"true" doc:"the version: v1"`
}

func (p *Policy) findVersion(id string) (*Version, error) {
	if v := p.version(id); v != nil {
		return v, nil
	}
	return nil, cloud.Errorf("NoSuchEntity", "Policy %s version %s does not exist or is not attachable.", p.ARN, id)
}

// GetPolicyVersion shows a version with its text.
// docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html
func (s *State) GetPolicyVersion(c *cloud.Call, in PolicyVersionInput) (PolicyVersionOutput, error) {
	p, err := s.at(c).findPolicy(in.PolicyArn)
	if err != nil {
		return PolicyVersionOutput{}, err
	}
	v, err := p.findVersion(in.VersionId)
	if err != nil {
		return PolicyVersionOutput{}, err
	}
	return PolicyVersionOutput{p.describe(v, true)}, nil
}

// PolicyVersionsOutput lists versions.
type PolicyVersionsOutput struct{ Versions []PolicyVersion }

// ListPolicyVersions lists versions, the newest first.
// docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicyVersions.html
func (s *State) ListPolicyVersions(c *cloud.Call, in PolicyInput) (PolicyVersionsOutput, error) {
	p, err := s.at(c).findPolicy(in.PolicyArn)
	if err != nil {
		return PolicyVersionsOutput{}, err
	}
	list := []PolicyVersion{}
	for _, v := range slices.Backward(p.Versions) {
		list = append(list, p.describe(&v, false))
	}
	return PolicyVersionsOutput{list}, nil
}

// SetDefaultPolicyVersion puts a version in force.
// docs.aws.amazon.com/IAM/latest/APIReference/API_SetDefaultPolicyVersion.html
func (s *State) SetDefaultPolicyVersion(c *cloud.Call, in PolicyVersionInput) (Done, error) {
	p, err := s.at(c).ownPolicy(c, "SetDefaultPolicyVersion", in.PolicyArn)
	if err != nil {
		return Done{}, err
	}
	v, err := p.findVersion(in.VersionId)
	if err == nil {
		p.Default, p.Changed = v.ID, c.Now
	}
	return Done{}, err
}

// DeletePolicyVersion deletes a version that is not in force.
// docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicyVersion.html
func (s *State) DeletePolicyVersion(c *cloud.Call, in PolicyVersionInput) (Done, error) {
	p, err := s.at(c).ownPolicy(c, "DeletePolicyVersion", in.PolicyArn)
	if err != nil {
		return Done{}, err
	}
	v, err := p.findVersion(in.VersionId)
	if err != nil {
		return Done{}, err
	}
	if v.ID == p.Default {
		return Done{}, cloud.Errorf("DeleteConflict", "Cannot delete the default version of a policy.")
	}
	p.Versions = slices.DeleteFunc(p.Versions, func(x Version) bool { return x.ID == in.VersionId })
	return Done{}, nil
}

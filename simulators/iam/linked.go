package iam

import (
	"strings"

	"skylab/simulators/cloud"
)

// CreateServiceLinkedRoleInput names a service.
type CreateServiceLinkedRoleInput struct {
	AWSServiceName string  `required:"true" doc:"the service: ecs.amazonaws.com"`
	Description    *string `doc:"a description"`
	CustomSuffix   *string `doc:"an ending of the name"`
}

// linkedNames are the names of roles that services keep for themselves.
// docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
var linkedNames = map[string]string{
	"autoscaling.amazonaws.com": "AWSServiceRoleForAutoScaling", "ecs.amazonaws.com": "AWSServiceRoleForECS",
	"elasticloadbalancing.amazonaws.com": "AWSServiceRoleForElasticLoadBalancing", "rds.amazonaws.com": "AWSServiceRoleForRDS",
	"replicator.lambda.amazonaws.com": "AWSServiceRoleForLambdaReplicator", "spot.amazonaws.com": "AWSServiceRoleForEC2Spot",
	"mrk.kms.amazonaws.com": "AWSServiceRoleForKeyManagementServiceMultiRegionKeys",
}

// LinkedRoleOutput is the role; the API may leave it out.
type LinkedRoleOutput struct{ Role *RoleDescription }

// CreateServiceLinkedRole makes the role that a service keeps for itself.
// docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html
func (s *State) CreateServiceLinkedRole(c *cloud.Call, in CreateServiceLinkedRoleInput) (LinkedRoleOutput, error) {
	a := s.at(c)
	name, ok := linkedNames[in.AWSServiceName]
	if !ok {
		return LinkedRoleOutput{}, cloud.Errorf("InvalidInput", "Service role name can not be created for %s: the service does not support service-linked roles.", in.AWSServiceName)
	}
	if in.CustomSuffix != nil {
		name += "_" + *in.CustomSuffix
	}
	if err := checkName(name, "customSuffix", longestName); err != nil {
		return LinkedRoleOutput{}, err
	}
	if a.role(name) != nil {
		return LinkedRoleOutput{}, cloud.Errorf("InvalidInput", "Service role name %s has been taken in this account, please try a different suffix.", name)
	}
	trust, _ := document(`{"Version":"2012-10-17","Statement":[{"Action":["sts:AssumeRole"],"Effect":"Allow","Principal":{"Service":["` + in.AWSServiceName + `"]}}]}`)
	r := a.Roles.Add(Role{
		Holder: Holder{Account: a.ID, Path: "/aws-service-role/" + in.AWSServiceName + "/", Name: name, ID: newID(c.World, a.ID, "AROA", 10), Born: c.Now},
		Trust:  trust, Description: or(in.Description, ""), Longest: defaultDuration, Service: in.AWSServiceName,
	})
	return LinkedRoleOutput{new(r.describe(created))}, nil
}

// DeletionTaskOutput is the number of a deletion that goes on by itself.
type DeletionTaskOutput struct{ DeletionTaskId string }

// DeleteServiceLinkedRole deletes it; here nothing ever still uses it.
// docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteServiceLinkedRole.html
func (s *State) DeleteServiceLinkedRole(c *cloud.Call, in RoleInput) (DeletionTaskOutput, error) {
	a := s.at(c)
	r := a.role(in.RoleName)
	if r == nil || r.Service == "" {
		return DeletionTaskOutput{}, missing("role", in.RoleName)
	}
	task := "task" + strings.TrimSuffix(r.Path, "/") + "/" + r.Name + "/" + strings.ToLower(r.ID[4:14])
	a.Roles.Remove(r.Key())
	return DeletionTaskOutput{task}, nil
}

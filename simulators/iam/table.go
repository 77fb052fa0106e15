package iam

import "skylab/simulators/cloud"

// Operations is the service's whole table, in the order of the help. Each is
// judged by the ARN of the identity or policy that it is done to.
var Operations = []cloud.Op{
	onUser(cloud.Operation("iam", "CreateUser", "make a user, who may do nothing yet", (*State).CreateUser), func(in CreateUserInput) string { return in.UserName }),
	cloud.Reader("iam", "GetUser", "show a user", (*State).GetUser),
	cloud.Reader("iam", "ListUsers", "list users", (*State).ListUsers),
	onUser(cloud.Operation("iam", "DeleteUser", "delete a user who has nothing left", (*State).DeleteUser), userOf),
	onUser(cloud.Operation("iam", "TagUser", "tag a user", (*State).TagUser), func(in TagUserInput) string { return in.UserName }),
	onUser(cloud.Operation("iam", "UntagUser", "take tags off a user", (*State).UntagUser), func(in UntagUserInput) string { return in.UserName }),
	onUser(cloud.Reader("iam", "ListUserTags", "list a user's tags", (*State).ListUserTags), userOf),
	onUser(cloud.Operation("iam", "AttachUserPolicy", "give a user a managed policy", (*State).AttachUserPolicy), attachUserOf),
	onUser(cloud.Operation("iam", "DetachUserPolicy", "take a managed policy from a user", (*State).DetachUserPolicy), attachUserOf),
	onUser(cloud.Reader("iam", "ListAttachedUserPolicies", "list a user's managed policies", (*State).ListAttachedUserPolicies), userOf),
	onUser(cloud.Operation("iam", "PutUserPolicy", "set an inline policy of a user", (*State).PutUserPolicy), func(in PutUserPolicyInput) string { return in.UserName }),
	onUser(cloud.Reader("iam", "GetUserPolicy", "show an inline policy of a user", (*State).GetUserPolicy), userPolicyOf),
	onUser(cloud.Operation("iam", "DeleteUserPolicy", "delete an inline policy of a user", (*State).DeleteUserPolicy), userPolicyOf),
	onUser(cloud.Reader("iam", "ListUserPolicies", "list a user's inline policies", (*State).ListUserPolicies), userOf),
	onUser(cloud.Operation("iam", "PutUserPermissionsBoundary", "bound what a user may ever do", (*State).PutUserPermissionsBoundary), func(in PutUserPermissionsBoundaryInput) string { return in.UserName }),
	onUser(cloud.Operation("iam", "DeleteUserPermissionsBoundary", "take a user's boundary away", (*State).DeleteUserPermissionsBoundary), userOf),
	onUser(cloud.Reader("iam", "ListGroupsForUser", "list a user's groups", (*State).ListGroupsForUser), userOf),

	cloud.Operation("iam", "CreateAccessKey", "make an access key", (*State).CreateAccessKey),
	cloud.Reader("iam", "ListAccessKeys", "list access keys", (*State).ListAccessKeys),
	cloud.Operation("iam", "UpdateAccessKey", "switch an access key on or off", (*State).UpdateAccessKey),
	cloud.Operation("iam", "DeleteAccessKey", "delete an access key", (*State).DeleteAccessKey),
	cloud.Reader("iam", "GetAccessKeyLastUsed", "tell when an access key was last used", (*State).GetAccessKeyLastUsed),

	cloud.Operation("iam", "CreateGroup", "make a group of users", (*State).CreateGroup),
	onGroup(cloud.Reader("iam", "GetGroup", "show a group and its users", (*State).GetGroup), groupOf),
	cloud.Reader("iam", "ListGroups", "list groups", (*State).ListGroups),
	onGroup(cloud.Operation("iam", "DeleteGroup", "delete a group that has nothing left", (*State).DeleteGroup), groupOf),
	onGroup(cloud.Operation("iam", "AddUserToGroup", "put a user into a group", (*State).AddUserToGroup), func(in GroupUserInput) string { return in.GroupName }),
	onGroup(cloud.Operation("iam", "RemoveUserFromGroup", "take a user out of a group", (*State).RemoveUserFromGroup), func(in GroupUserInput) string { return in.GroupName }),
	onGroup(cloud.Operation("iam", "AttachGroupPolicy", "give a group a managed policy", (*State).AttachGroupPolicy), attachGroupOf),
	onGroup(cloud.Operation("iam", "DetachGroupPolicy", "take a managed policy from a group", (*State).DetachGroupPolicy), attachGroupOf),
	onGroup(cloud.Reader("iam", "ListAttachedGroupPolicies", "list a group's managed policies", (*State).ListAttachedGroupPolicies), groupOf),
	onGroup(cloud.Operation("iam", "PutGroupPolicy", "set an inline policy of a group", (*State).PutGroupPolicy), func(in PutGroupPolicyInput) string { return in.GroupName }),
	onGroup(cloud.Reader("iam", "GetGroupPolicy", "show an inline policy of a group", (*State).GetGroupPolicy), groupPolicyOf),
	onGroup(cloud.Operation("iam", "DeleteGroupPolicy", "delete an inline policy of a group", (*State).DeleteGroupPolicy), groupPolicyOf),
	onGroup(cloud.Reader("iam", "ListGroupPolicies", "list a group's inline policies", (*State).ListGroupPolicies), groupOf),

	onRole(cloud.Operation("iam", "CreateRole", "make a role, which may do nothing yet", (*State).CreateRole), func(in CreateRoleInput) string { return in.RoleName }),
	onRole(cloud.Reader("iam", "GetRole", "show a role", (*State).GetRole), roleOf),
	cloud.Reader("iam", "ListRoles", "list roles", (*State).ListRoles),
	onRole(cloud.Operation("iam", "UpdateRole", "change a role's description or longest session", (*State).UpdateRole), func(in UpdateRoleInput) string { return in.RoleName }),
	onRole(cloud.Operation("iam", "UpdateAssumeRolePolicy", "replace a role's trust policy", (*State).UpdateAssumeRolePolicy), func(in UpdateAssumeRolePolicyInput) string { return in.RoleName }),
	onRole(cloud.Operation("iam", "DeleteRole", "delete a role that has nothing left", (*State).DeleteRole), roleOf),
	onRole(cloud.Operation("iam", "TagRole", "tag a role", (*State).TagRole), func(in TagRoleInput) string { return in.RoleName }),
	onRole(cloud.Operation("iam", "UntagRole", "take tags off a role", (*State).UntagRole), func(in UntagRoleInput) string { return in.RoleName }),
	onRole(cloud.Reader("iam", "ListRoleTags", "list a role's tags", (*State).ListRoleTags), roleOf),
	onRole(cloud.Operation("iam", "AttachRolePolicy", "give a role a managed policy", (*State).AttachRolePolicy), attachRoleOf),
	onRole(cloud.Operation("iam", "DetachRolePolicy", "take a managed policy from a role", (*State).DetachRolePolicy), attachRoleOf),
	onRole(cloud.Reader("iam", "ListAttachedRolePolicies", "list a role's managed policies", (*State).ListAttachedRolePolicies), roleOf),
	onRole(cloud.Operation("iam", "PutRolePolicy", "set an inline policy of a role", (*State).PutRolePolicy), func(in PutRolePolicyInput) string { return in.RoleName }),
	onRole(cloud.Reader("iam", "GetRolePolicy", "show an inline policy of a role", (*State).GetRolePolicy), rolePolicyOf),
	onRole(cloud.Operation("iam", "DeleteRolePolicy", "delete an inline policy of a role", (*State).DeleteRolePolicy), rolePolicyOf),
	onRole(cloud.Reader("iam", "ListRolePolicies", "list a role's inline policies", (*State).ListRolePolicies), roleOf),
	onRole(cloud.Operation("iam", "PutRolePermissionsBoundary", "bound what a role may ever do", (*State).PutRolePermissionsBoundary), func(in PutRolePermissionsBoundaryInput) string { return in.RoleName }),
	onRole(cloud.Operation("iam", "DeleteRolePermissionsBoundary", "take a role's boundary away", (*State).DeleteRolePermissionsBoundary), roleOf),
	cloud.Operation("iam", "CreateServiceLinkedRole", "make the role that a service keeps for itself", (*State).CreateServiceLinkedRole),
	onRole(cloud.Operation("iam", "DeleteServiceLinkedRole", "delete a service's own role", (*State).DeleteServiceLinkedRole), roleOf),

	cloud.Operation("iam", "CreateInstanceProfile", "make the profile that lends instances a role", (*State).CreateInstanceProfile),
	cloud.Reader("iam", "GetInstanceProfile", "show an instance profile", (*State).GetInstanceProfile),
	cloud.Reader("iam", "ListInstanceProfiles", "list instance profiles", (*State).ListInstanceProfiles),
	onRole(cloud.Reader("iam", "ListInstanceProfilesForRole", "list the instance profiles with a role", (*State).ListInstanceProfilesForRole), roleOf),
	cloud.Operation("iam", "AddRoleToInstanceProfile", "put a role into an instance profile", (*State).AddRoleToInstanceProfile),
	cloud.Operation("iam", "RemoveRoleFromInstanceProfile", "take the role out of an instance profile", (*State).RemoveRoleFromInstanceProfile),
	cloud.Operation("iam", "DeleteInstanceProfile", "delete an instance profile without a role", (*State).DeleteInstanceProfile),

	cloud.Operation("iam", "CreatePolicy", "make a managed policy", (*State).CreatePolicy),
	onPolicy(cloud.Reader("iam", "GetPolicy", "show a managed policy", (*State).GetPolicy), policyOf),
	cloud.Reader("iam", "ListPolicies", "list managed policies, yours and AWS's", (*State).ListPolicies),
	onPolicy(cloud.Operation("iam", "DeletePolicy", "delete a managed policy that nobody has", (*State).DeletePolicy), policyOf),
	onPolicy(cloud.Operation("iam", "CreatePolicyVersion", "add a version to a managed policy", (*State).CreatePolicyVersion), func(in CreatePolicyVersionInput) string { return in.PolicyArn }),
	onPolicy(cloud.Reader("iam", "GetPolicyVersion", "show a version of a managed policy", (*State).GetPolicyVersion), versionOf),
	onPolicy(cloud.Reader("iam", "ListPolicyVersions", "list the versions of a managed policy", (*State).ListPolicyVersions), policyOf),
	onPolicy(cloud.Operation("iam", "SetDefaultPolicyVersion", "put a version in force", (*State).SetDefaultPolicyVersion), versionOf),
	onPolicy(cloud.Operation("iam", "DeletePolicyVersion", "delete a version that is not in force", (*State).DeletePolicyVersion), versionOf),
	onPolicy(cloud.Reader("iam", "ListEntitiesForPolicy", "list who has a managed policy", (*State).ListEntitiesForPolicy), policyOf),

	cloud.Reader("iam", "SimulatePrincipalPolicy", "tell what an identity may do, without doing it", (*State).SimulatePrincipalPolicy),
	cloud.Reader("iam", "SimulateCustomPolicy", "tell what policies would allow, without doing it", (*State).SimulateCustomPolicy),
	cloud.Reader("iam", "GetAccountAuthorizationDetails", "show who may do what, at once", (*State).GetAccountAuthorizationDetails),

	cloud.Deciding(cloud.Reader("sts", "GetCallerIdentity", "tell who calls", (*State).GetCallerIdentity)),
	cloud.Deciding(cloud.Reader("sts", "AssumeRole", "take a role on for a while", (*State).AssumeRole)),
	cloud.Deciding(cloud.Reader("sts", "GetSessionToken", "get credentials for a while", (*State).GetSessionToken)),
	cloud.Deciding(cloud.Reader("sts", "GetAccessKeyInfo", "tell whose account an access key belongs to", (*State).GetAccessKeyInfo)),
}

// Events is the table of what can fall due: sessions end by themselves.
var Events = []cloud.On{}

// onUser and the like say by which ARN an operation is judged: the one of what
// is there, else the one that it would have.
func onUser[I any](op cloud.Op, name func(I) string) cloud.Op {
	return cloud.Upon(op, func(s *State, c *cloud.Call, in I) string {
		if u := s.at(c).user(name(in)); u != nil {
			return u.ARN()
		}
		return "arn:aws:iam::" + c.Scope.Account + ":user/" + name(in)
	})
}

func onGroup[I any](op cloud.Op, name func(I) string) cloud.Op {
	return cloud.Upon(op, func(s *State, c *cloud.Call, in I) string {
		if g := s.at(c).group(name(in)); g != nil {
			return g.ARN()
		}
		return "arn:aws:iam::" + c.Scope.Account + ":group/" + name(in)
	})
}

func onRole[I any](op cloud.Op, name func(I) string) cloud.Op {
	return cloud.Upon(op, func(s *State, c *cloud.Call, in I) string {
		if r := s.at(c).role(name(in)); r != nil {
			return r.ARN()
		}
		return "arn:aws:iam::" + c.Scope.Account + ":role/" + name(in)
	})
}

func onPolicy[I any](op cloud.Op, arn func(I) string) cloud.Op {
	return cloud.Upon(op, func(_ *State, _ *cloud.Call, in I) string { return arn(in) })
}

func userOf(in UserInput) string                     { return in.UserName }
func attachUserOf(in AttachUserPolicyInput) string   { return in.UserName }
func userPolicyOf(in UserPolicyInput) string         { return in.UserName }
func groupOf(in GroupInput) string                   { return in.GroupName }
func attachGroupOf(in AttachGroupPolicyInput) string { return in.GroupName }
func groupPolicyOf(in GroupPolicyInput) string       { return in.GroupName }
func roleOf(in RoleInput) string                     { return in.RoleName }
func attachRoleOf(in AttachRolePolicyInput) string   { return in.RoleName }
func rolePolicyOf(in RolePolicyInput) string         { return in.RoleName }
func policyOf(in PolicyInput) string                 { return in.PolicyArn }
func versionOf(in PolicyVersionInput) string         { return in.PolicyArn }

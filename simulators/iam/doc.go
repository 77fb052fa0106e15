// Package iam simulates AWS IAM and AWS STS: who may do what.
//
// What follows is the lab's page of limits, too: what is modelled as AWS
// documents it, what is made simpler, and what is left out. Each line names
// AWS's page about it, under docs.aws.amazon.com. What is modelled was held
// against those pages on 2026-11-20: the user guide in its published source of
// June 2023 together with later changes, the API as botocore 1.43 describes it.
//
// # Identities: modelled
//
//   - Users, groups and roles with paths, unique IDs, tags; names are unique
//     whatever their case (IAM/latest/UserGuide/reference_identifiers.html).
//   - Managed policies with up to five versions, inline policies, permissions
//     boundaries, AWS's quotas of their sizes and numbers
//     (IAM/latest/UserGuide/reference_iam-quotas.html).
//   - What has to go before something can be deleted
//     (IAM/latest/APIReference/API_DeleteRole.html).
//   - Instance profiles with one role, and its credentials on the instance
//     (IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html).
//   - Access keys: two a user, switched off and on, last use
//     (IAM/latest/UserGuide/id_credentials_access-keys.html).
//   - Sessions of roles: the trust policy, external IDs, session policies, tags,
//     durations up to the role's longest and one hour in a chain
//     (STS/latest/APIReference/API_AssumeRole.html).
//
// # Decisions: modelled
//
//   - Explicit deny, then the resource's policy, the identity's policies, the
//     boundary and the session's policy; one account and two; what a resource's
//     policy that names the user or the session gets around
//     (IAM/latest/UserGuide/reference_policies_evaluation-logic.html).
//   - The policy language: see the package policy. All condition operators, keys
//     with several values, variables
//     (IAM/latest/UserGuide/reference_policies_elements.html).
//   - The condition keys of all services that a call here can have:
//     aws:PrincipalArn, PrincipalAccount, PrincipalType, PrincipalTag, userid,
//     username, RequestedRegion, SourceIp, CurrentTime, EpochTime,
//     SecureTransport, TokenIssueTime, MultiFactorAuthPresent, CalledVia,
//     ViaAWSService, SourceIdentity
//     (IAM/latest/UserGuide/reference_policies_condition-keys.html).
//   - How a refusal is worded, by kind of policy and by service
//     (IAM/latest/UserGuide/troubleshoot_access-denied.html).
//   - Simulations of policies (IAM/latest/APIReference/API_SimulatePrincipalPolicy.html).
//   - iam:PassRole where an instance or a function is given a role
//     (IAM/latest/UserGuide/id_roles_use_passrole.html).
//
// # Simplified
//
//   - IAM is eventually consistent; here a change counts from the next call on
//     (IAM/latest/UserGuide/troubleshoot_general.html).
//   - EC2 and the services whose things have no policy of their own are judged
//     action by action on all resources (*): a statement about one instance's
//     ARN does not fit them, and their own condition keys are not known
//     (service-authorization/latest/reference/list_amazonec2.html).
//   - AWS's managed policies are 23, with the actions of the services that the
//     lab has (aws-managed-policy/latest/reference/policy-list.html).
//   - A trust policy keeps ARNs; AWS keeps the unique ID behind one, so that a
//     user made again under the same name stays outside
//     (IAM/latest/UserGuide/reference_policies_elements_principal.html).
//   - Keys, secrets and tokens are drawn from the world's seed and end in
//     EXAMPLE; a signature is held to be right when the secret is
//     (IAM/latest/UserGuide/reference_sigv.html).
//   - A session's sourceIPAddress is the laptop's address or the instance's own,
//     never a NAT gateway's (vpc/latest/userguide/vpc-nat-gateway.html).
//   - A laptop or a profile without any credentials is the learner's
//     (cli/latest/userguide/cli-configure-files.html).
//   - Every account but the learner's has the role
//     OrganizationAccountAccessRole, which trusts the learner's account
//     (organizations/latest/userguide/orgs_manage_accounts_access.html).
//
// # Left out
//
//   - Service and resource control policies, Identity Center, Access Analyzer:
//     they come with the module on accounts
//     (organizations/latest/userguide/orgs_manage_policies_scps.html).
//   - Passwords, MFA devices, certificates, SAML and OpenID Connect
//     (IAM/latest/UserGuide/id_credentials_mfa.html).
//   - Credential reports, last accessed information, policy generation
//     (IAM/latest/UserGuide/access_policies_access-advisor.html).
package iam

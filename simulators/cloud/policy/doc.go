// Package policy reads AWS policy documents and decides with them: an explicit
// Deny beats an Allow, and what nothing allows is refused.
//
// Modelled: Statement, Effect, Principal, Action, Resource, their Not… forms,
// wildcards, and the condition operators of conditions.go with IfExists.
// Left out: policy variables (${aws:username} is taken literally), date and
// numeric operators, ForAllValues and ForAnyValue; a document that uses one of
// these is refused by Parse rather than judged wrongly.
//
// docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
package policy

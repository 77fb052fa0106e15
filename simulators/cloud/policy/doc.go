// Package policy reads AWS policy documents and decides with them: an explicit
// Deny beats an Allow, and what nothing allows is refused.
//
// Modelled: Statement, Effect, Principal, Action, Resource, their Not… forms,
// wildcards, all condition operators with IfExists, ForAllValues and
// ForAnyValue, and policy variables with default values. Every statement that
// does not fit says which of its elements does not.
// Left out: what JSON allows and IAM's own parser does not (a duplicate
// element: the last one counts).
//
// docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
package policy

package iam

import "skylab/simulators/cloud"

// The errors of IAM, in AWS's wording.
// docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html, and the errors
// of each operation on its page

func missing(what, name string) error {
	return cloud.Errorf("NoSuchEntity", "The %s with name %s cannot be found.", what, name)
}

func exists(what, name string) error {
	return cloud.Errorf("EntityAlreadyExists", "%s with name %s already exists.", what, name)
}

func conflict(why string) error {
	return cloud.Errorf("DeleteConflict", "%s", "Cannot delete entity, must "+why+" first.")
}

func exceeds(quota string, limit int) error {
	return cloud.Errorf("LimitExceeded", "Cannot exceed quota for %s: %d", quota, limit)
}

func invalid(format string, args ...any) error {
	return cloud.Errorf("ValidationError", format, args...)
}

// constraint is what a value breaks, as AWS's validator words it.
func constraint(value, member, rule string) error {
	if len(value) > 300 {
		return invalid("%s", "1 validation error detected: Value at '"+member+"' failed to satisfy constraint: Member must "+rule)
	}
	return invalid("%s", "1 validation error detected: Value '"+value+"' at '"+member+"' failed to satisfy constraint: Member must "+rule)
}

func protected(role string) error {
	return cloud.Errorf("UnmodifiableEntity", "Cannot perform the operation on the protected role '%s' - this role is only modifiable by AWS", role)
}

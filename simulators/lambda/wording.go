package lambda

import (
	"strconv"
	"strings"

	"skylab/simulators/cloud"
)

// The codes of Lambda's errors that more than one operation gives.
// docs.aws.amazon.com/lambda/latest/api/CommonErrors.html
const (
	codeInvalid    = "InvalidParameterValueException"
	codeValidation = "ValidationException"
	codeNotFound   = "ResourceNotFoundException"
	codeConflict   = "ResourceConflictException"
	codeRevision   = "PreconditionFailedException"
	codeDenied     = "AccessDeniedException"
	codeThrottled  = "TooManyRequestsException"
)

// invalid words a member that AWS's front door refuses before Lambda looks.
func invalid(member, value, must string) error {
	return cloud.Errorf(codeValidation, "%s", "1 validation error detected: Value '"+value+"' at '"+member+"' failed to satisfy constraint: "+must)
}

// within refuses a number outside its range.
func within(member string, n, least, most int) error {
	switch {
	case n < least:
		return invalid(member, strconv.Itoa(n), "Member must have value greater than or equal to "+strconv.Itoa(least))
	case n > most:
		return invalid(member, strconv.Itoa(n), "Member must have value less than or equal to "+strconv.Itoa(most))
	}
	return nil
}

// oneOf refuses a word that is not in the list; an empty one is not given.
func oneOf(member string, value *string, list ...string) error {
	if value == nil {
		return nil
	}
	for _, x := range list {
		if x == *value {
			return nil
		}
	}
	return invalid(member, *value, "Member must satisfy enum value set: ["+strings.Join(list, ", ")+"]")
}

// first is the first error of a list of checks.
func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func notFound(arn string) error { return cloud.Errorf(codeNotFound, "Function not found: %s", arn) }

func noAlias(arn string) error { return cloud.Errorf(codeNotFound, "Cannot find alias arn: %s", arn) }

func updating(arn string) error {
	return cloud.Errorf(codeConflict, "The operation cannot be performed at this time. An update is in progress for resource: %s", arn)
}

func stale(api string) error {
	return cloud.Errorf(codeRevision, "The Revision Id provided does not match the latest Revision Id. Call the %s API to retrieve the latest Revision Id", api)
}

// HTTPStatus is the status with which the API sends an error of a code, or 0.
// docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors (read 2026-11-20)
func HTTPStatus(code string) int { return statuses[code] }

var statuses = map[string]int{
	codeInvalid: 400, codeValidation: 400, codeNotFound: 404, codeConflict: 409, codeRevision: 412, codeDenied: 403, codeThrottled: 429,
	"CodeStorageExceededException": 400, "EC2AccessDeniedException": 502, "EC2ThrottledException": 502, "EC2UnexpectedException": 502,
	"EFSIOException": 410, "EFSMountConnectivityException": 408, "EFSMountFailureException": 403, "EFSMountTimeoutException": 408,
	"ENILimitReachedException": 502, "InvalidRequestContentException": 400, "InvalidRuntimeException": 502, "InvalidSecurityGroupIDException": 502,
	"InvalidSubnetIDException": 502, "InvalidZipFileException": 502, "KMSAccessDeniedException": 502, "KMSDisabledException": 502,
	"KMSInvalidStateException": 502, "KMSNotFoundException": 502, "PolicyLengthExceededException": 400,
	"ProvisionedConcurrencyConfigNotFoundException": 404, "RecursiveInvocationException": 400, "RequestEntityTooLargeException": 413,
	"RequestTooLargeException": 413, "ResourceInUseException": 400, "ResourceNotReadyException": 502, "SerializedRequestEntityTooLargeException": 413,
	"ServiceException": 500, "SnapStartException": 400, "SnapStartNotReadyException": 409, "SnapStartTimeoutException": 408,
	"SubnetIPAddressLimitReachedException": 502, "UnsupportedMediaTypeException": 415,
}

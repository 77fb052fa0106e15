package sqs

import (
	"strconv"

	"skylab/simulators/cloud"
)

func wrong(code, message string) error { return cloud.Errorf(code, "%s", message) }

func noQueue() error {
	return wrong("AWS.SimpleQueueService.NonExistentQueue", "The specified queue does not exist.")
}

func parameter(value, name, reason string) error {
	return wrong("InvalidParameterValue", "Value "+value+" for parameter "+name+" is invalid. Reason: "+reason)
}

// between refuses a number outside its range.
func between(name string, n, least, most int) error {
	if n >= least && n <= most {
		return nil
	}
	switch name {
	case "MaxNumberOfMessages":
		return parameter(strconv.Itoa(n), name, "Must be between 1 and 10, if provided.")
	case "VisibilityTimeout":
		return parameter(strconv.Itoa(n), name, "Must be between 0 and 43200.")
	}
	return parameter(strconv.Itoa(n), name, "Must be >= "+strconv.Itoa(least)+" and <= "+strconv.Itoa(most)+", if provided.")
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

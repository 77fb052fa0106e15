package lambda

import (
	"reflect"

	"skylab/simulators/cloud"
)

func op[I, O any](name, doc string, f func(*State, *cloud.Call, I) (O, error)) cloud.Op {
	o := cloud.Operation("lambda", name, doc, f)
	o.On = resource
	return o
}

func reader[I, O any](name, doc string, f func(*State, *cloud.Call, I) (O, error)) cloud.Op {
	o := cloud.Reader("lambda", name, doc, f)
	o.On = resource
	return o
}

// resource is what an operation is judged by: the function that its input
// names, with the qualifier, or the mapping.
// docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html
func resource(_ any, c *cloud.Call, in reflect.Value) string {
	member := func(name string) string {
		v := reflect.Indirect(in.FieldByName(name))
		if !v.IsValid() || v.Kind() != reflect.String {
			return ""
		}
		return v.String()
	}
	if arn := member("Resource"); arn != "" {
		return arn
	}
	if id := member("UUID"); id != "" {
		return "arn:aws:lambda:" + c.Scope.Region + ":" + c.Scope.Account + ":event-source-mapping:" + id
	}
	w, err := read(c.Scope, member("FunctionName"), nil)
	if err != nil {
		return "*"
	}
	if q := member("Qualifier"); q != "" {
		w.qualifier = q
	}
	return w.arn(c.Scope)
}

// Operations is the service's whole table, in the order of the help.
var Operations = []cloud.Op{
	op("CreateFunction", "Make a function", (*State).CreateFunction),
	reader("GetFunction", "Describe a function", (*State).GetFunction),
	reader("GetFunctionConfiguration", "Describe a function's settings", (*State).GetFunctionConfiguration),
	reader("ListFunctions", "List functions", (*State).ListFunctions),
	op("UpdateFunctionCode", "Give a function new code", (*State).UpdateFunctionCode),
	op("UpdateFunctionConfiguration", "Change a function's settings", (*State).UpdateFunctionConfiguration),
	op("DeleteFunction", "Delete a function or one version", (*State).DeleteFunction),
	op("PublishVersion", "Freeze code and settings under a number", (*State).PublishVersion),
	reader("ListVersionsByFunction", "List a function's versions", (*State).ListVersionsByFunction),
	op("CreateAlias", "Name a version", (*State).CreateAlias),
	reader("GetAlias", "Describe an alias", (*State).GetAlias),
	reader("ListAliases", "List a function's aliases", (*State).ListAliases),
	op("UpdateAlias", "Move an alias, or split it between two versions", (*State).UpdateAlias),
	op("DeleteAlias", "Delete an alias", (*State).DeleteAlias),
	cloud.Deciding(op("Invoke", "Call a function", (*State).Invoke)),
	op("PutFunctionConcurrency", "Reserve concurrency for a function", (*State).PutFunctionConcurrency),
	reader("GetFunctionConcurrency", "Tell a function's reserved concurrency", (*State).GetFunctionConcurrency),
	op("DeleteFunctionConcurrency", "Give a reservation back", (*State).DeleteFunctionConcurrency),
	op("PutProvisionedConcurrencyConfig", "Keep environments ready", (*State).PutProvisionedConcurrencyConfig),
	reader("GetProvisionedConcurrencyConfig", "Tell how far the allocation is", (*State).GetProvisionedConcurrencyConfig),
	reader("ListProvisionedConcurrencyConfigs", "List a function's provisioned concurrency", (*State).ListProvisionedConcurrencyConfigs),
	op("DeleteProvisionedConcurrencyConfig", "Keep no environments ready any more", (*State).DeleteProvisionedConcurrencyConfig),
	reader("GetAccountSettings", "Tell the account's limits and use", (*State).GetAccountSettings),
	op("PutFunctionEventInvokeConfig", "Say how asynchronous calls are retried", (*State).PutFunctionEventInvokeConfig),
	op("UpdateFunctionEventInvokeConfig", "Change how asynchronous calls are retried", (*State).UpdateFunctionEventInvokeConfig),
	reader("GetFunctionEventInvokeConfig", "Tell how asynchronous calls are retried", (*State).GetFunctionEventInvokeConfig),
	reader("ListFunctionEventInvokeConfigs", "List these of a function", (*State).ListFunctionEventInvokeConfigs),
	op("DeleteFunctionEventInvokeConfig", "Go back to the defaults", (*State).DeleteFunctionEventInvokeConfig),
	op("AddPermission", "Let somebody use a function", (*State).AddPermission),
	op("RemovePermission", "Take that back", (*State).RemovePermission),
	reader("GetPolicy", "Show a function's resource policy", (*State).GetPolicy),
	op("CreateEventSourceMapping", "Let a function read a queue", (*State).CreateEventSourceMapping),
	reader("GetEventSourceMapping", "Describe a mapping", (*State).GetEventSourceMapping),
	reader("ListEventSourceMappings", "List mappings", (*State).ListEventSourceMappings),
	op("UpdateEventSourceMapping", "Change a mapping, stop or start it", (*State).UpdateEventSourceMapping),
	op("DeleteEventSourceMapping", "Let a function read a queue no more", (*State).DeleteEventSourceMapping),
	reader("ListTags", "List tags", (*State).ListTags),
	op("TagResource", "Set tags", (*State).TagResource),
	op("UntagResource", "Take tags away", (*State).UntagResource),

	// Application Auto Scaling is a service of its own; of functions it changes
	// what is provisioned, and nothing else is simulated.
	cloud.Operation(scalingService, "RegisterScalableTarget", "Let provisioned concurrency be changed by schedules", (*State).RegisterScalableTarget),
	cloud.Reader(scalingService, "DescribeScalableTargets", "List what may be changed", (*State).DescribeScalableTargets),
	cloud.Operation(scalingService, "DeregisterScalableTarget", "Change it no more", (*State).DeregisterScalableTarget),
	cloud.Operation(scalingService, "PutScheduledAction", "Plan a change", (*State).PutScheduledAction),
	cloud.Reader(scalingService, "DescribeScheduledActions", "List planned changes", (*State).DescribeScheduledActions),
	cloud.Operation(scalingService, "DeleteScheduledAction", "Take a plan back", (*State).DeleteScheduledAction),
}

// scalingService is the command of Application Auto Scaling.
const scalingService = "application-autoscaling"

// Events is the table of what can fall due.
var Events = []cloud.On{
	cloud.Handle((*State).onDeployed),
	cloud.Handle((*State).onAsyncDue),
	cloud.Handle((*State).onAsyncDone),
	cloud.Handle((*State).onMappingTurn),
	cloud.Handle((*State).onMappingPoll),
	cloud.Handle((*State).onBatchDone),
	cloud.Handle((*State).onScheduleDue),
}

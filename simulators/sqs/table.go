package sqs

import "skylab/simulators/cloud"

func op[I, O any](name, doc string, f func(*State, *cloud.Call, I) (O, error)) cloud.Op {
	return cloud.Deciding(cloud.Operation("sqs", name, doc, f))
}

func reader[I, O any](name, doc string, f func(*State, *cloud.Call, I) (O, error)) cloud.Op {
	return cloud.Deciding(cloud.Reader("sqs", name, doc, f))
}

// Operations is the service's whole table, in the order of the help. Each asks
// itself who may call it: a queue's policy has a say.
var Operations = []cloud.Op{
	op("CreateQueue", "Make a queue", (*State).CreateQueue),
	reader("GetQueueUrl", "Find a queue's address", (*State).GetQueueUrl),
	cloud.Reader("sqs", "ListQueues", "List queues", (*State).ListQueues),
	reader("GetQueueAttributes", "Tell a queue's attributes", (*State).GetQueueAttributes),
	op("SetQueueAttributes", "Change a queue's attributes", (*State).SetQueueAttributes),
	reader("ListDeadLetterSourceQueues", "List the queues whose dead letters a queue takes", (*State).ListDeadLetterSourceQueues),
	op("DeleteQueue", "Delete a queue", (*State).DeleteQueue),
	op("PurgeQueue", "Delete all messages", (*State).PurgeQueue),
	op("SendMessage", "Send a message", (*State).SendMessage),
	op("SendMessageBatch", "Send up to ten messages", (*State).SendMessageBatch),
	op("ReceiveMessage", "Receive messages", (*State).ReceiveMessage),
	op("DeleteMessage", "Delete a message that was received", (*State).DeleteMessage),
	op("DeleteMessageBatch", "Delete up to ten of them", (*State).DeleteMessageBatch),
	op("ChangeMessageVisibility", "Hide a message for longer or shorter", (*State).ChangeMessageVisibility),
	op("ChangeMessageVisibilityBatch", "Hide up to ten of them", (*State).ChangeMessageVisibilityBatch),
	op("TagQueue", "Set tags", (*State).TagQueue),
	reader("ListQueueTags", "List tags", (*State).ListQueueTags),
	op("UntagQueue", "Take tags away", (*State).UntagQueue),
}

// Events is the table of what can fall due.
var Events = []cloud.On{}

package dynamodb

import "skylab/simulators/cloud"

const service = "dynamodb"

// Operations is the service's whole table, in the order of the help.
var Operations = []cloud.Op{
	upon(cloud.Operation(service, "CreateTable", "make a table", (*State).CreateTable), func(in CreateTableInput) string { return in.TableName }),
	upon(cloud.Reader(service, "DescribeTable", "what is known of a table", (*State).DescribeTable), func(in TableInput) string { return in.TableName }),
	cloud.Reader(service, "ListTables", "the tables", (*State).ListTables),
	upon(cloud.Operation(service, "UpdateTable", "change a table, or its key", (*State).UpdateTable), func(in UpdateTableInput) string { return in.TableName }),
	upon(cloud.Operation(service, "DeleteTable", "take a table away", (*State).DeleteTable), func(in TableInput) string { return in.TableName }),
	upon(cloud.Operation(service, "PutItem", "write an item", (*State).PutItem), func(in PutItemInput) string { return in.TableName }),
	upon(cloud.Reader(service, "GetItem", "read an item by its key", (*State).GetItem), func(in GetItemInput) string { return in.TableName }),
	upon(cloud.Operation(service, "DeleteItem", "take an item away", (*State).DeleteItem), func(in DeleteItemInput) string { return in.TableName }),
	upon(cloud.Reader(service, "Scan", "all items of a table", (*State).Scan), func(in ScanInput) string { return in.TableName }),
}

// upon lets policies judge an operation by its table.
func upon[I any](op cloud.Op, name func(I) string) cloud.Op {
	return cloud.Upon(op, func(_ *State, c *cloud.Call, in I) string { return tableARN(c.Scope, name(in)) })
}

// Events is the table of what can fall due.
var Events = []cloud.On{
	cloud.Handle((*State).tableReady),
	cloud.Handle((*State).tableGone),
}

package dynamodb

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// The statuses of a table.
const (
	creating = "CREATING"
	active   = "ACTIVE"
	updating = "UPDATING"
	deleting = "DELETING"
)

// change is how long a table takes to be made, changed or taken away. AWS
// promises no times.
const change = 10 * cloud.Second

// AttributeDefinition is the type of an attribute of a key.
type AttributeDefinition struct {
	AttributeName string `required:"true"`
	AttributeType string `required:"true" enum:"S|N|B"`
}

// KeySchemaElement is one part of the primary key.
type KeySchemaElement struct {
	AttributeName string `required:"true"`
	KeyType       string `required:"true" enum:"HASH|RANGE"`
}

// ProvisionedThroughput is capacity that is paid for by the hour.
type ProvisionedThroughput struct {
	ReadCapacityUnits  int64 `required:"true"`
	WriteCapacityUnits int64 `required:"true"`
}

// SSESpecification says which key seals a table.
type SSESpecification struct {
	Enabled        *bool   `doc:"true: a key of KMS; false: a key that AWS owns"`
	SSEType        *string `enum:"AES256|KMS"`
	KMSMasterKeyId *string `doc:"the key: ID, ARN or alias; else alias/aws/dynamodb"`
}

// CreateTableInput asks for a table.
type CreateTableInput struct {
	AttributeDefinitions      []AttributeDefinition  `doc:"the types of the key's attributes"`
	TableName                 string                 `required:"true" doc:"its name"`
	KeySchema                 []KeySchemaElement     `doc:"partition key (HASH) and perhaps sort key (RANGE)"`
	BillingMode               *string                `enum:"PROVISIONED|PAY_PER_REQUEST" doc:"PAY_PER_REQUEST is on demand"`
	ProvisionedThroughput     *ProvisionedThroughput `doc:"of PROVISIONED"`
	SSESpecification          *SSESpecification      `doc:"which key seals it; without it a key that AWS owns"`
	DeletionProtectionEnabled *bool
}

// TableAnswerOutput is a table that was changed.
type TableAnswerOutput struct{ TableDescription *TableDescription }

// TableDescription is a table as it is told.
type TableDescription struct {
	AttributeDefinitions      []AttributeDefinition
	TableName                 string
	KeySchema                 []KeySchemaElement
	TableStatus               string
	CreationDateTime          cloud.Time
	ProvisionedThroughput     *ProvisionedThroughputDescription
	TableSizeBytes            int64
	ItemCount                 int64
	TableArn                  string
	TableId                   string
	BillingModeSummary        *BillingModeSummary
	SSEDescription            *SSEDescription
	DeletionProtectionEnabled bool
}

// ProvisionedThroughputDescription is capacity as it is told.
type ProvisionedThroughputDescription struct {
	NumberOfDecreasesToday int64
	ReadCapacityUnits      int64
	WriteCapacityUnits     int64
}

// BillingModeSummary tells of a table on demand.
type BillingModeSummary struct {
	BillingMode                       string
	LastUpdateToPayPerRequestDateTime *cloud.Time
}

// SSEDescription tells which key of KMS seals a table.
type SSEDescription struct {
	Status          string
	SSEType         string
	KMSMasterKeyArn string
}

// tableName is the rule of names.
// docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
var tableName = regexp.MustCompile(`^[a-zA-Z0-9_.-]{3,255}$`)

// CreateTable makes a table.
// docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
func (s *State) CreateTable(c *cloud.Call, in CreateTableInput) (TableAnswerOutput, error) {
	if err := in.check(); err != nil {
		return TableAnswerOutput{}, err
	}
	r := s.At(c.Scope)
	if r.Tables.Find(in.TableName) != nil {
		return TableAnswerOutput{}, cloud.Errorf("ResourceInUseException", "Table already exists: %s", in.TableName)
	}
	t := Table{
		Name: in.TableName, Scope: c.Scope, ID: tableID(c), Made: c.Now, Status: creating, Keys: in.KeySchema, Attributes: in.AttributeDefinitions,
		OnDemand: in.BillingMode != nil && *in.BillingMode == "PAY_PER_REQUEST", Protected: in.DeletionProtectionEnabled != nil && *in.DeletionProtectionEnabled,
	}
	if p := in.ProvisionedThroughput; p != nil {
		t.Read, t.Write = p.ReadCapacityUnits, p.WriteCapacityUnits
	}
	c.Resources = append(c.Resources, t.ARN())
	if err := s.seal(c, &t, in.SSESpecification); err != nil {
		return TableAnswerOutput{}, err
	}
	r.Tables.Add(t)
	c.At(c.Now+change, tableReady{c.Account, c.Region, t.Name})
	return TableAnswerOutput{s.told(&t)}, nil
}

func (in *CreateTableInput) check() error {
	const wrong = "One or more parameter values were invalid: "
	if !tableName.MatchString(in.TableName) {
		return invalid("1 validation error detected: Value '%s' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+", in.TableName)
	}
	if len(in.KeySchema) == 0 || len(in.KeySchema) > 2 || in.KeySchema[0].KeyType != "HASH" || len(in.KeySchema) == 2 && in.KeySchema[1].KeyType != "RANGE" {
		return invalid("%sInvalid KeySchema: The first KeySchemaElement is not a HASH key type, or the second not a RANGE key type", wrong)
	}
	for _, k := range in.KeySchema {
		if !slices.ContainsFunc(in.AttributeDefinitions, func(a AttributeDefinition) bool { return a.AttributeName == k.AttributeName }) {
			return invalid("%sSome index key attributes are not defined in AttributeDefinitions. Keys: [%s], AttributeDefinitions: [%s]", wrong, k.AttributeName, names(in.AttributeDefinitions))
		}
	}
	if len(in.AttributeDefinitions) > len(in.KeySchema) {
		return invalid("%sNumber of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions", wrong)
	}
	onDemand := in.BillingMode != nil && *in.BillingMode == "PAY_PER_REQUEST"
	switch {
	case onDemand && in.ProvisionedThroughput != nil:
		return invalid("%sNeither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST", wrong)
	case !onDemand && in.ProvisionedThroughput == nil:
		return invalid("%sReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED", wrong)
	}
	return nil
}

func names(list []AttributeDefinition) string {
	var out []string
	for _, a := range list {
		out = append(out, a.AttributeName)
	}
	return strings.Join(out, ", ")
}

// tableID is a drawn UUID.
func tableID(c *cloud.Call) string {
	n := c.Next(c.Scope, "dynamodb-table")
	a, b := cloud.Roll(c.Seed, cloud.Label("dynamodb-table"), 2*n), cloud.Roll(c.Seed, cloud.Label("dynamodb-table"), 2*n+1)
	return fmt.Sprintf("%08x-%04x-4%03x-%04x-%012x", uint32(a>>32), uint16(a>>16), a&0xfff, b>>48&0x3fff|0x8000, b&(1<<48-1))
}

// told is a table as it is described. One whose key cannot be used any more is
// out of reach. docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html
func (s *State) told(t *Table) *TableDescription {
	d := &TableDescription{
		AttributeDefinitions: t.Attributes, TableName: t.Name, KeySchema: t.Keys, TableStatus: t.Status, CreationDateTime: t.Made,
		ProvisionedThroughput: &ProvisionedThroughputDescription{0, t.Read, t.Write}, TableArn: t.ARN(), TableId: t.ID, ItemCount: int64(t.Items.Len()), DeletionProtectionEnabled: t.Protected,
	}
	for i := range t.Items.All {
		d.TableSizeBytes += size(i.Attributes)
	}
	if t.OnDemand {
		d.BillingModeSummary = &BillingModeSummary{"PAY_PER_REQUEST", &t.Made}
	}
	if t.KeyARN != "" {
		d.SSEDescription = &SSEDescription{"ENABLED", "KMS", t.KeyARN}
		if t.Status == active && !s.keys.Usable(t.Scope, t.KeyARN) {
			d.TableStatus = "INACCESSIBLE_ENCRYPTION_CREDENTIALS"
		}
	}
	return d
}

// TableInput names a table.
type TableInput struct {
	TableName string `required:"true" doc:"the table"`
}

// DescribeTableOutput is a table.
type DescribeTableOutput struct{ Table *TableDescription }

// DescribeTable tells of a table.
// docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html
func (s *State) DescribeTable(c *cloud.Call, in TableInput) (DescribeTableOutput, error) {
	t := s.At(c.Scope).Tables.Find(in.TableName)
	if t == nil {
		return DescribeTableOutput{}, noTable(in.TableName)
	}
	return DescribeTableOutput{s.told(t)}, nil
}

func noTable(name string) error {
	return cloud.Errorf("ResourceNotFoundException", "Requested resource not found: Table: %s not found", name)
}

// ListTablesInput asks for the tables.
type ListTablesInput struct{}

// ListTablesOutput names them.
type ListTablesOutput struct{ TableNames []string }

// ListTables names the tables.
// docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html
func (s *State) ListTables(c *cloud.Call, in ListTablesInput) (ListTablesOutput, error) {
	out := ListTablesOutput{[]string{}}
	for t := range s.At(c.Scope).Tables.All {
		out.TableNames = append(out.TableNames, t.Name)
	}
	slices.Sort(out.TableNames)
	return out, nil
}

// UpdateTableInput changes a table.
type UpdateTableInput struct {
	TableName                 string                 `required:"true" doc:"the table"`
	BillingMode               *string                `enum:"PROVISIONED|PAY_PER_REQUEST"`
	ProvisionedThroughput     *ProvisionedThroughput `doc:"of PROVISIONED"`
	SSESpecification          *SSESpecification      `doc:"another key; Enabled=false is a key that AWS owns"`
	DeletionProtectionEnabled *bool
}

// UpdateTable changes a table: another key seals the items that are there, too.
// docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
func (s *State) UpdateTable(c *cloud.Call, in UpdateTableInput) (TableAnswerOutput, error) {
	t := s.At(c.Scope).Tables.Find(in.TableName)
	switch {
	case t == nil:
		return TableAnswerOutput{}, noTable(in.TableName)
	case t.Status != active:
		return TableAnswerOutput{}, cloud.Errorf("ResourceInUseException", "Attempt to change a resource which is still in use: Table is being %s: %s", strings.ToLower(t.Status), t.Name)
	}
	c.Resources = append(c.Resources, t.ARN())
	if err := s.seal(c, t, in.SSESpecification); err != nil {
		return TableAnswerOutput{}, err
	}
	if in.BillingMode != nil {
		t.OnDemand = *in.BillingMode == "PAY_PER_REQUEST"
	}
	if p := in.ProvisionedThroughput; p != nil {
		t.Read, t.Write = p.ReadCapacityUnits, p.WriteCapacityUnits
	}
	if in.DeletionProtectionEnabled != nil {
		t.Protected = *in.DeletionProtectionEnabled
	}
	t.Status = updating
	c.At(c.Now+change, tableReady{c.Account, c.Region, t.Name})
	return TableAnswerOutput{s.told(t)}, nil
}

// DeleteTable takes a table away with its items.
// docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html
func (s *State) DeleteTable(c *cloud.Call, in TableInput) (TableAnswerOutput, error) {
	t := s.At(c.Scope).Tables.Find(in.TableName)
	switch {
	case t == nil:
		return TableAnswerOutput{}, noTable(in.TableName)
	case t.Protected:
		return TableAnswerOutput{}, invalid("Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.")
	}
	t.Status = deleting
	c.At(c.Now+change, tableGone{c.Account, c.Region, t.Name})
	return TableAnswerOutput{s.told(t)}, nil
}

// tableReady: a table is made or changed.
type tableReady struct{ Account, Region, Name string }

func (s *State) tableReady(w *cloud.World, e tableReady) {
	if t := s.At(cloud.Scope{Account: e.Account, Region: e.Region}).Tables.Find(e.Name); t != nil && t.Status != deleting {
		t.Status = active
	}
}

// tableGone: a table is no more.
type tableGone struct{ Account, Region, Name string }

func (s *State) tableGone(w *cloud.World, e tableGone) {
	r := s.At(cloud.Scope{Account: e.Account, Region: e.Region})
	if t := r.Tables.Find(e.Name); t != nil && t.Status == deleting {
		r.Tables.Remove(e.Name)
	}
}

package dynamodb

import (
	"encoding/base64"
	"maps"

	"skylab/simulators/cloud"
)

// AttributeValue is a value with its type: one member is set.
type AttributeValue struct {
	S    *string
	N    *string
	B    []byte
	SS   []string
	NS   []string
	BS   [][]byte
	M    map[string]AttributeValue
	L    []AttributeValue
	NULL *bool
	BOOL *bool
}

// scalar is a value of a key: its type and its text.
func (v AttributeValue) scalar() (kind, text string) {
	switch {
	case v.S != nil:
		return "S", *v.S
	case v.N != nil:
		return "N", *v.N
	case v.B != nil:
		return "B", base64.StdEncoding.EncodeToString(v.B)
	}
	return "", ""
}

// size counts the bytes of an item's names and values.
// docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
func size(item map[string]AttributeValue) int64 {
	n := int64(0)
	for name, v := range item {
		n += int64(len(name)) + v.size()
	}
	return n
}

func (v AttributeValue) size() int64 {
	_, text := v.scalar()
	n := int64(len(text))
	if v.B != nil {
		n = int64(len(v.B))
	}
	for _, list := range [][]string{v.SS, v.NS} {
		for _, s := range list {
			n += int64(len(s))
		}
	}
	for _, b := range v.BS {
		n += int64(len(b))
	}
	for _, x := range v.L {
		n += 1 + x.size()
	}
	if v.NULL != nil || v.BOOL != nil {
		n++
	}
	if v.L != nil || v.M != nil {
		n += 3
	}
	return n + size(v.M)
}

// maxItem is the largest item, in bytes.
// docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html
const maxItem = 400 << 10

// table finds a table that items can be read from and written to.
func (s *State) table(c *cloud.Call, name string) (*Table, error) {
	t := s.At(c.Scope).Tables.Find(name)
	if t == nil || t.Status == creating || t.Status == deleting {
		return nil, cloud.Errorf("ResourceNotFoundException", "Requested resource not found")
	}
	c.Resources = append(c.Resources, t.ARN())
	return t, s.open(c, t)
}

// primary is an item's key as text. only tells that there may be nothing else.
func (t *Table) primary(item map[string]AttributeValue, only bool) (string, error) {
	key := ""
	if only && len(item) != len(t.Keys) {
		return "", invalid("The provided key element does not match the schema")
	}
	for _, k := range t.Keys {
		v, ok := item[k.AttributeName]
		if !ok {
			if only {
				return "", invalid("The provided key element does not match the schema")
			}
			return "", invalid("One or more parameter values were invalid: Missing the key %s in the item", k.AttributeName)
		}
		want := ""
		for _, a := range t.Attributes {
			if a.AttributeName == k.AttributeName {
				want = a.AttributeType
			}
		}
		kind, text := v.scalar()
		if kind != want {
			if only {
				return "", invalid("The provided key element does not match the schema")
			}
			return "", invalid("One or more parameter values were invalid: Type mismatch for key %s expected: %s actual: %s", k.AttributeName, want, kind)
		}
		if text == "" {
			return "", invalid("One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: %s", k.AttributeName)
		}
		key += kind + base64.StdEncoding.EncodeToString([]byte(text)) + "/"
	}
	return key, nil
}

// PutItemInput writes an item.
type PutItemInput struct {
	TableName    string                    `required:"true" doc:"the table"`
	Item         map[string]AttributeValue `required:"true" doc:"all its attributes"`
	ReturnValues *string                   `enum:"NONE|ALL_OLD" doc:"ALL_OLD gives what was there before"`
}

// ItemAnswerOutput is what was there before, when that was asked for.
type ItemAnswerOutput struct{ Attributes map[string]AttributeValue }

// PutItem writes an item in the place of one with the same key.
// docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
func (s *State) PutItem(c *cloud.Call, in PutItemInput) (ItemAnswerOutput, error) {
	t, err := s.table(c, in.TableName)
	if err != nil {
		return ItemAnswerOutput{}, err
	}
	key, err := t.primary(in.Item, false)
	if err != nil {
		return ItemAnswerOutput{}, err
	}
	if size(in.Item) > maxItem {
		return ItemAnswerOutput{}, invalid("Item size has exceeded the maximum allowed size")
	}
	out := t.before(key, in.ReturnValues)
	t.Items.Add(Item{key, maps.Clone(in.Item)})
	return out, nil
}

func (t *Table) before(key string, wanted *string) ItemAnswerOutput {
	if old := t.Items.Find(key); old != nil && wanted != nil && *wanted == "ALL_OLD" {
		return ItemAnswerOutput{maps.Clone(old.Attributes)}
	}
	return ItemAnswerOutput{}
}

// GetItemInput asks for an item.
type GetItemInput struct {
	TableName      string                    `required:"true" doc:"the table"`
	Key            map[string]AttributeValue `required:"true" doc:"its primary key"`
	ConsistentRead *bool
}

// GetItemOutput is the item, or nothing.
type GetItemOutput struct{ Item map[string]AttributeValue }

// GetItem reads an item by its key.
// docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html
func (s *State) GetItem(c *cloud.Call, in GetItemInput) (GetItemOutput, error) {
	t, err := s.table(c, in.TableName)
	if err != nil {
		return GetItemOutput{}, err
	}
	key, err := t.primary(in.Key, true)
	if err != nil {
		return GetItemOutput{}, err
	}
	if i := t.Items.Find(key); i != nil {
		return GetItemOutput{maps.Clone(i.Attributes)}, nil
	}
	return GetItemOutput{}, nil
}

// DeleteItemInput names an item.
type DeleteItemInput struct {
	TableName    string                    `required:"true" doc:"the table"`
	Key          map[string]AttributeValue `required:"true" doc:"its primary key"`
	ReturnValues *string                   `enum:"NONE|ALL_OLD" doc:"ALL_OLD gives what was there"`
}

// DeleteItem takes an item away; what is not there is no error.
// docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html
func (s *State) DeleteItem(c *cloud.Call, in DeleteItemInput) (ItemAnswerOutput, error) {
	t, err := s.table(c, in.TableName)
	if err != nil {
		return ItemAnswerOutput{}, err
	}
	key, err := t.primary(in.Key, true)
	if err != nil {
		return ItemAnswerOutput{}, err
	}
	out := t.before(key, in.ReturnValues)
	t.Items.Remove(key)
	return out, nil
}

// ScanInput asks for all items.
type ScanInput struct {
	TableName string  `required:"true" doc:"the table"`
	Limit     *int32  `doc:"how many at most"`
	Select    *string `enum:"ALL_ATTRIBUTES|COUNT" doc:"COUNT only counts"`
}

// ScanOutput is all items.
type ScanOutput struct {
	Items        []map[string]AttributeValue
	Count        int32
	ScannedCount int32
}

// Scan reads all items.
// docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html
func (s *State) Scan(c *cloud.Call, in ScanInput) (ScanOutput, error) {
	t, err := s.table(c, in.TableName)
	if err != nil {
		return ScanOutput{}, err
	}
	out := ScanOutput{Items: []map[string]AttributeValue{}}
	for i := range t.Items.All {
		if in.Limit != nil && out.Count >= *in.Limit {
			break
		}
		out.Count++
		if in.Select == nil || *in.Select != "COUNT" {
			out.Items = append(out.Items, maps.Clone(i.Attributes))
		}
	}
	out.ScannedCount = out.Count
	return out, nil
}

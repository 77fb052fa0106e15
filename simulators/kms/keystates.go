package kms

import "skylab/simulators/cloud"

// cell is what an operation may do to a key in one state: allowed, or the
// footnote of AWS's table that says how it is refused.
type cell int8

// allowed is the tick; where AWS's table has a question mark the operation
// itself asks about the key's origin. never is a dash: such a key cannot be in
// that state.
const (
	allowed cell = 0
	never   cell = -1
)

// footnotes are the refusals by AWS's numbers. Of keys that are pending deletion
// AWS's table names two codes (2 and 3); the service gives the second.
var footnotes = map[cell]struct{ code, text string }{
	1:  {"DisabledException", "is disabled"},
	2:  {"DisabledException", "is pending deletion"},
	3:  {"KMSInvalidStateException", "is pending deletion"},
	4:  {"KMSInvalidStateException", "is not pending deletion"},
	5:  {"KMSInvalidStateException", "is pending import"},
	6:  {"UnsupportedOperationException", "origin is EXTERNAL which is not valid for this operation"},
	7:  {"UnsupportedOperationException", "origin is EXTERNAL which is not valid for this operation"},
	8:  {"KMSInvalidStateException", "is pending deletion"},
	9:  {"UnsupportedOperationException", "origin is AWS_KMS which is not valid for this operation"},
	11: {"KMSInvalidStateException", "is unavailable"},
	14: {"KMSInvalidStateException", "is creating"},
	15: {"KMSInvalidStateException", "is updating"},
}

// columns are the states in the order of AWS's table; PendingReplicaDeletion
// shares a column with PendingDeletion.
var columns = map[KeyState]int{
	Enabled: 0, Disabled: 1, PendingDeletion: 2, PendingReplicaDeletion: 2, PendingImport: 3, Unavailable: 4, Creating: 5, Updating: 6,
}

// states is AWS's table: which operation works on a key in which state. The
// last five rows are not in it; they follow those operations' own pages.
// docs.aws.amazon.com/kms/latest/developerguide/key-state.html#key-state-table
var states = map[string][7]cell{
	//                                     Enabled Disabled  PendDel  PendImp  Unavail  Creating Updating
	"CancelKeyDeletion":                   {4, 4, allowed, 4, 4, 4, 4},
	"CreateAlias":                         {allowed, allowed, 3, allowed, allowed, allowed, allowed},
	"CreateGrant":                         {allowed, 1, 3, 5, allowed, 14, allowed},
	"Decrypt":                             {allowed, 1, 3, 5, 11, 14, allowed},
	"DeleteAlias":                         {},
	"DeleteImportedKeyMaterial":           {allowed, allowed, allowed, allowed, never, 14, 15},
	"DescribeKey":                         {},
	"DisableKey":                          {allowed, allowed, 3, 5, allowed, 14, 15},
	"DisableKeyRotation":                  {allowed, 1, 3, 6, 7, 14, allowed},
	"EnableKey":                           {allowed, allowed, 3, 5, allowed, 14, 15},
	"EnableKeyRotation":                   {allowed, 1, 3, 6, 7, 14, allowed},
	"Encrypt":                             {allowed, 1, 3, 5, 11, 14, allowed},
	"GenerateDataKey":                     {allowed, 1, 3, 5, 11, 14, allowed},
	"GenerateDataKeyPair":                 {allowed, 1, 3, 5, 11, 14, allowed},
	"GenerateDataKeyPairWithoutPlaintext": {allowed, 1, 3, 5, 11, 14, allowed},
	"GenerateDataKeyWithoutPlaintext":     {allowed, 1, 3, 5, 11, 14, allowed},
	"GenerateMac":                         {allowed, 1, 3, never, never, 14, allowed},
	"GetKeyPolicy":                        {},
	"GetKeyRotationStatus":                {allowed, allowed, allowed, 6, 7, allowed, allowed},
	"GetParametersForImport":              {allowed, allowed, 8, allowed, 9, 14, 15},
	"GetPublicKey":                        {allowed, 1, 3, never, never, 14, allowed},
	"ImportKeyMaterial":                   {allowed, allowed, 8, allowed, 9, 14, allowed},
	"ListAliases":                         {},
	"ListGrants":                          {},
	"ListKeyPolicies":                     {},
	"ListResourceTags":                    {},
	"PutKeyPolicy":                        {},
	"ReEncrypt":                           {allowed, 1, 3, 5, 11, 14, allowed},
	"ReplicateKey":                        {allowed, 1, 3, 5, never, 14, 15},
	"RetireGrant":                         {},
	"RevokeGrant":                         {},
	"ScheduleKeyDeletion":                 {allowed, allowed, 3, allowed, allowed, allowed, 15},
	"Sign":                                {allowed, 1, 3, never, never, 14, allowed},
	"TagResource":                         {allowed, allowed, 3, allowed, allowed, allowed, allowed},
	"UntagResource":                       {allowed, allowed, 3, allowed, allowed, allowed, allowed},
	"UpdateAlias":                         {allowed, allowed, 3, allowed, allowed, allowed, allowed},
	"UpdateKeyDescription":                {allowed, allowed, 3, allowed, allowed, allowed, allowed},
	"UpdatePrimaryRegion":                 {allowed, 1, 3, 5, never, 14, allowed},
	"Verify":                              {allowed, 1, 3, never, never, 14, allowed},
	"VerifyMac":                           {allowed, 1, 3, never, never, 14, allowed},

	"DeriveSharedSecret": {allowed, 1, 3, never, never, 14, allowed},
	"ListKeyRotations":   {},
	"RotateKeyOnDemand":  {allowed, 1, 3, 5, 7, 14, 15},
}

// Refuses tells how AWS's table answers an operation on a key in a state: the
// error's code and the end of its message, empty when the operation is allowed.
// known is false of an operation without a row and of a state that such a key
// never has.
func Refuses(operation string, state KeyState) (code, message string, known bool) {
	row, ok := states[operation]
	if !ok {
		return "", "", false
	}
	c := row[columns[state]]
	if c == never {
		c = beyondTable(state)
		known = false
	} else {
		known = true
	}
	if c == allowed {
		return "", "", known
	}
	f := footnotes[c]
	return f.code, said(f.text, state) + ".", known
}

// beyondTable answers for HMAC and asymmetric keys in states that AWS's table
// of 2023 knows for symmetric keys only; material of such keys can be imported
// since then.
func beyondTable(state KeyState) cell {
	switch state {
	case PendingImport:
		return 5
	case Unavailable:
		return 11
	}
	return allowed
}

// said is a footnote's text for a state: the table gives one text for both
// kinds of waiting.
func said(text string, state KeyState) string {
	if state == PendingReplicaDeletion && text == "is pending deletion" {
		return "is pending replica deletion"
	}
	return text
}

// can asks the table.
func (k *Key) can(c *cloud.Call, operation string) error {
	code, text, _ := Refuses(operation, k.State)
	if code == "" {
		return nil
	}
	c.Because(cloud.Reason{Code: CodeState, At: k.ARN() + " " + string(k.State), Rule: -1, Verdict: cloud.Denied})
	return cloud.Errorf(code, "%s %s", k.ARN(), text)
}

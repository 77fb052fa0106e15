package kms

import (
	"slices"
	"strings"
	"testing"

	"skylab/simulators/cloud"
)

// Deletion waits, can be cancelled, and the key comes back disabled; at the end
// it goes with its aliases and with all that it sealed.
func TestDeletion(t *testing.T) {
	l := newLab(t)
	id, kept := l.key(CreateKeyInput{}), l.key(CreateKeyInput{})
	must[CreateAliasOutput](t)(l.CreateAlias(l.call(), CreateAliasInput{"alias/orders", id}))
	blob := l.seal(id, "archive", nil)
	for days, want := range map[int32]string{6: "ValidationException", 31: "ValidationException", -1: "ValidationException", 0: "ValidationException"} {
		_, err := l.ScheduleKeyDeletion(l.call(), ScheduleKeyDeletionInput{id, &days})
		wants(t, err, want)
	}
	out := must[ScheduleKeyDeletionOutput](t)(l.ScheduleKeyDeletion(l.call(), ScheduleKeyDeletionInput{id, new(int32(7))}))
	if *out.DeletionDate != l.Now+7*cloud.Day || *out.KeyState != "PendingDeletion" {
		t.Errorf("goes on %s, %s", *out.DeletionDate, *out.KeyState)
	}
	l.sleep(6 * cloud.Day)
	_, err := l.open(blob, nil)
	wants(t, err, "KMSInvalidStateException")
	must[KeyIdOutput](t)(l.CancelKeyDeletion(l.call(), KeyInput{id}))
	_, err = l.open(blob, nil)
	wants(t, err, "DisabledException")
	must[NoOutput](t)(l.EnableKey(l.call(), KeyInput{id}))
	l.sleep(2 * cloud.Day) // the day on which it would have gone
	if got, err := l.open(blob, nil); err != nil || got != "archive" {
		t.Errorf("the saved key: %q, %v", got, err)
	}
	must[ScheduleKeyDeletionOutput](t)(l.ScheduleKeyDeletion(l.call(), ScheduleKeyDeletionInput{KeyId: id}))
	l.sleep(30*cloud.Day - 1)
	if l.find1(id) == nil {
		t.Fatal("it went too early")
	}
	l.sleep(1)
	_, err = l.open(blob, nil)
	wants(t, err, "AccessDeniedException")
	wants(t, second(l.DescribeKey(l.call(), DescribeKeyInput{KeyId: id})), "NotFoundException")
	wants(t, second(l.DescribeKey(l.call(), DescribeKeyInput{KeyId: "alias/orders"})), "NotFoundException")
	wants(t, second(l.DescribeKey(l.call(), DescribeKeyInput{KeyId: kept})), "")
}

// New material seals, all old ones open; a disabled key catches up when it is
// enabled; the key's names do not change.
func TestRotation(t *testing.T) {
	l := newLab(t)
	id := l.key(CreateKeyInput{})
	old := l.seal(id, "old", nil)
	for days, want := range map[int32]string{89: "ValidationException", 2561: "ValidationException"} {
		wants(t, second(l.EnableKeyRotation(l.call(), EnableKeyRotationInput{id, &days})), want)
	}
	must[NoOutput](t)(l.EnableKeyRotation(l.call(), EnableKeyRotationInput{id, new(int32(90))}))
	before := l.metadata(l.find1(id))
	l.sleep(90*cloud.Day - 1)
	if len(l.find1(id).Materials) != 1 {
		t.Fatal("rotated too early")
	}
	l.sleep(1)
	after := l.metadata(l.find1(id))
	if len(l.find1(id).Materials) != 2 || *before.CurrentKeyMaterialId == *after.CurrentKeyMaterialId || before.KeyId != after.KeyId {
		t.Errorf("%s became %s", *before.CurrentKeyMaterialId, *after.CurrentKeyMaterialId)
	}
	if got, err := l.open(old, nil); err != nil || got != "old" {
		t.Errorf("the old file: %q, %v", got, err)
	}
	must[NoOutput](t)(l.DisableKey(l.call(), KeyInput{id}))
	l.sleep(200 * cloud.Day)
	if len(l.find1(id).Materials) != 2 {
		t.Error("a disabled key was rotated")
	}
	must[NoOutput](t)(l.EnableKey(l.call(), KeyInput{id}))
	if k := l.find1(id); len(k.Materials) != 3 || k.Rotation.Next != l.Now+90*cloud.Day {
		t.Errorf("it did not catch up: %d materials, next %s", len(k.Materials), k.Rotation.Next)
	}
	must[NoOutput](t)(l.DisableKeyRotation(l.call(), KeyInput{id}))
	l.sleep(400 * cloud.Day)
	for range maxOnDemand {
		must[KeyIdOutput](t)(l.RotateKeyOnDemand(l.call(), KeyInput{id}))
	}
	wants(t, second(l.RotateKeyOnDemand(l.call(), KeyInput{id})), "LimitExceededException")
	list := must[ListKeyRotationsOutput](t)(l.ListKeyRotations(l.call(), ListKeyRotationsInput{KeyId: id}))
	all := must[ListKeyRotationsOutput](t)(l.ListKeyRotations(l.call(), ListKeyRotationsInput{KeyId: id, IncludeKeyMaterial: new("ALL_KEY_MATERIAL")}))
	if len(list.Rotations) != 2+maxOnDemand || len(all.Rotations) != 3+maxOnDemand {
		t.Errorf("%d and %d in the list", len(list.Rotations), len(all.Rotations))
	}
	if got, err := l.open(old, nil); err != nil || got != "old" {
		t.Errorf("after all that the old file: %q, %v", got, err)
	}
}

// While a key waits for its deletion its rotation is off; the earlier setting
// comes back with it.
func TestRotationAcrossDeletion(t *testing.T) {
	l := newLab(t)
	id := l.key(CreateKeyInput{})
	must[NoOutput](t)(l.EnableKeyRotation(l.call(), EnableKeyRotationInput{KeyId: id}))
	must[ScheduleKeyDeletionOutput](t)(l.ScheduleKeyDeletion(l.call(), ScheduleKeyDeletionInput{KeyId: id}))
	if s := must[GetKeyRotationStatusOutput](t)(l.GetKeyRotationStatus(l.call(), KeyInput{id})); s.KeyRotationEnabled {
		t.Error("it rotates while it waits")
	}
	must[KeyIdOutput](t)(l.CancelKeyDeletion(l.call(), KeyInput{id}))
	if s := must[GetKeyRotationStatusOutput](t)(l.GetKeyRotationStatus(l.call(), KeyInput{id})); !s.KeyRotationEnabled || *s.RotationPeriodInDays != 365 {
		t.Errorf("%+v", s)
	}
}

// Rotation is for symmetric keys whose material is KMS's own.
func TestWhatDoesNotRotate(t *testing.T) {
	l := newLab(t)
	for name, in := range map[string]CreateKeyInput{
		"RSA":  {KeySpec: new("RSA_2048"), KeyUsage: new(usageSign)},
		"HMAC": {KeySpec: new("HMAC_256"), KeyUsage: new(usageMac)},
	} {
		id := l.key(in)
		if err := second(l.EnableKeyRotation(l.call(), EnableKeyRotationInput{KeyId: id})); codeOf(err) != "UnsupportedOperationException" {
			t.Errorf("%s: %v", name, err)
		}
		if err := second(l.RotateKeyOnDemand(l.call(), KeyInput{id})); codeOf(err) != "UnsupportedOperationException" {
			t.Errorf("%s on demand: %v", name, err)
		}
	}
}

// A replica opens what the primary sealed and the reverse, whatever the other's
// state; policy, tags and aliases are its own; the primary goes last.
func TestMultiRegion(t *testing.T) {
	l := newLab(t)
	id := l.key(CreateKeyInput{MultiRegion: new(true), Tags: []Tags{{"a", "b"}}})
	if !strings.HasPrefix(id, "mrk-") {
		t.Errorf("its ID is %s", id)
	}
	single := l.key(CreateKeyInput{})
	wants(t, second(l.ReplicateKey(l.call(), ReplicateKeyInput{KeyId: single, ReplicaRegion: us.Region})), "UnsupportedOperationException")
	early := l.seal(id, "early", nil)
	out := must[ReplicateKeyOutput](t)(l.ReplicateKey(l.call(), ReplicateKeyInput{KeyId: id, ReplicaRegion: us.Region}))
	if *out.ReplicaKeyMetadata.KeyState != "Creating" || len(out.ReplicaTags) != 0 {
		t.Errorf("the replica is %s with tags %v", *out.ReplicaKeyMetadata.KeyState, out.ReplicaTags)
	}
	there := func(blob []byte) (string, error) {
		out, err := l.Decrypt(l.as(you, us), DecryptInput{CiphertextBlob: blob})
		return string(out.Plaintext), err
	}
	_, err := there(early)
	wants(t, err, "KMSInvalidStateException")
	l.sleep(replicaTakes)
	must[KeyIdOutput](t)(l.RotateKeyOnDemand(l.call(), KeyInput{id}))
	wants(t, second(l.RotateKeyOnDemand(l.as(you, us), KeyInput{id})), "UnsupportedOperationException")
	late := l.seal(id, "late", nil)
	must[NoOutput](t)(l.DisableKey(l.call(), KeyInput{id}))
	for want, blob := range map[string][]byte{"early": early, "late": late} {
		if got, err := there(blob); err != nil || got != want {
			t.Errorf("in the other Region: %q, %v", got, err)
		}
	}
	must[NoOutput](t)(l.EnableKey(l.call(), KeyInput{id}))
	wants(t, second(l.ReplicateKey(l.as(you, us), ReplicateKeyInput{KeyId: id, ReplicaRegion: "eu-west-1"})), "UnsupportedOperationException")
	wants(t, second(l.ReplicateKey(l.call(), ReplicateKeyInput{KeyId: id, ReplicaRegion: us.Region})), "AlreadyExistsException")

	must[NoOutput](t)(l.UpdatePrimaryRegion(l.call(), UpdatePrimaryRegionInput{id, us.Region}))
	wants(t, second(l.DisableKey(l.call(), KeyInput{id})), "KMSInvalidStateException")
	l.sleep(primaryTakes)
	if l.find1(id).Primary || !l.look(us, id).Primary || l.find1(id).State != Enabled {
		t.Error("the primary did not move")
	}
	waits := must[ScheduleKeyDeletionOutput](t)(l.ScheduleKeyDeletion(l.as(you, us), ScheduleKeyDeletionInput{id, new(int32(7))}))
	if *waits.KeyState != "PendingReplicaDeletion" || waits.DeletionDate != nil {
		t.Errorf("%+v", waits)
	}
	_, err = there(early)
	if want := l.look(us, id).ARN() + " is pending replica deletion."; messageOf(err) != want {
		t.Errorf("%v", err)
	}
	must[ScheduleKeyDeletionOutput](t)(l.ScheduleKeyDeletion(l.call(), ScheduleKeyDeletionInput{id, new(int32(7))}))
	l.sleep(7 * cloud.Day)
	if l.find1(id) != nil || l.look(us, id).State != PendingDeletion {
		t.Error("the primary does not wait its own time after the last replica")
	}
	l.sleep(7 * cloud.Day)
	if l.look(us, id) != nil {
		t.Error("the primary is still there")
	}
}

func TestAliases(t *testing.T) {
	l := newLab(t)
	a, b, sign := l.key(CreateKeyInput{}), l.key(CreateKeyInput{}), l.key(CreateKeyInput{KeySpec: new("ECC_NIST_P256"), KeyUsage: new(usageSign)})
	for name, want := range map[string]string{
		"orders": "ValidationException", "alias/": "ValidationException", "alias/a b": "ValidationException", "alias/aws/orders": "NotAuthorizedException",
		"alias/" + strings.Repeat("x", 251): "ValidationException", "alias/orders": "", "alias/주문": "ValidationException",
	} {
		if err := second(l.CreateAlias(l.call(), CreateAliasInput{name, a})); codeOf(err) != want {
			t.Errorf("%q: %v", name, err)
		}
	}
	wants(t, second(l.CreateAlias(l.call(), CreateAliasInput{"alias/orders", b})), "AlreadyExistsException")
	wants(t, second(l.CreateAlias(l.call(), CreateAliasInput{"alias/x", "alias/orders"})), "NotFoundException")
	blob := l.seal("alias/orders", "x", nil)
	must[UpdateAliasOutput](t)(l.UpdateAlias(l.call(), UpdateAliasInput{"alias/orders", b}))
	if got, err := l.open(blob, nil); err != nil || got != "x" { // the ciphertext names the key, not the alias
		t.Errorf("%q, %v", got, err)
	}
	_, err := l.Decrypt(l.call(), DecryptInput{CiphertextBlob: blob, KeyId: new("alias/orders")})
	wants(t, err, "IncorrectKeyException")
	wants(t, second(l.UpdateAlias(l.call(), UpdateAliasInput{"alias/orders", sign})), "ValidationException")
	wants(t, second(l.DeleteAlias(l.call(), DeleteAliasInput{"alias/none"})), "NotFoundException")
	must[DeleteAliasOutput](t)(l.DeleteAlias(l.call(), DeleteAliasInput{"alias/orders"}))
	for n := range 50 {
		must[CreateAliasOutput](t)(l.CreateAlias(l.call(), CreateAliasInput{"alias/n" + strings.Repeat("x", n), a}))
	}
	wants(t, second(l.CreateAlias(l.call(), CreateAliasInput{"alias/one-more", a})), "LimitExceededException")
	page := must[ListAliasesOutput](t)(l.ListAliases(l.call(), ListAliasesInput{Limit: new(int32(20))}))
	var names []string
	for n := 0; ; n++ {
		for _, x := range page.Aliases {
			names = append(names, *x.AliasName)
		}
		if !page.Truncated {
			break
		}
		page = must[ListAliasesOutput](t)(l.ListAliases(l.call(), ListAliasesInput{Limit: new(int32(20)), Marker: page.NextMarker}))
	}
	if len(names) != 50 || !slices.IsSorted(names) {
		t.Errorf("%d aliases in pages", len(names))
	}
	wants(t, second(l.ListAliases(l.call(), ListAliasesInput{Marker: new("?")})), "InvalidMarkerException")
}

func TestTags(t *testing.T) {
	l := newLab(t)
	id := l.key(CreateKeyInput{Tags: []Tags{{"a", "1"}, {"b", "2"}}})
	many := make([]Tags, 51)
	for i := range many {
		many[i] = Tags{"k" + decimal(int64(i)), ""}
	}
	for name, c := range map[string]struct {
		tags          []Tags
		code, message string
	}{
		"twice":     {[]Tags{{"x", ""}, {"x", ""}}, "TagException", "Duplicate tag keys"},
		"AWS's":     {[]Tags{{"AWS:x", ""}}, "TagException", "Tags beginning with aws: are reserved"},
		"too many":  {many, "TagException", "Too many tags"},
		"no name":   {[]Tags{{"", ""}}, "ValidationException", "1 validation error detected: Value '' at 'tags.1.member.tagKey' failed to satisfy constraint: Member must have length greater than or equal to 1"},
		"good ones": {[]Tags{{"b", "3"}, {"c", "4"}}, "", ""},
	} {
		if err := second(l.TagResource(l.call(), TagResourceInput{id, c.tags})); codeOf(err) != c.code || messageOf(err) != c.message {
			t.Errorf("%s: %v", name, err)
		}
	}
	wants(t, second(l.CreateKey(l.call(), CreateKeyInput{Tags: many})), "TagException")
	must[NoOutput](t)(l.UntagResource(l.call(), UntagResourceInput{id, []string{"a", "nothing"}}))
	out := must[ListResourceTagsOutput](t)(l.ListResourceTags(l.call(), ListResourceTagsInput{KeyId: id}))
	if !slices.Equal(out.Tags, []Tags{{"b", "3"}, {"c", "4"}}) {
		t.Errorf("%v", out.Tags)
	}
}

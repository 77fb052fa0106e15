package worlds

import (
	"slices"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/kms"
)

// keysLive: there is a key to look at, or one was asked for.
func keysLive(s Scene) bool { return len(s.keyRegions()) > 0 }

// keyRegions lists where the account has keys: the Region that the console
// works in first, the others by name.
func (s Scene) keyRegions() []cloud.Scope {
	var list []cloud.Scope
	for scope, r := range s.World.KMS.Regions {
		if r.Keys.Len() > 0 {
			list = append(list, scope)
		}
	}
	slices.SortFunc(list, func(a, b cloud.Scope) int {
		if (a == s.Home) != (b == s.Home) {
			return map[bool]int{true: -1, false: 1}[a == s.Home]
		}
		return strings.Compare(a.Account+a.Region, b.Account+b.Region)
	})
	return list
}

// drawKeys shows where each secret is at this instant: the keys in the HSMs of
// each Region, and then what lies in the console and in the stores.
func drawKeys(s Scene, o Options) []Picture {
	var list []Picture
	for _, scope := range s.keyRegions() {
		v := vault{s, o, scope}
		p := v.hsm().picture(o)
		p.Region = scope.Region
		list = append(list, p)
	}
	v := vault{s, o, s.Home}
	var b block
	if len(list) == 0 {
		b.add(span{text: s.Home.Region, role: Strong}, span{text: "  " + o.Text.Say("keys.none"), role: Quiet})
	}
	b.below(v.console(), 0)
	p := b.picture(o)
	p.Region = s.Home.Region
	return append(list, p)
}

// vault is what one drawing of keys knows.
type vault struct {
	Scene
	o     Options
	scope cloud.Scope
}

// hsm draws the keys of a Region inside the frame that they never leave.
func (v vault) hsm() block {
	r := v.World.KMS.Regions[v.scope]
	var rows block
	for k := range r.Keys.All {
		if k.Manager == "CUSTOMER" || v.o.Changed[k.ID] || v.o.Height == 0 {
			rows.below(v.key(r, k), 0)
		}
	}
	if rows.lines == nil {
		for k := range r.Keys.All {
			rows.below(v.key(r, k), 0)
		}
	}
	title := line{{text: "HSM " + v.scope.Region, role: Strong}}
	if f := v.failed(); f.text != "" {
		title = append(title, f)
	}
	return framed(v.scope.Region, title, line{{text: v.o.Text.Say("keys.never-leave"), role: Quiet}}, rows, min(v.o.Width, 76), Quiet)
}

func (v vault) failed() span {
	for _, f := range v.World.VPC.FailedAt(v.World.Cloud.Now) {
		if f.Kind == "region" && f.Name == v.scope.Region {
			return span{text: " ✗ " + v.o.Text.Say("world.failed"), role: Denied}
		}
	}
	return span{}
}

// signs of a key's state, and what they mean in colour.
var keySigns = map[kms.KeyState]struct {
	sign string
	role Role
}{
	kms.Enabled: {"▣", Allowed}, kms.Disabled: {"▢", Denied}, kms.PendingDeletion: {"✗", Denied}, kms.PendingReplicaDeletion: {"✗", Denied},
	kms.PendingImport: {"◌", Unknown}, kms.Creating: {"◌", Unknown}, kms.Updating: {"◌", Unknown}, kms.Unavailable: {"✗", Denied},
}

// key is one key: its name and state, and in a second line what will happen to
// it, and who beside its policy may use it.
func (v vault) key(r *kms.Region, k *kms.Key) block {
	var b block
	look := keySigns[k.State]
	l := line{{text: look.sign + " ", role: look.role}, {text: keyName(r, k), role: Strong, id: k.ID}, {text: "  " + string(k.State), role: look.role}}
	if n := len(k.Materials); n > 0 && k.Current >= 0 {
		l = append(l, span{text: "  " + v.o.counted("keys.versions", n), role: Quiet})
	}
	if k.Spec != "SYMMETRIC_DEFAULT" {
		l = append(l, span{text: "  " + k.Spec, role: Quiet})
	}
	if k.MultiRegion {
		word := "keys.replica"
		if k.Primary {
			word = "keys.primary"
		}
		l = append(l, span{text: "  " + v.o.Text.Say(word), role: Quiet})
	}
	b.row(k.ID, v.o.Width, l...)
	for _, note := range v.notes(k) {
		b.row(k.ID, v.o.Width, span{text: "  "}, note)
	}
	return b
}

// notes are what is to be known of a key besides its state.
func (v vault) notes(k *kms.Key) []span {
	var list []span
	if k.DeletionDate > 0 {
		list = append(list, span{text: v.o.Text.Say("keys.deletion", "at", k.DeletionDate.UTC().Format("2006-01-02 15:04Z")), role: Denied})
	}
	if k.Rotation.On {
		list = append(list, span{text: v.o.Text.Say("keys.rotation", "days", int(k.Rotation.Days), "at", k.Rotation.Next.UTC().Format("2006-01-02")), role: Quiet})
	}
	for _, g := range k.Grants {
		role := Plain
		if g.Known > v.World.Cloud.Now {
			role = Unknown
		}
		who := g.Grantee[strings.LastIndexByte(g.Grantee, ':')+1:]
		list = append(list, span{text: v.o.Text.Say("keys.grant", "who", who, "what", strings.Join(g.Operations, ", ")) + context(g), role: role})
	}
	return list
}

// context is a grant's constraint.
func context(g kms.Grant) string {
	var words []string
	for _, m := range []map[string]string{g.Equals, g.Subset} {
		for k, v := range m {
			words = append(words, k+"="+v)
		}
	}
	slices.Sort(words)
	if len(words) == 0 {
		return ""
	}
	return " [" + strings.Join(words, " ") + "]"
}

// keyName is the first alias that points at a key, else its ID.
func keyName(r *kms.Region, k *kms.Key) string {
	for a := range r.Aliases.All {
		if a.Target == k.ID {
			return a.Name
		}
	}
	return shortKey(k.ID)
}

// shortKey is enough of a key's ID to tell it from others.
func shortKey(id string) string {
	if len(id) > 12 {
		return id[:8] + "…"
	}
	return id
}

// nameOfKey is how the account calls a key of any of its Regions, by ARN or ID.
func (s Scene) nameOfKey(arn string) string {
	id := arn[strings.LastIndexByte(arn, '/')+1:]
	for _, scope := range s.keyRegions() {
		r := s.World.KMS.Regions[scope]
		if k := r.Keys.Find(id); k != nil {
			return keyName(r, k)
		}
	}
	return shortKey(id)
}

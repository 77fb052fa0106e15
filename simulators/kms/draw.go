package kms

import (
	"encoding/binary"
	"encoding/hex"

	"skylab/simulators/cloud"
)

// The labels of the draws.
var (
	labelKey     = cloud.Label("kms.key")
	labelSecret  = cloud.Label("kms.secret")
	labelSeal    = cloud.Label("kms.seal")
	labelDataKey = cloud.Label("kms.data-key")
	labelRandom  = cloud.Label("kms.random")
	labelGrant   = cloud.Label("kms.grant")
	labelPadding = cloud.Label("kms.padding")
	labelVector  = cloud.Label("kms.vector")
	labelService = cloud.Label("kms.service")
)

// fill draws bytes: the same (seed, label, ordinal) gives the same ones. They
// are as good as the lab needs and guard nothing.
func fill(to []byte, seed, label, ordinal uint64) {
	var word [8]byte
	for i := 0; i < len(to); i += 8 {
		binary.LittleEndian.PutUint64(word[:], cloud.Roll(seed, label, ordinal<<12+uint64(i/8)))
		copy(to[i:], word[:])
	}
}

// drawn draws n bytes that no other call draws.
func drawn(w *cloud.World, scope cloud.Scope, kind string, label uint64, n int) []byte {
	b := make([]byte, n)
	fill(b, w.Seed, label^placeOf(scope), w.Next(scope, kind))
	return b
}

// placeOf tells draws of different accounts and Regions apart.
func placeOf(scope cloud.Scope) uint64 {
	return cloud.Label(scope.Account)*3 ^ cloud.Label(scope.Region)*5
}

// newID draws a key's ID: 36 characters either way.
// docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id-key-id
func newID(w *cloud.World, scope cloud.Scope, multiRegion bool) string {
	b := drawn(w, scope, "kms-key", labelKey, 16)
	if multiRegion {
		return "mrk-" + hex.EncodeToString(b)
	}
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80 // a UUID of version 4
	h := hex.EncodeToString(b)
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

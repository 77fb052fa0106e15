package message

import (
	"maps"
	"math"
	"slices"
)

// Limits are a cache's thresholds: a data key is used until one of them is
// passed. docs.aws.amazon.com/encryption-sdk/latest/developer-guide/thresholds.html
type Limits struct {
	Age      float64 // seconds; required
	Messages int64   // 1 to 2^32, 2^32 where none is given
	Bytes    int64   // 0 to 2^63-1, the largest where none is given
}

// The largest thresholds, which hold where none is given.
const (
	MostMessages = 1 << 32
	MostBytes    = math.MaxInt64
)

// Cached is a data key that may be used again.
type Cached struct {
	Suite          uint16
	Context        map[string]string // the caller's own, without the public key
	Plain          []byte
	Keys           []DataKey
	Point          map[string]string // the context as it was wrapped, with the public key
	Secret         []byte            // the private key that signs
	Made           float64           // seconds
	Messages, Size int64
}

// Cache keeps data keys, the latest used first. A nil Cache keeps nothing, as
// the null cache of the SDK.
type Cache struct {
	Capacity int
	Limits   Limits
	list     []*Cached
}

// Get finds a data key for a message of so many bytes and counts it. One that
// is too old goes; one that this message would bring over a limit goes, too.
// docs.aws.amazon.com/encryption-sdk/latest/developer-guide/data-caching-details.html
func (c *Cache) Get(suite Suite, context map[string]string, size int64, now float64) *Cached {
	if c == nil || !suite.Caches() {
		return nil
	}
	for i, e := range c.list {
		if e.Suite != suite.ID || !maps.Equal(e.Context, context) {
			continue
		}
		if now-e.Made > c.Limits.Age || e.Messages+1 > c.Limits.Messages || e.Size > c.Limits.Bytes-size {
			c.list = slices.Delete(c.list, i, i+1)
			return nil
		}
		e.Messages++
		e.Size += size
		c.list = slices.Insert(slices.Delete(c.list, i, i+1), 0, e)
		return e
	}
	return nil
}

// Put keeps a data key that one message of so many bytes was just sealed with.
// The first message may be larger than the limit of bytes: its key is not kept.
func (c *Cache) Put(suite Suite, e *Cached, size int64) {
	if c == nil || !suite.Caches() || c.Capacity < 1 || size > c.Limits.Bytes {
		return
	}
	e.Messages, e.Size = 1, size
	c.list = slices.Insert(c.list, 0, e)
	c.list = c.list[:min(len(c.list), c.Capacity)]
}

// Len counts the keys that are kept.
func (c *Cache) Len() int {
	if c == nil {
		return 0
	}
	return len(c.list)
}

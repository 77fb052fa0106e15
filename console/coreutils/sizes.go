package coreutils

import (
	"math"
	"strconv"
	"strings"
)

// byteCount reads a number of bytes with the units of GNU's tools: K and KiB are
// 1,024, kB and KB 1,000, b is 512, c 1 and w 2. ok is false of anything else.
func byteCount(s string) (n int64, ok bool) {
	end := 0
	for end < len(s) && s[end] >= '0' && s[end] <= '9' {
		end++
	}
	unit := s[end:]
	if end == 0 {
		if unit == "" {
			return 0, false
		}
		n = 1 // K alone is one K
	} else {
		var err error
		if n, err = strconv.ParseInt(s[:end], 10, 64); err != nil {
			n = math.MaxInt64
		}
	}
	switch unit {
	case "", "c":
		return n, true
	case "w":
		return times(n, 2), true
	case "b":
		return times(n, 512), true
	}
	power := strings.IndexByte("KMGTPE", unit[0]&^0x20)
	if power < 0 || unit[0] != 'k' && unit[0] > 'Z' {
		return 0, false
	}
	base := int64(1024)
	switch unit[1:] {
	case "", "iB":
	case "B":
		base = 1000
	default:
		return 0, false
	}
	for range power + 1 {
		n = times(n, base)
	}
	return n, true
}

// times multiplies and stays at the largest number rather than turn over.
func times(a, b int64) int64 {
	if a != 0 && b > math.MaxInt64/a {
		return math.MaxInt64
	}
	return a * b
}

// plus adds and stays at the largest number.
func plus(a, b int64) int64 {
	if a > math.MaxInt64-b {
		return math.MaxInt64
	}
	return a + b
}

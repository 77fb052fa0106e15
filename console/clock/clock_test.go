package clock

import (
	"testing"
	"time"
)

// TestZones: the hour in places with and without summer time, on both sides of
// the changes. The instants were told by GNU's date with IANA's database.
func TestZones(t *testing.T) {
	for _, c := range []struct {
		unix int64
		tz   string
		want string
	}{
		{1795141800, "", "2026-11-20 02:30:00 UTC +0000"},
		{1795141800, "Asia/Seoul", "2026-11-20 11:30:00 KST +0900"},
		{1795141800, "KST-9", "2026-11-20 11:30:00 KST +0900"},
		{1795141800, "Asia/Kolkata", "2026-11-20 08:00:00 IST +0530"},
		{1795141800, "EST+5:30", "2026-11-19 21:00:00 EST -0530"},
		{1795141800, "Nowhere/Land", "2026-11-20 02:30:00 UTC +0000"},
		{1772953199, "America/New_York", "2026-03-08 01:59:59 EST -0500"},
		{1772953200, "America/New_York", "2026-03-08 03:00:00 EDT -0400"},
		{1793512799, "America/New_York", "2026-11-01 01:59:59 EDT -0400"},
		{1793512800, "America/New_York", "2026-11-01 01:00:00 EST -0500"},
		{1774745999, "Europe/Berlin", "2026-03-29 01:59:59 CET +0100"},
		{1774746000, "Europe/Berlin", "2026-03-29 03:00:00 CEST +0200"},
		{1792889999, "Europe/London", "2026-10-25 01:59:59 BST +0100"},
		{1792890000, "Europe/London", "2026-10-25 01:00:00 GMT +0000"},
		{1775318399, "Australia/Sydney", "2026-04-05 02:59:59 AEDT +1100"},
		{1775318400, "Australia/Sydney", "2026-04-05 02:00:00 AEST +1000"},
	} {
		if got := Format(In(time.Unix(c.unix, 0), c.tz), "%F %T %Z %z"); got != c.want {
			t.Errorf("%d in %q: %s, want %s", c.unix, c.tz, got, c.want)
		}
	}
}

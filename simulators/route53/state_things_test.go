package route53

import (
	"testing"

	"skylab/simulators/cloud"
)

// TestCheckPrice: each optional feature of a health check costs as much again
// as AWS says. aws.amazon.com/route53/pricing/
func TestCheckPrice(t *testing.T) {
	for _, x := range []struct {
		config CheckConfig
		month  cloud.MicroUSD
	}{
		{CheckConfig{Type: "HTTP", Interval: 30}, 750_000},
		{CheckConfig{Type: "TCP", Interval: 10}, 2_750_000},
		{CheckConfig{Type: "HTTPS_STR_MATCH", Interval: 10, MeasureLatency: true}, 8_750_000},
		{CheckConfig{Type: "CALCULATED"}, 750_000},
	} {
		c := Check{Config: x.config}
		if got := c.perHour(); got != x.month/cloud.HoursOfMonth {
			t.Errorf("%+v: %d an hour", x.config, got)
		}
	}
}

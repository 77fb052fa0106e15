package lambda

import (
	"math"

	"skylab/simulators/cloud"
)

// Distribution is how a length of time varies.
type Distribution struct {
	Kind   string     // const, exp or lognormal
	Mean   cloud.Time // of all of them
	Spread float64    // of lognormal: standard deviation over mean
}

// sampler is a distribution made ready to draw from, in microseconds.
type sampler struct {
	kind      uint8
	mean      float64
	mu, sigma float64
}

const (
	samplesConst = iota
	samplesExp
	samplesLognormal
)

// sampler of a distribution; an unknown kind is constant.
func (d Distribution) sampler() sampler {
	s := sampler{mean: float64(d.Mean) / 1e3}
	switch {
	case d.Kind == "exp":
		s.kind = samplesExp
	case d.Kind == "lognormal" && d.Spread > 0 && s.mean > 0:
		// Of a lognormal with mean m and deviation c·m: σ² = ln(1+c²), µ = ln m − σ²/2.
		v := cloud.Ln(1 + float64(d.Spread*d.Spread))
		s.kind, s.sigma, s.mu = samplesLognormal, math.Sqrt(v), cloud.Ln(s.mean)-v/2
	}
	return s
}

// draw makes a length of a keyed draw, rounded to a microsecond here, at its
// source, so that every machine goes on with the same number.
func (s *sampler) draw(roll uint64) cloud.Time {
	x := s.mean
	switch s.kind {
	case samplesExp:
		x = -float64(cloud.Ln(cloud.Unit(roll)) * s.mean)
	case samplesLognormal:
		x = cloud.Exp(s.mu + float64(s.sigma*cloud.Quantile(cloud.Unit(roll))))
	}
	return microseconds(x)
}

// microseconds rounds a length and keeps it within what a clock can tell.
func microseconds(x float64) cloud.Time {
	const most = 1e15 // 31 years
	if !(x < most) {
		x = most
	}
	return cloud.Time(x+0.5) * 1000
}

// labels are the keys of a function's draws: one draw more of one kind shifts
// no other.
type labels struct{ call, init, fail, alias uint64 }

func labelsOf(function string) labels {
	l := func(kind string) uint64 { return cloud.Label("lambda/" + function + "/" + kind) }
	return labels{call: l("call"), init: l("init"), fail: l("fail"), alias: l("alias")}
}

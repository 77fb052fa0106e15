package cloud

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"testing"
)

// Package math is right to about the last bit, though not to the same last bit
// on every processor.
func TestMathIsNear(t *testing.T) {
	for i := range uint64(200_000) {
		u := Unit(Roll(7, 1, i))
		for _, x := range []float64{u, u * 1e-12, u * 1e6, 1 + u*1e-9} {
			if got, want := Ln(x), math.Log(x); math.Abs(got-want) > 1e-15*math.Max(1, math.Abs(want)) {
				t.Fatalf("Ln(%v) is %v, want %v", x, got, want)
			}
		}
		for _, x := range []float64{u, -u * 40, u * 300, u * 1e-9} {
			if got, want := Exp(x), math.Exp(x); math.Abs(got-want) > 1e-15*want {
				t.Fatalf("Exp(%v) is %v, want %v", x, got, want)
			}
		}
		// The quantile undoes the distribution function.
		if p := math.Erfc(-Quantile(u)/math.Sqrt2) / 2; math.Abs(p-u) > 1e-13 {
			t.Fatalf("the quantile of %v is that of %v", u, p)
		}
	}
}

func TestMathAtItsEnds(t *testing.T) {
	if !math.IsInf(Ln(0), -1) || !math.IsNaN(Ln(-1)) || !math.IsInf(Ln(math.Inf(1)), 1) || Ln(1) != 0 || !math.IsNaN(Ln(math.NaN())) {
		t.Error("the logarithm at its ends")
	}
	if Exp(0) != 1 || Exp(-1000) != 0 || !math.IsInf(Exp(1000), 1) || !math.IsNaN(Exp(math.NaN())) || Exp(math.Inf(-1)) != 0 {
		t.Error("the exponential at its ends")
	}
	if Unit(0) <= 0 || Unit(1<<64-1) >= 1 || Unit(0)+Unit(1<<64-1) != 1 {
		t.Error("a unit draw lies inside its interval")
	}
	for _, c := range []struct{ p, z float64 }{{0.5, 0}, {0.975, 1.959963984540054}, {0.01, -2.3263478740408408}, {1e-20, -9.262340089798408}} {
		if got := Quantile(c.p); math.Abs(got-c.z) > 1e-14*math.Max(1, math.Abs(c.z)) {
			t.Errorf("the quantile of %v is %v, want %v", c.p, got, c.z)
		}
	}
}

// The bytes of the first draws. They were the same under GOARCH=arm64 and
// GOAMD64=v3, where a fused a*b+c would change them.
func TestMathIsTheSameBytes(t *testing.T) {
	h := sha256.New()
	var b [8]byte
	for i := range uint64(100_000) {
		u := Unit(Roll(3, 5, i))
		for _, x := range []float64{Ln(u), Exp(-20 * u), Quantile(u)} {
			binary.LittleEndian.PutUint64(b[:], math.Float64bits(x))
			h.Write(b[:])
		}
	}
	if got := hex.EncodeToString(h.Sum(nil)[:8]); got != "e550fb31256fd79f" {
		t.Errorf("the draws hash to %s", got)
	}
}

func BenchmarkLn(b *testing.B) {
	sum := 0.0
	for i := uint64(0); b.Loop(); i++ {
		sum += Ln(Unit(Roll(1, 2, i)))
	}
	if sum == 0 {
		b.Fatal(sum)
	}
}

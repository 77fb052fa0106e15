package value

import (
	"math"
	"strconv"
)

// OfFloat makes a Float.
func OfFloat(f float64) Value { return Value{kind: Float, bits: math.Float64bits(f)} }

// IsNumber tells whether v is an Int or a Float.
func (v Value) IsNumber() bool { return v.kind == Int || v.kind == Float }

// Number is the value of an Int or a Float.
func (v Value) Number() float64 {
	if v.kind == Float {
		return math.Float64frombits(v.bits)
	}
	return float64(int64(v.bits))
}

// AppendNumber writes an Int or a Float as Python does: 1, 1.0, 1e+16, 0.0001,
// 1e-05.
func AppendNumber(b []byte, v Value) []byte {
	if v.kind == Int {
		return strconv.AppendInt(b, int64(v.bits), 10)
	}
	f := math.Float64frombits(v.bits)
	switch {
	case math.IsNaN(f):
		return append(b, "NaN"...)
	case math.IsInf(f, 1):
		return append(b, "Infinity"...)
	case math.IsInf(f, -1):
		return append(b, "-Infinity"...)
	}
	if a := math.Abs(f); a != 0 && (a < 1e-4 || a >= 1e16) {
		return strconv.AppendFloat(b, f, 'e', -1, 64)
	}
	start := len(b)
	b = strconv.AppendFloat(b, f, 'f', -1, 64)
	for _, c := range b[start:] {
		if c == '.' {
			return b
		}
	}
	return append(b, ".0"...)
}

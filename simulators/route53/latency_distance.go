package route53

import "math"

// Point is a point on the globe as a unit vector from its centre; the zero
// Point is none.
type Point struct{ x, y, z float64 }

// earth is the mean radius of the globe in metres (IUGG).
const earth = 6371008.8

// PointAt is the point at a latitude and a longitude in hundredths of a degree.
func PointAt(lat, lon int32) Point {
	c := cosine(lat)
	return Point{float64(c * cosine(lon)), float64(c * sine(lon)), sine(lat)}
}

// Distance is the way between two points along the globe, in metres.
func Distance(a, b Point) int64 {
	x, y, z := a.x-b.x, a.y-b.y, a.z-b.z
	chord := math.Sqrt(float64(x*x) + float64(y*y) + float64(z*z))
	return int64(float64(2*earth*arcsine(min(1, chord/2))) + 0.5)
}

// sine is the sine of an angle in hundredths of a degree. The standard
// library's differs between processors; this one rounds each product.
func sine(h int32) float64 {
	h %= 36000
	if h < 0 {
		h += 36000
	}
	sign := 1.0
	if h >= 18000 {
		h, sign = h-18000, -1
	}
	if h > 9000 {
		h = 18000 - h
	}
	x := float64(h) * (math.Pi / 18000)
	square, term, sum := float64(x*x), x, x
	for n := 3.0; n <= 21; n += 2 {
		term = float64(float64(-term*square) / (n * (n - 1)))
		sum += term
	}
	return float64(sign * sum)
}

func cosine(h int32) float64 { return sine(h%36000 + 9000) }

// arcsine is the angle in radians whose sine is x, for x from 0 to 1.
func arcsine(x float64) float64 {
	if x > 0.5 {
		return math.Pi/2 - float64(2*arcsine(math.Sqrt((1-x)/2)))
	}
	square, power, sum := float64(x*x), x, x
	for n := 1.0; n <= 31; n += 2 {
		power = float64(float64(power*square) * (n / (n + 1)))
		sum += float64(power / (n + 2))
	}
	return sum
}

package cloud

import "math"

// The logarithm and the exponential of package math differ in their last bits
// between processors, and so does an unrounded a*b+c where one of them fuses
// the two. These are FDLIBM's, with every product rounded by float64(…): the
// same bytes on every machine. A draw made with them is still to be rounded at
// its source (to a microsecond, to a count).
// www.netlib.org/fdlibm/e_log.c and e_exp.c

const (
	ln2Hi  = 6.93147180369123816490e-01
	ln2Lo  = 1.90821492927058770002e-10
	log2e  = 1.44269504088896338700e+00
	sqrt12 = math.Sqrt2 / 2
)

// Ln is the natural logarithm of a number above 0; of others it is not a
// number, and of 0 it is -Inf.
func Ln(x float64) float64 {
	const (
		l1 = 6.666666666666735130e-01
		l2 = 3.999999999940941908e-01
		l3 = 2.857142874366239149e-01
		l4 = 2.222219843214978396e-01
		l5 = 1.818357216161805012e-01
		l6 = 1.531383769920937332e-01
		l7 = 1.479819860511658591e-01
	)
	switch {
	case math.IsNaN(x) || x < 0:
		return math.NaN()
	case x == 0:
		return math.Inf(-1)
	case x > math.MaxFloat64:
		return x
	}
	m, e := math.Frexp(x)
	if m < sqrt12 {
		m, e = float64(m*2), e-1
	}
	f, k := m-1, float64(e)
	s := f / (2 + f)
	s2 := float64(s * s)
	s4 := float64(s2 * s2)
	t1 := float64(s2 * (l1 + float64(s4*(l3+float64(s4*(l5+float64(s4*l7)))))))
	t2 := float64(s4 * (l2 + float64(s4*(l4+float64(s4*l6)))))
	half := float64(float64(0.5*f) * f)
	return float64(k*ln2Hi) - ((half - (float64(s*(half+(t1+t2))) + float64(k*ln2Lo))) - f)
}

// Exp is e to the power of x: 0 far below, +Inf far above.
func Exp(x float64) float64 {
	const (
		p1 = 1.66666666666666657415e-01
		p2 = -2.77777777770155933842e-03
		p3 = 6.61375632143793436117e-05
		p4 = -1.65339022054652515390e-06
		p5 = 4.13813679705723846039e-08
	)
	switch {
	case math.IsNaN(x):
		return x
	case x > 709.782712893383973096:
		return math.Inf(1)
	case x < -745.13321910194110842:
		return 0
	}
	k := math.Floor(float64(log2e*x) + 0.5)
	hi, lo := x-float64(k*ln2Hi), float64(k*ln2Lo)
	r := hi - lo
	t := float64(r * r)
	c := r - float64(t*(p1+float64(t*(p2+float64(t*(p3+float64(t*(p4+float64(t*p5)))))))))
	y := 1 - ((lo - float64(r*c)/(2-c)) - hi)
	return math.Ldexp(y, int(k))
}

// Unit makes a number above 0 and below 1 of a draw: 2^52 of them, evenly
// spaced and symmetric about a half.
func Unit(draw uint64) float64 { return (float64(draw>>12) + 0.5) / (1 << 52) }

// Quantile of the standard normal distribution: the z below which a share p
// (above 0, below 1) lies. Wichura's AS241 to about 16 digits.
func Quantile(p float64) float64 {
	q := p - 0.5
	if q >= -0.425 && q <= 0.425 {
		r := 0.180625 - float64(q*q)
		return q * ratio(r, &centre)
	}
	r := p
	if q > 0 {
		r = 1 - p
	}
	r = math.Sqrt(-Ln(r))
	z := 0.0
	if r <= 5 {
		z = ratio(r-1.6, &middle)
	} else {
		z = ratio(r-5, &tail)
	}
	if q < 0 {
		return -z
	}
	return z
}

// ratio is the quotient of two polynomials of the seventh degree.
func ratio(x float64, c *[16]float64) float64 {
	num, den := c[7], c[15]
	for i := 6; i >= 0; i-- {
		num = float64(num*x) + c[i]
		den = float64(den*x) + c[8+i]
	}
	return num / den
}

// The coefficients of AS241 (Applied Statistics 37, 1988, PPND16): numerator,
// then denominator, by ascending power.
var (
	centre = [16]float64{
		3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
		4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3,
		1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
		2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3,
	}
	middle = [16]float64{
		1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
		1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4,
		1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
		1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
	}
	tail = [16]float64{
		6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
		2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
		1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
		7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
	}
)

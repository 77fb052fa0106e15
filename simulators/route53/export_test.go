package route53

// CheckName and CheckValue let tests of this package's rules in.
var (
	CheckName  = canonical
	CheckValue = value
)

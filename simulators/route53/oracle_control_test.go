package route53_test

// controlAreas are the areas of the control side: names, errors, quotas, what
// an alias may be, health.
var controlAreas = map[string]adaptor{}

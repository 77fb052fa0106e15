package route53_test

// answerAreas are the areas of how a query is answered.
var answerAreas = map[string]adaptor{}

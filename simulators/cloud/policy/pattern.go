package policy

import (
	"strings"
	"unicode/utf8"
)

// arnFits compares ARN by ARN part, so that * does not reach over a colon of
// the first five parts.
// docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
func arnFits(pattern, arn string) bool {
	if pattern == arn {
		return true
	}
	p, a, fits := pattern, arn, true
	for range 5 {
		headP, restP, ok := strings.Cut(p, ":")
		headA, restA, too := strings.Cut(a, ":")
		if !ok || !too {
			return wild(pattern, arn) // one of them is no ARN
		}
		fits = fits && wild(headP, headA)
		p, a = restP, restA
	}
	return fits && wild(p, a)
}

// wild compares text with a pattern in which * is any run of characters and ?
// any one. It takes time in the product of the lengths at most.
func wild(pattern, s string) bool {
	star, from := -1, 0
	p, i := 0, 0
	for i < len(s) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, from, p = p, i, p+1
		case p < len(pattern) && pattern[p] == '?':
			_, n := utf8.DecodeRuneInString(s[i:])
			p, i = p+1, i+n
		case p < len(pattern) && (pattern[p] == s[i] || literal(pattern[p], s[i])):
			p, i = p+1, i+1
		case star >= 0:
			from++
			p, i = star+1, from
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}

func literal(stand, c byte) bool {
	return stand == literalStar && c == '*' || stand == literalQuestion && c == '?'
}

package quizzes

import "strings"

// Response is what a learner answered: the id of an option (Choice, Predict),
// the ids of all marked ones (Multiple), of all in the chosen order (Order),
// left=right pairs (Match), or what was typed (Number). Empty is unanswered.
type Response []string

// String is the response as it is kept: its parts with a blank between them.
func (r Response) String() string { return strings.Join(r, " ") }

// ParseResponse reads what String wrote.
func ParseResponse(s string) Response { return strings.Fields(s) }

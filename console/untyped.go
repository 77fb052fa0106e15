package console

// Untyped is the moment as a place to begin from: the same world, files and
// shell, with no line typed so far. A set-up's own lines are not the learner's.
func (m *Moment) Untyped() *Moment {
	c := *m
	c.Line, c.Output, c.Status, c.Calls, c.Traces, c.Picks, c.lines = "", nil, 0, nil, nil, nil, nil
	c.Loads, c.Answers, c.LastLoad = nil, nil, nil
	c.LastQuestion = Question{}
	return &c
}

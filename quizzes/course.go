package quizzes

// Course is what banks refer to: the steps of lessons, their traps, their
// worlds. Package lessons has one.
type Course interface {
	// Steps lists the addresses of all steps, for suggestions.
	Steps() []string
	// Traps lists the ids of a step's traps; false when there is no such step.
	Traps(step string) (ids []string, known bool)
	// World is the world of a step, vpc/nat: at its start, or with its first
	// solution done. Its Given has the step's own names. False when there is
	// no such step.
	World(step string, solved bool) (*World, bool)
}

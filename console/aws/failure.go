package aws

import "io"

// Exit statuses of the real command.
// docs.aws.amazon.com/cli/latest/userguide/cli-usage-returncodes.html
const (
	statusUsage   = 252
	statusConfig  = 253
	statusService = 254
	statusGeneral = 255
)

// failure ends a call of the command: what is printed and the exit status. One
// without a text prints nothing.
type failure struct {
	status int
	text   string
	note   string // the lab's own word below it, in the learner's language
}

// Error lets a failure stand where an API error may.
func (f *failure) Error() string { return f.text }

func (f *failure) print(to io.Writer) int {
	if f.text == "" {
		return f.status
	}
	b := append([]byte{'\n'}, f.text...)
	b = append(b, '\n')
	if f.note != "" {
		b = append(append(b, f.note...), '\n')
	}
	// A writer that refuses has ended the run; the status says the rest.
	_, _ = to.Write(b)
	return f.status
}

const usage = `aws [options] <command> <subcommand> [<subcommand> ...] [parameters]
To see help text, you can run:

  aws help
  aws <command> help
  aws <command> <subcommand> help
`

// misused is a command line that the grammar refuses.
func misused(message string) *failure {
	return &failure{status: statusUsage, text: "usage: " + usage + "\naws: error: " + message + "\n"}
}

// invalid is a value that cannot be taken.
func invalid(message string) *failure { return &failure{status: statusUsage, text: message} }

// broken is what the real command reports as an exception.
func broken(message string) *failure { return &failure{status: statusGeneral, text: message} }

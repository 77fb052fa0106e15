// Package lessons loads, checks and proves lessons. A lesson is data: a folder
// with a lesson.md (English, with the machine's blocks) and a lesson.ko.md
// (Korean, prose only). This page is the reference of the format.
//
// # A module is a folder
//
//	lessons/vpc/lesson.md      English prose and every machine block
//	lessons/vpc/lesson.ko.md   the same headings, alerts and footnotes in Korean
//	lessons/vpc/facts.yaml     facts of this module alone (optional)
//	lessons/vpc/teach.md       the teacher's page, teach.ko.md in Korean (optional)
//
// # Front matter
//
//	---
//	title: A network of your own     # required
//	minutes: 70                      # required
//	exams: [SAA-C03/1.2]             # required; the tasks in content/exams.yaml
//	summary: One sentence for home   # optional
//	story:                           # at most four lines
//	  - The database answers anyone who knocks.
//	path: [answer, public, hide]     # the steps of the 20-minute path
//	when-not: When one host is enough, the default VPC will do.
//	chapter: 2               # place in the course; modules without one come last
//	seed: 7                          # default 1
//	region: ap-northeast-2           # default us-east-1
//	start: 2026-11-20T02:30:00Z      # default: 11:30 in Seoul on that day
//	default-vpc: false               # default true
//	account-born: 2023-05-01         # default: lately; older accounts have zone names of their own
//	---
//
// lesson.ko.md has title, summary, story and when-not only.
//
// # Before the first step
//
// A `given` block here runs before the given of every step. A `setup NAME`
// block here can be asked for by several steps with setup=NAME. Prose here is
// the module's introduction.
//
// # A step
//
//	## Cut the range {#cut level=copy}
//
// The attributes: #id (small letters, digits, dashes; never changes once
// released), level=copy|vary|build|repair|choose (required),
// start=previous-step (the previous step's first solution is replayed instead
// of starting afresh), setup=NAME (a named set-up of the preamble runs first),
// minutes=N (at most 12).
//
// Prose comes first: at most 120 words before the first command (the first
// ```sh block, indented block, or the task). In prose, ```sh shows a command
// that the learner can type (the linter runs it after the set-up: it must exist
// and parse) and ```text shows anything else. Facts that age are cited:
// [^vpc.reserved-addresses]. No resource IDs in prose or in machine blocks.
// HTML comments are for authors and never shown.
//
// Machine blocks, in lesson.md only:
//
//	```setup            bash that builds the step's world; several join up
//	```given            bash that runs before each check, predict, solution and trap
//	```check ID         bash; with a last line "want a b c" the fields of its standard
//	                    output are compared with a b c, else its exit status must be 0
//	```predict          bash; its last line "? KEY | KEY | KEY" are the options. KEY is ok
//	                    (exit status 0), status=7 (exit status 7), an API error code of the
//	                    commands, or the fields of the standard output. Exactly one holds.
//	```solution [NAME]  bash; several may be listed, then each has a name; all are proved.
//	                    A comment "# keep: reason" on a statement exempts it from the proof
//	                    that it is needed.
//	```trap CHECK[,CHECK] id=ID [code=CODE]
//	                    bash with a likely mistake: after it the named checks fail and CODE
//	                    (an API error code or a reason code) is seen, in the trap's own
//	                    commands or in the check
//
// A check runs in a fork: the learner's world and files, but the shell as the
// set-up left it, English, the default Region; the given block runs first. It
// may act: launch an instance, fail a zone, sleep 198 days. $LEARNER_SHELL is
// what set prints in the learner's own shell. At least one check
// of a step looks at behaviour: it runs trace, ping, curl, ssh, nc or dig, or acts.
//
// Alerts, in both files:
//
//	> [!IMPORTANT]      the task. Its list names every check, in the order of the checks:
//	> Cut the VPC …     this line is what the screen shows beside ✓ or ✗.
//	> - `halves`: two subnets of equal size
//
//	> [!WARNING]        the prediction's question, with one list item for each option,
//	> What happens?     in the order of the ? line
//	> - it works
//	> - AWS refuses
//
//	> [!TIP]            hints, in order: first a nudge (a question that points), then the
//	                    concept; a third and later one may show the command, the first two
//	                    never. The lab itself adds what is wrong now, and which statements
//	                    each check needs as the last hint.
//	> [!CAUTION]        follows each trap: what the mistake was, without scolding
//	> [!NOTE]           after the pass: what happened, what it costs, what the exam asks
//
// lesson.ko.md has the same headings with the same {#id …} (the attributes
// besides #id may be left out), the same alerts in the same order within a
// step (cautions stand in the order of the traps), the same footnotes and the
// same ```sh blocks.
//
// # What skylab lint proves
//
// The set-up runs, statement by statement, without a failure. With nothing done
// some check is unmet. After each solution, whose every statement must succeed,
// all checks are met; leaving out any statement (outside $(…), with its
// here-document) turns some check red, unless it changes nothing or says
// "# keep: reason". A step of level build or choose lists two solutions. After
// each trap the checks that it names are unmet and its code is seen, and no two
// traps look the same, nor like a step untouched. Every check fails somewhere.
// Exactly one option of a prediction holds. Commands shown exist. No hint before
// the third and no caution holds a command of the solution. A step whose set-up
// uses pick is proved in every variant.
package lessons

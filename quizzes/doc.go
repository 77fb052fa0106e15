// Package quizzes holds quiz items: their banks in Markdown, what an item is,
// how an answer is marked, and the proof that the simulators agree with the
// key. It is pure: what depends on chance or on the day is given as an argument.
// This page is the reference of the format of banks.
//
// # A bank is a file
//
//	banks/vpc/ways-out.md      English and every machine block
//	banks/vpc/ways-out.ko.md   the same sections in Korean: words alone
//
// A folder that a learner points at has such folders, or the files themselves;
// a facts.yaml beside them has facts of its own.
//
// # Front matter
//
//	---
//	title: Ways out of a private subnet   # required, and the one key of the Korean file
//	module: vpc                           # required; the name of the folder
//	region: ap-northeast-2                # of the account that worlds are made in; default us-east-1
//	seed: 7                               # default 1
//	default-vpc: false                    # default true
//	start: 2026-11-20T02:30:00Z           # default: 11:30 in Seoul on that day
//	account-born: 2023-05-01              # default: lately
//	---
//
// # Before the first item
//
// A `given` block runs before every option's commands, claims and checks of
// items that have a world: names and functions, nothing that acts. A `world
// NAME` block is a set-up that items ask for with world=NAME, or several of
// them in order: world=lunch,more.
//
// # An item
//
//	## Reach S3 and nothing else {#s3-cheap kind=choice topic=endpoints level=2 tasks=SAA-C03/3.4,CLF-C02/3.5 step=vpc/endpoint world=lunch}
//
//	The situation[^vpc.nat-price], then one question?
//
//	- [ ] nat: A NAT gateway in a public subnet, and a default route to it
//	  > It works, but it is paid by the hour and by the gigabyte.
//	- [x] gateway: A gateway endpoint for S3 in the private route table
//	  > Free, and S3 is all that the route leads to.
//
//	> [!NOTE]
//	> What decides, shown with the key (optional).
//
// #id is unique in the module and never changes. topic is one word, the same
// for all items about it; level is 1 (recall), 2 (use) or 3 (judge); tasks are
// those of content/exams.yaml. step names the lesson step that teaches it: an
// option that is one of its traps has the trap's id. start=vpc/endpoint, or
// vpc/endpoint:solved, begins in that step's world, with the names of its given
// block, instead of world=. `world` and `given` blocks in the section are the
// item's own; they run last. Blocks that learners read (sh, text, json, yaml)
// stand in the stem. HTML comments are for authors. Facts that age are cited.
//
// # Kinds, and what proves them
//
//	choice    four options, one key      ```try ID for each option and one ```check that
//	                                     holds after the key's commands alone; or for each
//	                                     option a ```claim ID that holds when it is true
//	multiple  5 or 6 options, 2 or 3     the same
//	          keys
//	number    one key, the others are    ```answer prints the number
//	          known mistakes; unit=,
//	          tolerance= in the heading
//	predict   2 to 5 options, one key    ```run, whose last line says what each option
//	                                     would show: ? id=KEY | id=KEY, where KEY is ok,
//	                                     status=7, an API error code, or the output
//	order     1. id: text, 3 to 5, in    ```try ID for each, run in every order, and a
//	          the right order            ```check that holds after the right one alone
//	match     - id: left => right, and   one ```claim that is run with $LEFT and $RIGHT,
//	          decoys - id: => right      the ids of the lines whose sides they are
//
// A claim or check holds when its exit status is 0, or when its output has the
// fields of its last line, want A B. What cannot be told is no "no": a command
// that is not there or called wrongly, a trace that the model leaves open, a run
// that is cut off.
//
// # A case study
//
// A section {#shop kind=case} tells a situation and asks nothing. Items of the
// same file with case=shop ask about it; its text is shown before their own.
//
// # The Korean file
//
// The same sections with {#id} alone (a number's heading may have unit=개), the
// stem, the options as "- id: words" in the same order with their reasons, the
// note; the same facts cited and the same blocks shown. No marks, no machine
// blocks.
//
// # Rules of a good item
//
// One best answer under one named constraint. At most 90 words in stem and
// options, 180 where every task is of a professional exam. Options of like
// length, none that leans on the others ("all of the above"), no letter and no
// place of an option anywhere: they are shuffled. A reason for every option,
// without scolding. Over a module the key is the longest or shortest option no
// more often than chance.
package quizzes

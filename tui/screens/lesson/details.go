package lesson

import (
	"context"
	"regexp"
	"strings"

	tea "charm.land/bubbletea/v2"

	"skylab/console"
	"skylab/tui/dialogs"
	"skylab/tui/frame"
	"skylab/tui/screens"
)

// describers are the commands that tell all about a resource, by the kind in
// its ID. The learner sees the command, and can type it next time.
var describers = map[string]string{
	"vpc":      "aws ec2 describe-vpcs --vpc-ids ",
	"subnet":   "aws ec2 describe-subnets --subnet-ids ",
	"rtb":      "aws ec2 describe-route-tables --route-table-ids ",
	"acl":      "aws ec2 describe-network-acls --network-acl-ids ",
	"sg":       "aws ec2 describe-security-groups --group-ids ",
	"igw":      "aws ec2 describe-internet-gateways --internet-gateway-ids ",
	"eigw":     "aws ec2 describe-egress-only-internet-gateways --egress-only-internet-gateway-ids ",
	"nat":      "aws ec2 describe-nat-gateways --nat-gateway-ids ",
	"eni":      "aws ec2 describe-network-interfaces --network-interface-ids ",
	"i":        "aws ec2 describe-instances --instance-ids ",
	"eipalloc": "aws ec2 describe-addresses --allocation-ids ",
	"vpce":     "aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ",
	"pcx":      "aws ec2 describe-vpc-peering-connections --vpc-peering-connection-ids ",
	"pl":       "aws ec2 describe-prefix-lists --prefix-list-ids ",
}

// uuid is how the ID of a KMS key begins, unless it is a multi-Region one.
var uuid = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-`)

// describer is the command that tells all about a resource, or empty.
func describer(id string) string {
	kind, rest, _ := strings.Cut(id, "-")
	if begin := describers[kind]; begin != "" {
		return begin + id
	}
	service, name, _ := strings.Cut(id, "/")
	switch {
	case kind == "mrk" && rest != "", uuid.MatchString(id):
		return "aws kms describe-key --key-id " + id
	case service == "hostedzone":
		return "aws route53 list-resource-record-sets --hosted-zone-id " + name
	case service == "healthcheck":
		return "aws route53 get-health-check-status --health-check-id " + name
	case service == "function":
		return "aws lambda get-function --function-name " + name
	}
	return ""
}

// described is what a command told about a resource.
type described struct {
	lesson       *Lesson
	line, output string
}

// describe asks about a resource in a fork: it takes no time in the learner's
// world and leaves no trace there.
func (l *Lesson) describe(id string) tea.Cmd {
	line := describer(id)
	if line == "" || l.now == nil {
		return nil
	}
	if region := l.regionOf(id); region != "" && region != l.now.Options().Region {
		line += " --region " + region
	}
	m, ctx := l.now, l.ctx
	return func() tea.Msg {
		next, err := m.Fork().Run(context.WithoutCancel(ctx), line)
		if err != nil {
			return described{l, line, err.Error()}
		}
		return described{l, line, console.Harmless(next.Output)}
	}
}

// regionOf finds the Region whose picture shows a resource.
func (l *Lesson) regionOf(id string) string {
	for _, b := range l.picture.boxes {
		if b.Row(id) >= 0 {
			return b.Region
		}
	}
	return ""
}

func (l *Lesson) described(msg described) tea.Cmd {
	if msg.lesson != l {
		return nil
	}
	return screens.Send(screens.Show{Dialog: &dialogs.Page{
		Env: l.env, Head: l.env.Say("lesson.details"),
		Body: func(w int) []string {
			var out []string
			for _, part := range frame.Wrap("$ "+msg.line, w) {
				out = append(out, l.env.Theme.Strong.Paint(part))
			}
			for _, line := range strings.Split(strings.TrimRight(tame(msg.output), "\n"), "\n") {
				out = append(out, frame.Wrap(frame.Tabs(line), w)...)
			}
			return out
		},
		Actions: []dialogs.Action{dialogs.Do("copy", screens.Copy{Text: msg.line + "\n" + msg.output}, "y")},
	}})
}

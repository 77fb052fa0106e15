package vpc

import (
	"fmt"
	"slices"

	"skylab/simulators/cloud"
)

// publicImage is an AMI that AWS or a partner offers in every Region. Its name
// follows the owner's pattern; its date is invented, and so is its ID, which is
// made of Region and name, so it is the same in every world.
type publicImage struct {
	name, description, owner, family string
	architecture, device, created    string
	bootMode, imds                   string
	parameters                       []string // names under which Parameter Store has its ID
}

// The owners of public images.
const (
	ownerAmazon    = "137112412989"
	ownerCanonical = "099720109477"
)

const (
	latest    = "/aws/service/ami-amazon-linux-latest/"
	canonical = "/aws/service/canonical/ubuntu/server/"
)

// publicImages are the images that the lab offers. The newest of a kind comes
// last, as describe-images promises no order.
// docs.aws.amazon.com/linux/al2023/ug/ec2.html
// documentation.ubuntu.com/aws/aws-how-to/instances/find-ubuntu-images/
var publicImages = []publicImage{
	{"amzn2-ami-kernel-5.10-hvm-2.0.20260601.0-x86_64-gp2", "Amazon Linux 2 Kernel 5.10 AMI 2.0.20260601.0 x86_64 HVM gp2", ownerAmazon, "amazon", "x86_64", "/dev/xvda", "2026-06-02T18:31:08.000Z", "", "", []string{latest + "amzn2-ami-kernel-5.10-hvm-x86_64-gp2", latest + "amzn2-ami-hvm-x86_64-gp2"}},
	{"al2023-ami-2023.9.20260901.0-kernel-6.1-x86_64", "Amazon Linux 2023 AMI 2023.9.20260901.0 x86_64 HVM kernel-6.1", ownerAmazon, "amazon", "x86_64", "/dev/xvda", "2026-09-02T00:24:51.000Z", "uefi-preferred", "v2.0", nil},
	{"al2023-ami-2023.9.20261102.0-kernel-6.1-x86_64", "Amazon Linux 2023 AMI 2023.9.20261102.0 x86_64 HVM kernel-6.1", ownerAmazon, "amazon", "x86_64", "/dev/xvda", "2026-11-03T00:21:37.000Z", "uefi-preferred", "v2.0", []string{latest + "al2023-ami-kernel-default-x86_64", latest + "al2023-ami-kernel-6.1-x86_64"}},
	{"al2023-ami-2023.9.20261102.0-kernel-6.1-arm64", "Amazon Linux 2023 AMI 2023.9.20261102.0 arm64 HVM kernel-6.1", ownerAmazon, "amazon", "arm64", "/dev/xvda", "2026-11-03T00:21:44.000Z", "uefi", "v2.0", []string{latest + "al2023-ami-kernel-default-arm64", latest + "al2023-ami-kernel-6.1-arm64"}},
	{"al2023-ami-minimal-2023.9.20261102.0-kernel-6.1-x86_64", "Amazon Linux 2023 AMI 2023.9.20261102.0 x86_64 Minimal HVM kernel-6.1", ownerAmazon, "amazon", "x86_64", "/dev/xvda", "2026-11-03T00:22:03.000Z", "uefi-preferred", "v2.0", []string{latest + "al2023-ami-minimal-kernel-default-x86_64", latest + "al2023-ami-minimal-kernel-6.1-x86_64"}},
	{"ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64-server-20261015", "Canonical, Ubuntu, 22.04, amd64 jammy image", ownerCanonical, "ubuntu", "x86_64", "/dev/sda1", "2026-10-15T13:05:21.000Z", "uefi-preferred", "v2.0", []string{canonical + "22.04/stable/current/amd64/hvm/ebs-gp2/ami-id"}},
	{"ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20261022", "Canonical, Ubuntu, 24.04, amd64 noble image", ownerCanonical, "ubuntu", "x86_64", "/dev/sda1", "2026-10-22T09:41:10.000Z", "uefi-preferred", "v2.0", []string{canonical + "24.04/stable/current/amd64/hvm/ebs-gp3/ami-id"}},
	{"ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-arm64-server-20261022", "Canonical, Ubuntu, 24.04, arm64 noble image", ownerCanonical, "ubuntu", "arm64", "/dev/sda1", "2026-10-22T09:43:56.000Z", "uefi", "v2.0", []string{canonical + "24.04/stable/current/arm64/hvm/ebs-gp3/ami-id"}},
}

// imageLabel is the label of the draw behind the IDs of public images.
var imageLabel = cloud.Label("public image")

// id is the image's ID in a Region.
func (p *publicImage) id(region string) string {
	l := cloud.Label(region) ^ cloud.Label(p.name)*3
	return fmt.Sprintf("ami-0%08x%08x", uint32(cloud.Roll(imageLabel, l, 0)), uint32(cloud.Roll(imageLabel, l, 1)))
}

// snapshot is the ID of the snapshot of its root volume.
func (p *publicImage) snapshot(region string) string {
	l := cloud.Label(region) ^ cloud.Label(p.name)*3
	return fmt.Sprintf("snap-0%08x%08x", uint32(cloud.Roll(imageLabel, l, 2)), uint32(cloud.Roll(imageLabel, l, 3)))
}

// parameter finds the public image that a name in Parameter Store stands for.
func parameter(name string) *publicImage {
	for i := range publicImages {
		if slices.Contains(publicImages[i].parameters, name) {
			return &publicImages[i]
		}
	}
	return nil
}

// launchable is what starting an instance needs to know of an image.
type launchable struct {
	id, architecture, family, device, snapshot string
	listening                                  []Listener
	available                                  cloud.Time
}

// launch finds an image to start from: a public one or the account's own.
func (r *Region) launch(id string) (launchable, error) {
	if p := r.publicImage(id); p != nil {
		return launchable{id, p.architecture, p.family, p.device, p.snapshot(r.Scope.Region), []Listener{sshd}, 0}, nil
	}
	own := r.Images.Find(id)
	if own == nil {
		return launchable{}, imageKind.missing(id)
	}
	l := launchable{own.ID, own.Architecture, "amazon", "/dev/xvda", own.Snapshot, own.Listening, own.Available}
	if p := r.publicImage(own.Source); p != nil {
		l.family, l.device = p.family, p.device
	}
	return l, nil
}

// publicImage finds a public image by its ID in this Region.
func (r *Region) publicImage(id string) *publicImage {
	for i := range publicImages {
		if publicImages[i].id(r.Scope.Region) == id {
			return &publicImages[i]
		}
	}
	return nil
}

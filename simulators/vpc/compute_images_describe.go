package vpc

import (
	"slices"
	"strconv"

	"skylab/simulators/cloud"
)

// DescribeImagesInput says which images.
type DescribeImagesInput struct {
	ExecutableUsers   []string `doc:"who may launch: self or all"`
	ImageIds          []string `doc:"only these"`
	Owners            []string `doc:"only of these owners: self, amazon, or account IDs"`
	IncludeDeprecated *bool    `doc:"also deprecated ones; none here is"`
	MaxResults        *int32   `doc:"at most so many a page, 5 to 1000"`
	NextToken         *string  `doc:"where the page begins"`
	DryRun            *bool    `doc:"check only"`
	Filters           []Filter `doc:"name, architecture, owner-id, owner-alias, state, root-device-type, virtualization-type, tag:KEY, …"`
}

// DescribeImagesOutput lists them.
type DescribeImagesOutput struct {
	NextToken *string
	Images    []ImageOut
}

// ImageOut is an image as it is printed.
type ImageOut struct {
	PlatformDetails     string
	UsageOperation      string
	BlockDeviceMappings []BlockDeviceMapping
	Description         *string
	EnaSupport          bool
	Hypervisor          string
	ImageOwnerAlias     *string
	Name                string
	RootDeviceName      string
	RootDeviceType      string
	SriovNetSupport     string
	Tags                []TagOut
	VirtualizationType  string
	BootMode            *string
	ImdsSupport         *string
	SourceInstanceId    *string
	SourceImageId       *string
	SourceImageRegion   *string
	ImageId             string
	ImageLocation       string
	State               string
	OwnerId             string
	CreationDate        string
	Public              bool
	Architecture        string
	ImageType           string
}

// BlockDeviceMapping is a volume of an image.
type BlockDeviceMapping struct {
	Ebs        EbsBlockDevice
	DeviceName string
}

// EbsBlockDevice is the snapshot behind it.
type EbsBlockDevice struct {
	DeleteOnTermination bool
	SnapshotId          string
	VolumeSize          int32
	VolumeType          string
	Encrypted           bool
}

var imageFilters = filterTable[imageView]{
	"architecture":                     func(_ *Region, v *imageView) []string { return one(v.Architecture) },
	"block-device-mapping.device-name": func(_ *Region, v *imageView) []string { return one(v.RootDeviceName) },
	"block-device-mapping.snapshot-id": func(_ *Region, v *imageView) []string { return one(v.BlockDeviceMappings[0].Ebs.SnapshotId) },
	"block-device-mapping.volume-size": func(*Region, *imageView) []string { return one(strconv.Itoa(rootSize)) },
	"block-device-mapping.volume-type": func(*Region, *imageView) []string { return one(rootType) },
	"creation-date":                    func(_ *Region, v *imageView) []string { return one(v.CreationDate) },
	"description":                      func(_ *Region, v *imageView) []string { return one(deref(v.Description)) },
	"ena-support":                      func(*Region, *imageView) []string { return truth(true) },
	"hypervisor":                       func(*Region, *imageView) []string { return one("xen") },
	"image-id":                         func(_ *Region, v *imageView) []string { return one(v.ImageId) },
	"image-type":                       func(*Region, *imageView) []string { return one("machine") },
	"is-public":                        func(_ *Region, v *imageView) []string { return truth(v.Public) },
	"name":                             func(_ *Region, v *imageView) []string { return one(v.Name) },
	"owner-alias":                      func(_ *Region, v *imageView) []string { return one(deref(v.ImageOwnerAlias)) },
	"owner-id":                         func(_ *Region, v *imageView) []string { return one(v.OwnerId) },
	"root-device-name":                 func(_ *Region, v *imageView) []string { return one(v.RootDeviceName) },
	"root-device-type":                 func(*Region, *imageView) []string { return one("ebs") },
	"source-image-id":                  func(_ *Region, v *imageView) []string { return one(deref(v.SourceImageId)) },
	"source-instance-id":               func(_ *Region, v *imageView) []string { return one(deref(v.SourceInstanceId)) },
	"state":                            func(_ *Region, v *imageView) []string { return one(v.State) },
	"virtualization-type":              func(*Region, *imageView) []string { return one("hvm") },
	"platform":                         func(*Region, *imageView) []string { return nil },
}

// imageView is an image with its tags as filters look at it.
type imageView struct {
	ImageOut
	tags Tags
}

// DescribeImages lists the public images and the account's own.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImages.html
func (s *State) DescribeImages(c *cloud.Call, in DescribeImagesInput) (DescribeImagesOutput, error) {
	r := s.At(c)
	if err := imageFilters.check(in.Filters); err != nil {
		return DescribeImagesOutput{}, err
	}
	for _, id := range in.ImageIds {
		if _, err := r.launch(id); err != nil {
			return DescribeImagesOutput{}, err
		}
	}
	list := []ImageOut{}
	for _, v := range r.imageViews(c.Now) {
		asked := len(in.ImageIds) == 0 || slices.Contains(in.ImageIds, v.ImageId)
		if asked && v.ownedBy(in.Owners, r.Scope.Account) && v.openTo(in.ExecutableUsers) && match(r, imageFilters, in.Filters, &v, v.tags) {
			list = append(list, v.ImageOut)
		}
	}
	part, next, err := page(list, in.MaxResults, in.NextToken)
	return DescribeImagesOutput{NextToken: next, Images: part}, err
}

func (v *imageView) ownedBy(owners []string, account string) bool {
	return len(owners) == 0 || slices.ContainsFunc(owners, func(o string) bool {
		return o == v.OwnerId || o == "self" && v.OwnerId == account || o != "" && o == deref(v.ImageOwnerAlias)
	})
}

func (v *imageView) openTo(users []string) bool {
	return len(users) == 0 || slices.Contains(users, "all") && v.Public || slices.Contains(users, "self") && !v.Public
}

// imageViews are all images that the account sees in the Region.
func (r *Region) imageViews(now cloud.Time) []imageView {
	var list []imageView
	for i := range publicImages {
		p := &publicImages[i]
		out := imageOut(p.id(r.Scope.Region), p.name, p.device, p.snapshot(r.Scope.Region), p.architecture)
		out.Description, out.ImageOwnerAlias, out.OwnerId, out.Public = new(p.description), new("amazon"), p.owner, true
		out.BootMode, out.ImdsSupport = filled(p.bootMode), filled(p.imds)
		out.CreationDate, out.State, out.ImageLocation = p.created, "available", "amazon/"+p.name
		list = append(list, imageView{ImageOut: out})
	}
	for own := range r.Images.All {
		l, _ := r.launch(own.ID)
		out := imageOut(own.ID, own.Name, l.device, own.Snapshot, own.Architecture)
		out.Description, out.OwnerId, out.ImageLocation = filled(own.Description), r.Scope.Account, r.Scope.Account+"/"+own.Name
		out.SourceInstanceId, out.SourceImageId, out.SourceImageRegion = filled(own.FromInstance), filled(own.Source), new(r.Scope.Region)
		out.CreationDate, out.Tags, out.State = own.Created.UTC().Format("2006-01-02T15:04:05.000Z"), own.Tags.out(), "available"
		if now < own.Available {
			out.State = "pending"
		}
		list = append(list, imageView{out, own.Tags})
	}
	return list
}

func imageOut(id, name, device, snapshot, architecture string) ImageOut {
	return ImageOut{
		PlatformDetails: "Linux/UNIX", UsageOperation: "RunInstances", EnaSupport: true, Hypervisor: "xen", Name: name,
		BlockDeviceMappings: []BlockDeviceMapping{{EbsBlockDevice{true, snapshot, rootSize, rootType, false}, device}},
		RootDeviceName:      device, RootDeviceType: "ebs", SriovNetSupport: "simple", VirtualizationType: "hvm",
		ImageId: id, Architecture: architecture, ImageType: "machine",
	}
}

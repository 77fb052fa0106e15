package vpc

import (
	"strconv"

	"skylab/simulators/cloud"
)

// DescribeVolumesInput says which volumes.
type DescribeVolumesInput struct {
	VolumeIds  []string `doc:"only these"`
	DryRun     *bool    `doc:"check only"`
	Filters    []Filter `doc:"attachment.instance-id, availability-zone, size, status, volume-id, volume-type, tag:KEY, …"`
	NextToken  *string  `doc:"where the page begins"`
	MaxResults *int32   `doc:"at most so many a page, 5 to 1000"`
}

// DescribeVolumesOutput lists them.
type DescribeVolumesOutput struct {
	NextToken *string
	Volumes   []VolumeOut
}

// VolumeOut is a volume as it is printed.
type VolumeOut struct {
	AvailabilityZoneId string
	Iops               int32
	Tags               []TagOut
	VolumeType         string
	MultiAttachEnabled bool
	Throughput         int32
	VolumeId           string
	Size               int32
	SnapshotId         string
	AvailabilityZone   string
	State              string
	CreateTime         cloud.Time
	Attachments        []VolumeAttachment
	Encrypted          bool
}

// VolumeAttachment is what a volume is attached to.
type VolumeAttachment struct {
	DeleteOnTermination bool
	VolumeId            string
	InstanceId          string
	Device              string
	State               string
	AttachTime          cloud.Time
}

var volumeFilters = filterTable[Volume]{
	"attachment.delete-on-termination": func(_ *Region, v *Volume) []string { return v.ifAttached(strconv.FormatBool(v.DeleteOnTermination)) },
	"attachment.device":                func(_ *Region, v *Volume) []string { return v.ifAttached(v.Device) },
	"attachment.instance-id":           func(_ *Region, v *Volume) []string { return one(v.Instance) },
	"attachment.status":                func(_ *Region, v *Volume) []string { return v.ifAttached("attached") },
	"availability-zone":                func(_ *Region, v *Volume) []string { return one(v.ZoneName) },
	"encrypted":                        func(*Region, *Volume) []string { return truth(false) },
	"size":                             func(_ *Region, v *Volume) []string { return one(strconv.Itoa(v.Size)) },
	"snapshot-id":                      func(_ *Region, v *Volume) []string { return one(v.Snapshot) },
	"status":                           func(_ *Region, v *Volume) []string { return one(v.state()) },
	"volume-id":                        func(_ *Region, v *Volume) []string { return one(v.ID) },
	"volume-type":                      func(_ *Region, v *Volume) []string { return one(v.Type) },
}

func (v *Volume) ifAttached(s string) []string {
	if v.Instance == "" {
		return nil
	}
	return one(s)
}

func (v *Volume) state() string {
	if v.Instance == "" {
		return "available"
	}
	return "in-use"
}

// DescribeVolumes lists the volumes of instances, and those that outlived
// theirs. Making and attaching volumes is not simulated.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVolumes.html
func (s *State) DescribeVolumes(c *cloud.Call, in DescribeVolumesInput) (DescribeVolumesOutput, error) {
	r := s.At(c)
	list, err := choose(r, &r.Volumes, in.VolumeIds, volumeKind.missing, volumeFilters, in.Filters, func(v *Volume) Tags { return v.Tags })
	if err != nil {
		return DescribeVolumesOutput{}, err
	}
	part, next, err := page(list, in.MaxResults, in.NextToken)
	out := DescribeVolumesOutput{NextToken: next, Volumes: []VolumeOut{}}
	for _, v := range part {
		o := VolumeOut{
			Iops: 3000, Tags: v.Tags.out(), VolumeType: v.Type, Throughput: 125, VolumeId: v.ID, Size: int32(v.Size), SnapshotId: v.Snapshot,
			AvailabilityZone: v.ZoneName, State: v.state(), CreateTime: v.Created, Attachments: []VolumeAttachment{},
		}
		if z, ok := s.ZoneFor(r.Scope.Account, r.Scope.Region, v.ZoneName); ok {
			o.AvailabilityZoneId = z.ID
		}
		if v.Instance != "" {
			o.Attachments = append(o.Attachments, VolumeAttachment{v.DeleteOnTermination, v.ID, v.Instance, v.Device, "attached", v.Attached})
		}
		out.Volumes = append(out.Volumes, o)
	}
	return out, err
}

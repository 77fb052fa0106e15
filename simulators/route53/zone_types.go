package route53

import "skylab/simulators/cloud"

// HostedZone is a zone as the API prints it.
type HostedZone struct {
	Id                     string
	Name                   string
	CallerReference        string
	Config                 HostedZoneConfigOut
	ResourceRecordSetCount int64
}

// HostedZoneConfigOut is a zone's comment and kind.
type HostedZoneConfigOut struct {
	Comment     *string
	PrivateZone bool
}

// HostedZoneConfig is the comment and kind that a zone is made with.
type HostedZoneConfig struct {
	Comment     *string `doc:"a remark, at most 256 characters"`
	PrivateZone *bool   `doc:"whether only VPCs see the zone"`
}

// ChangeInfo is how far a change has come.
type ChangeInfo struct {
	Id          string
	Status      string
	SubmittedAt cloud.Time
	Comment     *string
}

// DelegationSetOut is a zone's four name servers, or a reusable set.
type DelegationSetOut struct {
	Id              *string
	CallerReference *string
	NameServers     []string
}

// VPCIn names a VPC in a call.
type VPCIn struct {
	VPCRegion *string `doc:"the Region of the VPC"`
	VPCId     *string `doc:"the VPC's ID"`
}

// VPCOut names a VPC in an answer.
type VPCOut struct {
	VPCRegion string
	VPCId     string
}

func (z *Zone) out() HostedZone {
	return HostedZone{
		Id: "/hostedzone/" + z.ID, Name: z.Name, CallerReference: z.CallerReference,
		Config:                 HostedZoneConfigOut{some(z.Comment), z.Private},
		ResourceRecordSetCount: int64(z.Records.Len()),
	}
}

func (c *Change) out(now cloud.Time) ChangeInfo {
	status := "INSYNC"
	if now < c.Synced {
		status = "PENDING"
	}
	return ChangeInfo{"/change/" + c.ID, status, c.Submitted, some(c.Comment)}
}

func (v VPC) out() VPCOut { return VPCOut{v.Region, v.ID} }

func (v VPCIn) vpc() VPC { return VPC{deref(v.VPCRegion), deref(v.VPCId)} }

func vpcsOut(list []VPC) []VPCOut {
	out := make([]VPCOut, len(list))
	for i, v := range list {
		out[i] = v.out()
	}
	return out
}

// some is a pointer to a text that is not empty, else nil.
func some(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func deref[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}

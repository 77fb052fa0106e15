package net

import (
	"fmt"
	"strings"

	"skylab/simulators/vpc"
)

// metadata is the instance metadata service: it answers the host that asks
// about that host. A token may be asked for and is not required.
// docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
func (v view) metadata(o curlOptions, path string) response {
	i := v.instance(v.d.Host)
	if i == nil {
		return notFound()
	}
	path = strings.Trim(path, "/")
	if path == "latest/api/token" {
		if o.methodName() != "PUT" {
			return response{status: 405, reason: "Method Not Allowed"}
		}
		return page("text/plain", "AQAEA"+strings.ReplaceAll(i.ID, "-", "")+"==")
	}
	if path == "latest/user-data" {
		if i.UserData == "" {
			return notFound()
		}
		return page("application/octet-stream", i.UserData)
	}
	under, ok := strings.CutPrefix(path+"/", "latest/meta-data/")
	if !ok {
		return notFound()
	}
	return v.metadataOf(i, strings.TrimSuffix(under, "/"))
}

func notFound() response {
	r := page("text/html", "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n<html><head><title>404 - Not Found</title></head><body><h1>404 - Not Found</h1></body></html>\n")
	r.status, r.reason = 404, "Not Found"
	return r
}

// metadataOf answers one item, or the list of what lies under a folder.
func (v view) metadataOf(i *vpc.Instance, item string) response {
	items := v.metadataItems(i)
	var list []string
	for _, x := range items {
		if x.name == item {
			if x.value == "" {
				return notFound()
			}
			if strings.HasPrefix(item, "iam/") {
				return page("text/plain", v.identity(i, item))
			}
			return page("text/plain", x.value)
		}
		below, ok := strings.CutPrefix(x.name, item+"/")
		if item == "" {
			below, ok = x.name, true
		}
		if first, _, deeper := strings.Cut(below, "/"); ok && x.value != "" {
			if deeper {
				first += "/"
			}
			if len(list) == 0 || list[len(list)-1] != first {
				list = append(list, first)
			}
		}
	}
	if len(list) == 0 {
		return notFound()
	}
	return page("text/plain", strings.Join(list, "\n"))
}

type metadataItem struct{ name, value string }

// metadataItems are the items that the lab knows, sorted by name.
func (v view) metadataItems(i *vpc.Instance) []metadataItem {
	var mac, groups, zoneID string
	for _, r := range v.d.World.VPC.Regions {
		if len(i.Interfaces) == 0 {
			break
		}
		if e := r.Interfaces.Find(i.Interfaces[0]); e != nil {
			mac = e.MAC
			for _, id := range e.Groups {
				groups += nameOf(v.d.World, id) + "\n"
			}
		}
		if s := r.Subnets.Find(i.Subnet); s != nil {
			zoneID = s.ZoneID
		}
	}
	p := v.here
	local, public := p.Addr.String(), ""
	if p.Public.IsValid() {
		public = p.Public.String()
	}
	role := v.d.World.RoleOf(i.ID)
	role = role[strings.LastIndexByte(role, '/')+1:]
	return []metadataItem{
		{"ami-id", i.Image},
		{"ami-launch-index", fmt.Sprint(i.LaunchIndex)},
		{"hostname", v.n.PrivateName(p)},
		{"iam/info", role},
		{"iam/security-credentials/" + role, role},
		{"instance-id", i.ID},
		{"instance-type", i.Type},
		{"local-hostname", v.n.PrivateName(p)},
		{"local-ipv4", local},
		{"mac", mac},
		{"placement/availability-zone", i.ZoneName},
		{"placement/availability-zone-id", zoneID},
		{"placement/region", p.Scope.Region},
		{"public-hostname", v.n.PublicName(p)},
		{"public-ipv4", public},
		{"reservation-id", i.Reservation},
		{"security-groups", strings.TrimSuffix(groups, "\n")},
	}
}

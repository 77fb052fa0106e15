package vpc

import (
	"net/netip"
	"slices"

	"skylab/simulators/cloud"
)

// How a route came to be, as the API prints it.
const (
	byCreateTable = "CreateRouteTable"
	byCreateRoute = "CreateRoute"
)

// local is the target of the routes inside a VPC.
const local = "local"

var (
	anywhere4 = netip.MustParsePrefix("0.0.0.0/0")
	anywhere6 = netip.MustParsePrefix("::/0")
)

// localRoutes are what every table of a VPC begins with: one for each range.
func localRoutes(v *VPC) (routes []Route) {
	for _, ranges := range [][]Range{v.Ranges, v.Ranges6} {
		for _, a := range ranges {
			routes = append(routes, Route{Prefix: a.Prefix, Target: local, Origin: byCreateTable})
		}
	}
	return routes
}

// addLocalRoute puts the route to a VPC's new range behind the other local ones.
func (r *Region) addLocalRoute(vpc string, p netip.Prefix) {
	for t := range r.RouteTables.All {
		if t.VPC != vpc {
			continue
		}
		last := 0
		for last < len(t.Routes) && t.Routes[last].Origin == byCreateTable {
			last++
		}
		t.Routes = slices.Insert(t.Routes, last, Route{Prefix: p, Target: local, Origin: byCreateTable})
	}
}

func (r *Region) dropLocalRoute(vpc string, p netip.Prefix) {
	for t := range r.RouteTables.All {
		if t.VPC == vpc {
			t.Routes = slices.DeleteFunc(t.Routes, func(x Route) bool { return x.Origin == byCreateTable && x.Prefix == p })
		}
	}
}

// dropGateway ends a gateway's edge association with the table.
func (t *RouteTable) dropGateway(id string) {
	t.Associations = slices.DeleteFunc(t.Associations, func(a Association) bool { return a.Gateway == id })
}

// CreateRouteTableInput names the VPC.
type CreateRouteTableInput struct {
	TagSpecifications []TagSpecification `doc:"tags for the table (ResourceType=route-table)"`
	DryRun            *bool              `doc:"only tell whether the call would work"`
	VpcId             string             `required:"true" doc:"the VPC"`
}

// CreateRouteTableOutput carries the new table.
type CreateRouteTableOutput struct{ RouteTable RouteTableOut }

// CreateRouteTable makes a table with the VPC's local routes; no subnet uses
// it yet.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRouteTable.html
func (s *State) CreateRouteTable(c *cloud.Call, in CreateRouteTableInput) (out CreateRouteTableOutput, err error) {
	r := s.At(c)
	v, err := find(&r.VPCs, vpcKind, in.VpcId)
	if err != nil {
		return out, err
	}
	tags, err := tagsFor(in.TagSpecifications, "route-table")
	if err != nil {
		return out, err
	}
	if err := r.room(tablesPerVPC, count(&r.RouteTables, func(t *RouteTable) bool { return t.VPC == v.ID })); err != nil {
		return out, err
	}
	t := r.RouteTables.Add(RouteTable{ID: c.NewID("rtb"), VPC: v.ID, Routes: localRoutes(v), Tags: tags})
	return CreateRouteTableOutput{s.printTable(r, t)}, nil
}

// count counts the resources of a collection that are such.
func count[T cloud.Resource[T]](of *cloud.Collection[T], such func(*T) bool) (n int) {
	for x := range of.All {
		if such(x) {
			n++
		}
	}
	return n
}

// DeleteRouteTableInput names the table.
type DeleteRouteTableInput struct {
	DryRun       *bool  `doc:"only tell whether the call would work"`
	RouteTableId string `required:"true" doc:"the table to delete"`
}

// DeleteRouteTableOutput is empty.
type DeleteRouteTableOutput struct{}

// DeleteRouteTable takes a table away that nothing uses: not the main one, and
// none with associations.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteRouteTable.html
func (s *State) DeleteRouteTable(c *cloud.Call, in DeleteRouteTableInput) (out DeleteRouteTableOutput, err error) {
	r := s.At(c)
	t, err := find(&r.RouteTables, routeTableKind, in.RouteTableId)
	if err != nil {
		return out, err
	}
	if len(t.Associations) > 0 {
		return out, dependent("routeTable", t.ID)
	}
	for e := range r.Endpoints.All {
		e.RouteTables = slices.DeleteFunc(e.RouteTables, func(id string) bool { return id == in.RouteTableId })
	}
	r.RouteTables.Remove(t.ID)
	return out, nil
}

package vpc

import "strings"

// PathFilter is a filter as it is printed.
type PathFilter struct {
	SourceAddress        *string
	SourcePortRange      *FilterPortRange
	DestinationAddress   *string
	DestinationPortRange *FilterPortRange
}

// FilterPortRange is a range of ports as it is printed.
type FilterPortRange struct{ FromPort, ToPort int32 }

// filters reads what narrows a path at its ends.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkInsightsPath.html
func (p *InsightsPath) filters(in CreateNetworkInsightsPathInput) (err error) {
	switch {
	case in.FilterAtSource != nil && (in.SourceIp != nil || in.DestinationPort != nil):
		return combination("FilterAtSource cannot be used with SourceIp or DestinationPort.")
	case in.FilterAtDestination != nil && in.DestinationIp != nil:
		return combination("FilterAtDestination cannot be used with DestinationIp.")
	}
	if p.AtSource, err = in.FilterAtSource.read(); err == nil {
		p.AtDestination, err = in.FilterAtDestination.read()
	}
	return err
}

func (f *PathRequestFilter) read() (x InsightsFilter, err error) {
	if f == nil {
		return x, nil
	}
	x.Src, x.Dst = deref(f.SourceAddress), deref(f.DestinationAddress)
	if x.SrcPorts, err = f.SourcePortRange.read("sourcePortRange"); err == nil {
		x.DstPorts, err = f.DestinationPortRange.read("destinationPortRange")
	}
	return x, err
}

func (r *RequestFilterPortRange) read(name string) (x InsightsPorts, err error) {
	if r == nil {
		return x, nil
	}
	from, to := deref(r.FromPort), deref(r.ToPort)
	if from < 0 || to > 65535 || from > to || to == 0 {
		return x, invalid("Invalid value for %s: %d-%d.", name, from, to)
	}
	return InsightsPorts{uint16(from), uint16(to)}, nil
}

func (f InsightsFilter) out() *PathFilter {
	if f == (InsightsFilter{}) {
		return nil
	}
	return &PathFilter{filled(f.Src), f.SrcPorts.out(), filled(f.Dst), f.DstPorts.out()}
}

func (r InsightsPorts) out() *FilterPortRange {
	if r == (InsightsPorts{}) {
		return nil
	}
	return &FilterPortRange{int32(r.From), int32(r.To)}
}

// holds tells whether a range has a port.
func (r InsightsPorts) holds(port uint16) bool {
	return r == InsightsPorts{} || r.From <= port && port <= r.To
}

// without are the filters of a path, each with the code that says that it is
// what no path matches, and the path as it would be without it.
// docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html#search-filter-codes
func (p InsightsPath) without() []filterPart {
	var list []filterPart
	part := func(code string, set bool, drop func(*InsightsPath)) {
		if set {
			q := p
			drop(&q)
			list = append(list, filterPart{code, q})
		}
	}
	end := func(where string, f InsightsFilter, of func(*InsightsPath) *InsightsFilter) {
		part(where+"SOURCE_ADDRESS", f.Src != "", func(q *InsightsPath) { of(q).Src = "" })
		part(where+"SOURCE_PORT_RANGE", f.SrcPorts != InsightsPorts{}, func(q *InsightsPath) { of(q).SrcPorts = InsightsPorts{} })
		part(where+"DESTINATION_ADDRESS", f.Dst != "" && p.Destination != "", func(q *InsightsPath) { of(q).Dst = "" })
		part(where+"DESTINATION_PORT_RANGE", f.DstPorts != InsightsPorts{}, func(q *InsightsPath) { of(q).DstPorts = InsightsPorts{} })
		part(where+"PROTOCOL", f != InsightsFilter{}, func(q *InsightsPath) { q.Protocol = map[string]string{"tcp": "udp", "udp": "tcp"}[p.Protocol] })
	}
	end("FILTER_AT_SOURCE_", p.AtSource, func(q *InsightsPath) *InsightsFilter { return &q.AtSource })
	end("FILTER_AT_DESTINATION_", p.AtDestination, func(q *InsightsPath) *InsightsFilter { return &q.AtDestination })
	return list
}

type filterPart struct {
	code string
	path InsightsPath
}

// among tells whether a component is one of a list of ARNs or IDs.
func among(list []string, id string) bool {
	for _, x := range list {
		if id != "" && x[strings.LastIndexByte(x, '/')+1:] == id {
			return true
		}
	}
	return false
}

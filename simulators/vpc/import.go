package vpc

import (
	"encoding/json"
	"fmt"
	"net/netip"
	"sort"
	"strings"

	"skylab/simulators/cloud"
)

// Unread is a part of an account that the simulator does not know. What
// depends on it cannot be told from the import.
type Unread struct {
	Kind string // the member of the document: TransitGateways
	ID   string // of the thing, or empty for all of the kind
}

// Import reads what an account has in a Region from the outputs of aws ec2
// describe-…, in JSON, one document each, in any order, and adds it to the
// state. The order of the things follows the documents. What the simulator
// does not know is listed, never guessed. The error says which document is
// none; the state is then as it was.
func (s *State) Import(scope cloud.Scope, documents ...[]byte) ([]Unread, error) {
	in := importer{scope: scope}
	for i, d := range documents {
		if err := in.read(d); err != nil {
			return nil, fmt.Errorf("document %d: %w", i+1, err)
		}
	}
	fresh := s.Clone()
	in.into(&fresh)
	*s = fresh
	return in.unread, nil
}

// importer holds what the documents say until all of them are read.
type importer struct {
	scope  cloud.Scope
	all    described
	unread []Unread
}

// read takes one document apart by the names of its members.
func (in *importer) read(document []byte) error {
	members := map[string]json.RawMessage{}
	if err := json.Unmarshal(document, &members); err != nil {
		return err
	}
	names := make([]string, 0, len(members))
	for name := range members {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if err := in.member(name, members[name]); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func (in *importer) member(name string, body json.RawMessage) error {
	d := &in.all
	readers := map[string]func(json.RawMessage) error{
		"Vpcs": more(&d.VPCs), "Subnets": more(&d.Subnets), "InternetGateways": more(&d.Gateways),
		"EgressOnlyInternetGateways": more(&d.EgressGateways), "RouteTables": more(&d.Tables), "NetworkAcls": more(&d.ACLs),
		"SecurityGroups": more(&d.Groups), "PrefixLists": more(&d.PrefixLists), "NetworkInterfaces": more(&d.Interfaces),
		"Reservations": more(&d.Reservations), "Addresses": more(&d.Addresses), "NatGateways": more(&d.NATs),
		"VpcEndpoints": more(&d.Endpoints), "VpcPeeringConnections": more(&d.Peerings), "KeyPairs": more(&d.Keys),
	}
	switch {
	case name == "NextToken" || name == "ResponseMetadata":
		return nil
	case readers[name] == nil:
		in.unread = append(in.unread, unreadIn(name, body)...)
		return nil
	}
	return readers[name](body)
}

// more reads a list and appends it: an account may be read in pages.
func more[T any](list *[]T) func(json.RawMessage) error {
	return func(body json.RawMessage) error {
		var page []T
		err := json.Unmarshal(body, &page)
		*list = append(*list, page...)
		return err
	}
}

// unreadIn lists the things of a kind that is not simulated by their IDs.
func unreadIn(name string, body json.RawMessage) []Unread {
	var items []map[string]any
	if json.Unmarshal(body, &items) != nil {
		return []Unread{{Kind: name}}
	}
	var list []Unread
	for _, item := range items {
		id := ""
		for key, value := range item {
			if text, ok := value.(string); ok && strings.HasSuffix(key, "Id") && strings.HasPrefix(name, strings.TrimSuffix(key, "Id")) {
				id = text
			}
		}
		list = append(list, Unread{name, id})
	}
	return list
}

// prefix reads a range; what is none gives the zero Prefix.
func readPrefix(s *string) netip.Prefix {
	if s == nil {
		return netip.Prefix{}
	}
	p, err := netip.ParsePrefix(*s)
	if err != nil {
		return netip.Prefix{}
	}
	return p.Masked()
}

func readAddress(s *string) netip.Addr {
	if s == nil {
		return netip.Addr{}
	}
	a, err := netip.ParseAddr(*s)
	if err != nil {
		return netip.Addr{}
	}
	return a
}

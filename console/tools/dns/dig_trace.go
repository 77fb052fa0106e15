package dns

import (
	"fmt"
	"net/netip"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/route53"
)

// deepestTrace is how many referrals dig +trace follows.
const deepestTrace = 30

// digTrace asks the resolver for the root's servers, then walks down the tree
// itself and prints every step.
func (v *view) digTrace(o digOptions, t target, name string) int {
	fmt.Fprint(v.d.Stdout, commandLine(o))
	root := reply{name: ".", kind: "NS", address: t.address, word: t.word, took: 2 * cloud.Millisecond, at: v.d.World.Cloud.Now}
	for _, s := range route53.RootServers() {
		root.answer = append(root.answer, route53.RR{Name: ".", Type: "NS", TTL: 518400, Value: s + "."})
	}
	v.step(o, root, root.answer)
	servers, zone := root.answer, "."
	for range deepestTrace {
		r, ok := v.askFirst(servers, name, o.kind)
		if !ok {
			return 10
		}
		list, down := r.answer, false
		if len(r.answer) == 0 && len(r.authority) > 0 && r.authority[0].Type == "NS" {
			list, down = r.authority, true
		} else if len(r.answer) == 0 {
			list = r.authority
		} else {
			list = append(list[:len(list):len(list)], r.authority...)
		}
		v.step(o, r, list)
		if !down {
			v.record(o, r, name)
			return 0
		}
		if next := r.authority[0].Name; !strings.HasSuffix(name, next) || len(next) <= len(zone) {
			fmt.Fprintln(v.d.Stdout, ";; BAD REFERRAL")
			return 0
		}
		servers, zone = r.authority, r.authority[0].Name
	}
	return 10
}

// askFirst asks the servers one after the other, from a drawn one on, until
// one has an address and answers.
func (v *view) askFirst(servers []route53.RR, name, kind string) (reply, bool) {
	v.net.Draws++
	first := int(cloud.RollBelow(v.net.Seed, cloud.Label("trace "+name+servers[0].Name), v.net.Draws, uint64(len(servers))))
	for i := range servers {
		server := strings.TrimSuffix(servers[(first+i)%len(servers)].Value, ".")
		four, _, ok := route53.ServerAddress(server)
		if !ok {
			fmt.Fprintf(v.d.Stderr, ";; couldn't get address for '%s': not found\n", server)
			continue
		}
		r := reply{word: server, address: four, id: v.id(name), at: v.d.World.Cloud.Now, name: name, kind: kind}
		if trouble := v.reach(four); trouble != "" {
			fmt.Fprintf(v.d.Stdout, ";; communications error to %s#53: %s\n", four, trouble)
			continue
		}
		v.net.Draws++
		v.direct(&r, server, name, kind)
		return r, true
	}
	fmt.Fprintf(v.d.Stderr, "dig: couldn't get address for '%s': no more\n", strings.TrimSuffix(servers[(first+len(servers)-1)%len(servers)].Value, "."))
	return reply{}, false
}

// step prints what one server said.
func (v *view) step(o digOptions, r reply, list []route53.RR) {
	if o.short {
		for _, rr := range r.answer {
			fmt.Fprintf(v.d.Stdout, "%s %s from server %s in %d ms.\n", rr.Type, value(rr), r.address, r.took/cloud.Millisecond)
		}
		return
	}
	for _, rr := range list {
		fmt.Fprint(v.d.Stdout, record(o, rr))
	}
	if o.show.comments || o.show.stats {
		name := r.word
		if name == "" {
			name = r.address.String()
		}
		size := wireSize(r, true)
		fmt.Fprintf(v.d.Stdout, ";; Received %d bytes from %s#53(%s) in %d ms\n\n", size, addressText(r.address), name, r.took/cloud.Millisecond)
	}
}

func addressText(a netip.Addr) string { return a.String() }

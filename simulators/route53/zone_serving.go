package route53

import "skylab/simulators/cloud"

// Serving is what one of the zone's name servers (0 to 3) answers from at an
// instant: a change reaches the four one after the other, all of them by the
// time that it is INSYNC.
func (z *Zone) Serving(server int, now cloud.Time) Records {
	for i := len(z.Served) - 1; i > 0; i-- {
		v := &z.Served[i]
		if v.At+(v.Until-v.At)*cloud.Time(server+1)/4 <= now {
			return v.Records
		}
	}
	if len(z.Served) == 0 {
		return z.Records
	}
	return z.Served[0].Records
}

// Zone is the zone of an ID, with or without /hostedzone/; nil when there is
// none.
func (s *State) Zone(id string) *Zone { return s.Zones.Find(bare(id)) }

// bare is an ID without the path that Route 53 prints before it.
func bare(id string) string {
	for i := len(id) - 1; i >= 0; i-- {
		if id[i] == '/' {
			return id[i+1:]
		}
	}
	return id
}

package vpc

// IdleTimes are how long an interface's groups remember a flow on which nothing
// passes, in seconds; 0 stands for AWS's default. A trace is too short to
// outlive any of them.
type IdleTimes struct {
	TCPEstablished int
	UDPStream      int
	UDP            int
}

// IdleTime is one of them: AWS's default and how far it can be changed, in
// seconds. One that cannot be changed has no name in the API.
type IdleTime struct {
	Name                  string
	Standard, Least, Most int
}

// IdleTimeTable holds AWS's figures. The default for TCP is 350 on instances of
// Nitro v6, of which the lab has none.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ConnectionTrackingConfiguration.html
var IdleTimeTable = [...]IdleTime{
	{"TcpEstablishedTimeout", 432000, 60, 432000},
	{"UdpStreamTimeout", 180, 60, 180},
	{"UdpTimeout", 30, 30, 60},
	// A flow of another protocol than TCP, UDP and ICMP is known by its two
	// addresses: what comes back this long afterwards is its answer.
	// docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-connection-tracking.html
	{"", 600, 600, 600},
}

// ConnectionTrackingSpecificationRequest sets idle times of an interface.
type ConnectionTrackingSpecificationRequest struct {
	TcpEstablishedTimeout *int32 `doc:"seconds for an established TCP connection, 60 to 432000; 432000 unless set"`
	UdpStreamTimeout      *int32 `doc:"seconds for a UDP flow of several requests and answers, 60 to 180; 180 unless set"`
	UdpTimeout            *int32 `doc:"seconds for any other UDP flow, 30 to 60; 30 unless set"`
}

// ConnectionTrackingConfiguration is what was set.
type ConnectionTrackingConfiguration struct {
	TcpEstablishedTimeout *int32
	UdpStreamTimeout      *int32
	UdpTimeout            *int32
}

// with gives the times that result from a request.
func (t IdleTimes) with(in *ConnectionTrackingSpecificationRequest) (IdleTimes, error) {
	if in == nil {
		return t, nil
	}
	asked := [...]*int32{in.TcpEstablishedTimeout, in.UdpStreamTimeout, in.UdpTimeout}
	into := [...]*int{&t.TCPEstablished, &t.UDPStream, &t.UDP}
	for i, seconds := range asked {
		if seconds == nil {
			continue
		}
		if x := IdleTimeTable[i]; int(*seconds) < x.Least || int(*seconds) > x.Most {
			return t, invalid("Invalid value '%d' for %s. The value must be between %d and %d.", *seconds, x.Name, x.Least, x.Most)
		}
		*into[i] = int(*seconds)
	}
	return t, nil
}

// out prints the times that were set, or nothing.
func (t IdleTimes) out() *ConnectionTrackingConfiguration {
	if t == (IdleTimes{}) {
		return nil
	}
	set := func(seconds int) *int32 {
		if seconds == 0 {
			return nil
		}
		return new(int32(seconds))
	}
	return &ConnectionTrackingConfiguration{set(t.TCPEstablished), set(t.UDPStream), set(t.UDP)}
}

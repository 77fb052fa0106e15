package vpc

// Client is a kind of program that opens connections, with the ports that it
// sends from: an answer comes back to one of these, so a network ACL must let
// it.
// docs.aws.amazon.com/vpc/latest/userguide/nacl-ephemeral-ports.html
type Client struct {
	Name     string
	From, To uint16
}

// Clients lists the clients whose ports AWS's page names.
var Clients = [...]Client{
	{"linux", 32768, 61000},
	{"windows", 49152, 65535},    // Windows Server 2008 and later
	{"windows-2003", 1025, 5000}, // Windows up to Server 2003
	{"elb", 1024, 65535},         // Elastic Load Balancing
	{"nat", 1024, 65535},         // NAT gateways
	{"lambda", 1024, 65535},      // AWS Lambda
}

// ClientNamed finds a client.
func ClientNamed(name string) (Client, bool) {
	for _, c := range Clients {
		if c.Name == name {
			return c, true
		}
	}
	return Client{}, false
}

// Port is the port that a trace for this client sends from: EphemeralPort
// where that is one of its ports, else the middle of its range.
func (c Client) Port() uint16 {
	if c.From <= EphemeralPort && EphemeralPort <= c.To && c.Name == "linux" {
		return EphemeralPort
	}
	return c.From + (c.To-c.From)/2
}

package simulators

// certificatesOutside is what ACM needs of the rest of the world.
type certificatesOutside struct{ w *World }

func (w *World) wireACM() { w.ACM.Wire(certificatesOutside{w}) }

// DNS looks a name up as everybody sees it now.
func (o certificatesOutside) DNS(name, kind string) []string {
	return o.w.lookUp(name, kind, o.w.Cloud.Now)
}

// Using lists the load balancers that have a certificate.
func (o certificatesOutside) Using(arn string) []string { return o.w.ELB.Using(arn) }

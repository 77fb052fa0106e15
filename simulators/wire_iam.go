package simulators

// wireIAM lets the services ask about identities.
func (w *World) wireIAM() {
	w.CloudTrail.Plug(&w.IAM)
}

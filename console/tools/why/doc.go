// Package why is the lab's tool that explains who was let through and who was
// refused: it makes sentences of the reasons that a call left. The services
// give codes; the sentences are in text/messages/why.*.yaml and, for what the
// network decided, reasons.*.yaml.
package why

// Package dns asks names: dig, which speaks as the real one does, and the
// lab's own trace dns and load dns, which speak the learner's language. Other
// tools look names up here.
//
// On the laptop a question goes to the office's resolver; on a host to that of
// its VPC. --from, the lab's own extension of dig, asks from elsewhere in the
// world.
package dns

package route53

import "skylab/simulators/cloud"

func noSuchCheck(id string) error {
	return cloud.Errorf("NoSuchHealthCheck", "A health check with id %s does not exist.", id)
}

func (s *State) checksOf(account string) int64 {
	n := int64(0)
	for c := range s.Checks.All {
		if c.Account == account {
			n++
		}
	}
	return n
}

package vpc

import (
	"net/netip"

	"skylab/simulators/cloud"
)

// InstanceStateOut is a state as it is printed: its number and its name.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceState.html
type InstanceStateOut struct {
	Code int32
	Name string
}

var stateCodes = map[InstanceState]int32{Pending: 0, Running: 16, ShuttingDown: 32, Terminated: 48, Stopping: 64, Stopped: 80}

func (s InstanceState) out() InstanceStateOut { return InstanceStateOut{stateCodes[s], string(s)} }

// InstanceStateChange is what a call did to an instance.
type InstanceStateChange struct {
	InstanceId    string
	CurrentState  InstanceStateOut
	PreviousState InstanceStateOut
}

// StartInstancesInput names instances.
type StartInstancesInput struct {
	InstanceIds []string `required:"true" doc:"the instances"`
	DryRun      *bool    `doc:"check only, change nothing"`
}

// StartInstancesOutput tells what changed.
type StartInstancesOutput struct{ StartingInstances []InstanceStateChange }

// StartInstances starts stopped instances. They keep their private addresses
// and Elastic IPs and get a new public address where they had one; they move to
// another host.
// docs.aws.amazon.com/AWSEC2/latest/UserGuide/Stop_Start.html
func (s *State) StartInstances(c *cloud.Call, in StartInstancesInput) (StartInstancesOutput, error) {
	r := s.At(c)
	list, err := r.allIn(in.InstanceIds, "started", Stopped, Running, Pending)
	if err != nil {
		return StartInstancesOutput{}, err
	}
	out := StartInstancesOutput{}
	for _, i := range list {
		was := i.State
		if was == Stopped {
			i.State, i.Launched, i.Stopped = Pending, c.Now, ""
			i.Until = c.Now + launchTime
			s.Failed.Remove(Failure{Kind: "host", Name: i.ID}.Key())
			r.givePublic(c.World, r.Interfaces.Find(i.Interfaces[0]))
			c.At(i.Until, instanceSettles{r.Scope, i.ID})
		}
		out.StartingInstances = append(out.StartingInstances, InstanceStateChange{i.ID, i.State.out(), was.out()})
	}
	return out, nil
}

// allIn finds instances and wants each to be in one of the states.
func (r *Region) allIn(ids []string, doing string, states ...InstanceState) ([]*Instance, error) {
	if len(ids) == 0 {
		return nil, lacking("InstanceId")
	}
	var list []*Instance
	for _, id := range ids {
		i, err := find(&r.Instances, instanceKind, id)
		if err != nil {
			return nil, err
		}
		list = append(list, i)
	}
	for _, i := range list {
		fits := len(states) == 0
		for _, st := range states {
			fits = fits || i.State == st
		}
		if !fits {
			return nil, incorrectState(i.ID, doing)
		}
	}
	return list, nil
}

// StopInstancesInput names instances.
type StopInstancesInput struct {
	InstanceIds []string `required:"true" doc:"the instances"`
	Hibernate   *bool    `doc:"keep the memory; instances here are not launched for that"`
	DryRun      *bool    `doc:"check only, change nothing"`
	Force       *bool    `doc:"do not wait for the system to shut down"`
}

// StopInstancesOutput tells what changed.
type StopInstancesOutput struct{ StoppingInstances []InstanceStateChange }

// StopInstances shuts instances down. The public address that Amazon gave is
// lost at once; private addresses, IPv6 addresses and Elastic IPs stay.
// docs.aws.amazon.com/AWSEC2/latest/UserGuide/Stop_Start.html#what-happens-stop
func (s *State) StopInstances(c *cloud.Call, in StopInstancesInput) (StopInstancesOutput, error) {
	r := s.At(c)
	list, err := r.allIn(in.InstanceIds, "stopped", Running, Stopping, Stopped)
	if err != nil {
		return StopInstancesOutput{}, err
	}
	for _, i := range list {
		if deref(in.Hibernate) {
			return StopInstancesOutput{}, cloud.Errorf("UnsupportedHibernationConfiguration", "The instance '%s' is not configured for hibernation.", i.ID)
		}
		if i.StopProtected {
			return StopInstancesOutput{}, cloud.Errorf("OperationNotPermitted", "The instance '%s' may not be stopped. Modify its 'disableApiStop' instance attribute and try again.", i.ID)
		}
	}
	out := StopInstancesOutput{}
	for _, i := range list {
		was := i.State
		if was == Running {
			r.goDown(c.World, i, Stopping, stopTime)
		}
		out.StoppingInstances = append(out.StoppingInstances, InstanceStateChange{i.ID, i.State.out(), was.out()})
	}
	return out, nil
}

// goDown begins to stop or to end an instance: nothing listens any more, and
// the public address that Amazon gave goes back.
func (r *Region) goDown(w *cloud.World, i *Instance, state InstanceState, takes cloud.Time) {
	i.State, i.Until = state, w.Now+takes
	i.Listening, i.FirstBoot, i.Booted = nil, nil, 0
	i.Stopped = "User initiated (" + w.Now.UTC().Format("2006-01-02 15:04:05") + " GMT)"
	for _, id := range i.Interfaces {
		r.Interfaces.Find(id).PublicIP = netip.Addr{}
	}
	w.At(i.Until, instanceSettles{r.Scope, i.ID})
}

// RebootInstancesInput names instances.
type RebootInstancesInput struct {
	InstanceIds []string `required:"true" doc:"the instances"`
	DryRun      *bool    `doc:"check only, change nothing"`
}

// RebootInstancesOutput is empty.
type RebootInstancesOutput struct{}

// RebootInstances restarts the systems of running instances, which stay where
// they are and keep every address.
// docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-reboot.html
func (s *State) RebootInstances(c *cloud.Call, in RebootInstancesInput) (RebootInstancesOutput, error) {
	r := s.At(c)
	list, err := r.allIn(in.InstanceIds, "rebooted", Running)
	if err != nil {
		return RebootInstancesOutput{}, err
	}
	for _, i := range list {
		r.reboot(c.World, i)
	}
	return RebootInstancesOutput{}, nil
}

// TerminateInstancesInput names instances.
type TerminateInstancesInput struct {
	InstanceIds []string `required:"true" doc:"the instances"`
	Force       *bool    `doc:"do not wait for the system to shut down"`
	DryRun      *bool    `doc:"check only, change nothing"`
}

// TerminateInstancesOutput tells what changed.
type TerminateInstancesOutput struct{ TerminatingInstances []InstanceStateChange }

// TerminateInstances ends instances for good. One that is protected keeps all
// those of its Availability Zone alive.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TerminateInstances.html
func (s *State) TerminateInstances(c *cloud.Call, in TerminateInstancesInput) (TerminateInstancesOutput, error) {
	r := s.At(c)
	list, err := r.allIn(in.InstanceIds, "terminated")
	if err != nil {
		return TerminateInstancesOutput{}, err
	}
	guarded, first := map[string]bool{}, ""
	for _, i := range list {
		if i.Protected {
			guarded[i.ZoneName] = true
			if first == "" {
				first = i.ID
			}
		}
	}
	out := TerminateInstancesOutput{}
	for _, i := range list {
		if guarded[i.ZoneName] {
			continue
		}
		was := i.State
		if was != ShuttingDown && was != Terminated {
			r.goDown(c.World, i, ShuttingDown, terminateTime)
		}
		out.TerminatingInstances = append(out.TerminatingInstances, InstanceStateChange{i.ID, i.State.out(), was.out()})
	}
	if first != "" {
		return TerminateInstancesOutput{}, cloud.Errorf("OperationNotPermitted", "The instance '%s' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.", first)
	}
	return out, nil
}

package vpc

import (
	"slices"

	"skylab/simulators/cloud"
)

// How long changes of state take. AWS promises no figures. Launching and
// rebooting are rounded from published measurements of small Linux instances
// (www.daemonology.net/blog/2021-08-12-EC2-boot-time-benchmarking.html); the
// rest is what one sees at the command line.
const (
	launchTime    = 12 * cloud.Second  // pending → running
	stopTime      = 40 * cloud.Second  // stopping → stopped
	terminateTime = 35 * cloud.Second  // shutting-down → terminated
	rebootTime    = 25 * cloud.Second  // nothing listens meanwhile
	checksTime    = 150 * cloud.Second // status checks after running
	goneAfter     = cloud.Hour         // a terminated instance is still described
)

// The root volume of an instance.
const (
	rootSize = 8 // GiB
	rootType = "gp3"
)

// start makes the n-th instance of a launch. All was checked before.
func (r *Region) start(w *cloud.World, p plan, n int) *Instance {
	sn := r.Subnets.Find(p.faces[0].want.subnet)
	i := Instance{
		ID: w.ID(r.Scope, "i"), Image: p.image.id, Type: p.kind.name, Subnet: sn.ID, VPC: sn.VPC, ZoneName: sn.Zone,
		State: Pending, Launched: w.Now, Until: w.Now + launchTime, UserData: p.text, Profile: p.profile, ClientToken: p.token,
		Reservation: p.reservation, LaunchIndex: n, Protected: p.protected, StopProtected: p.kept, EndsOnShutdown: p.ends,
		FreeMetadata: p.free, Tags: p.instanceTags.clone(),
	}
	if p.key != nil {
		i.KeyName, i.PublicKey = p.key.Name, p.key.Public
	}
	if i.ClientToken == "" {
		i.ClientToken = token(w.Seed, w.Next(cloud.Scope{}, "client token"))
	}
	made := r.Instances.Add(i)
	for _, f := range p.faces {
		r.putOn(w, made, f, p.interfaceTags)
	}
	for _, v := range p.volumes {
		v.ID, v.ZoneName, v.Instance, v.Created, v.Attached = w.ID(r.Scope, "vol"), sn.Zone, i.ID, w.Now, w.Now
		v.Tags = v.Tags.clone()
		r.Volumes.Add(v)
		if v.Device == p.image.device {
			made.RootVolume = v.ID
		}
	}
	host := privateName(r.Scope.Region, r.Interfaces.Find(made.Interfaces[0]).Private[0].IP)
	b := bootOf(p.script, p.image.family, host, p.image.listening)
	made.FirstBoot, made.EachBoot = b.first, b.each
	w.At(made.Until, instanceSettles{r.Scope, made.ID})
	return made
}

// putOn gives a new instance one of its interfaces.
func (r *Region) putOn(w *cloud.World, i *Instance, f face, tags Tags) {
	e := r.Interfaces.Find(f.id)
	if e == nil {
		want := f.want
		want.tags = tags.clone()
		e, _ = r.addInterface(w, want) // the plan made sure that it can be had
	}
	r.attach(w, e, i, f.device, !f.keeps)
	if e.WantsPublic = f.public; f.public {
		e.PublicIP = publicAddress(w, r.Scope.Region)
	}
}

// volumesFor lists the volumes of a launch, the root first. A mapping of the
// root's device changes its size or type.
// docs.aws.amazon.com/AWSEC2/latest/UserGuide/block-device-mapping-concepts.html
func volumesFor(image launchable, mappings []BlockDeviceMappingIn) ([]Volume, error) {
	list := []Volume{{Snapshot: image.snapshot, Size: rootSize, Type: rootType, Device: image.device, DeleteOnTermination: true}}
	for _, m := range mappings {
		name := deref(m.DeviceName)
		if name == "" {
			return nil, lacking("deviceName")
		}
		if m.Ebs == nil {
			continue // instance store, which these types do not have, or nothing
		}
		v := &list[0]
		if name != image.device {
			list = append(list, Volume{Device: name, Type: rootType})
			v = &list[len(list)-1]
		}
		if m.Ebs.VolumeSize != nil {
			v.Size = int(*m.Ebs.VolumeSize)
		}
		if m.Ebs.VolumeType != nil {
			v.Type = *m.Ebs.VolumeType
		}
		if m.Ebs.DeleteOnTermination != nil {
			v.DeleteOnTermination = *m.Ebs.DeleteOnTermination
		}
		switch {
		case v.Size < 1 || v.Size > 16384:
			return nil, invalid("Volume of %dGiB is invalid; the size must be between 1 and 16384.", v.Size)
		case name == image.device && v.Size < rootSize:
			return nil, cloud.Errorf("InvalidBlockDeviceMapping", "Volume of size %dGB is smaller than snapshot '%s', expect size >= %dGB", v.Size, v.Snapshot, rootSize)
		}
	}
	return list, nil
}

// instanceSettles ends a change of state of an instance.
type instanceSettles struct {
	Scope cloud.Scope
	ID    string
}

// settle ends a change of state, unless another one has begun since.
func (s *State) settle(w *cloud.World, ev instanceSettles) {
	r := s.Regions[ev.Scope]
	i := r.Instances.Find(ev.ID)
	if i == nil || i.Until != w.Now {
		return
	}
	switch i.State {
	case Pending:
		i.State = Running
		i.comeUp(w)
	case Running: // a reboot
		i.comeUp(w)
	case Stopping:
		i.State = Stopped
	case ShuttingDown:
		r.end(w, i)
	case Terminated:
		r.Instances.Remove(ev.ID)
	}
}

// comeUp starts what listens: the first time what user data left, afterwards
// what is enabled.
func (i *Instance) comeUp(w *cloud.World) {
	i.Booted, i.Listening = w.Now, slices.Clone(i.EachBoot)
	if i.FirstBoot != nil {
		i.Listening, i.FirstBoot = i.FirstBoot, nil
	}
}

// reboot takes an instance down for a while; it keeps everything that it has.
func (r *Region) reboot(w *cloud.World, i *Instance) {
	i.Listening, i.FirstBoot = nil, nil
	i.Until = w.Now + rebootTime
	w.At(i.Until, instanceSettles{r.Scope, i.ID})
}

// end is what remains of an instance once it is terminated: what it was called.
// Interfaces and volumes go or stay as they were told to.
// docs.aws.amazon.com/AWSEC2/latest/UserGuide/terminating-instances.html
func (r *Region) end(w *cloud.World, i *Instance) {
	for _, id := range slices.Clone(i.Interfaces) {
		e := r.Interfaces.Find(id)
		ends := e.DeleteOnTermination
		r.detach(e)
		if ends {
			r.removeInterface(id)
		}
	}
	for _, id := range r.volumesOf(i.ID) {
		if v := r.Volumes.Find(id); v.DeleteOnTermination {
			r.Volumes.Remove(id)
		} else {
			v.Instance, v.Attached = "", 0
		}
	}
	i.State, i.Interfaces, i.RootVolume, i.Until = Terminated, nil, "", w.Now+goneAfter
	w.At(i.Until, instanceSettles{r.Scope, i.ID})
}

// volumesOf lists the IDs of an instance's volumes.
func (r *Region) volumesOf(instance string) []string {
	var ids []string
	for v := range r.Volumes.All {
		if v.Instance == instance {
			ids = append(ids, v.ID)
		}
	}
	return ids
}

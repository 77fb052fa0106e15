package vpc

import (
	"encoding/base64"
	"fmt"
	"strings"
	"unicode/utf8"

	"skylab/simulators/cloud"
)

// RunInstances starts servers: at least MinCount, at most MaxCount.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html
func (s *State) RunInstances(c *cloud.Call, in RunInstancesInput) (Reservation, error) {
	r := s.At(c)
	if in.ClientToken != nil {
		if again, err := r.launchedBefore(in); err != nil || len(again) > 0 {
			return r.reservationOut(again, c.Now), err
		}
	}
	p, err := s.plan(r, c, in)
	if err != nil {
		return Reservation{}, err
	}
	p.reservation = c.NewID("r")
	var made []*Instance
	for n := range p.count {
		made = append(made, r.start(c.World, p, n))
	}
	out := r.reservationOut(r.refreshed(made), c.Now)
	for i := range out.Instances {
		out.Instances[i].unborn()
	}
	return out, nil
}

// refreshed looks instances up again: adding one may have moved the others.
func (r *Region) refreshed(list []*Instance) []*Instance {
	ids := make([]string, len(list))
	for i, x := range list {
		ids[i] = x.ID
	}
	for i, id := range ids {
		list[i] = r.Instances.Find(id)
	}
	return list
}

// plan is everything about a launch that was checked before anything changed.
type plan struct {
	count           int
	image           launchable
	kind            *instanceType
	key             *KeyPair
	faces           []face
	script, text    string // user data: decoded, and as it was given
	profile, token  string
	volumes         []Volume
	instanceTags    Tags
	interfaceTags   Tags
	protected, kept bool // from termination, from being stopped
	ends, free      bool
	reservation     string
}

// face is an interface of an instance to be: one that exists, or one to make.
type face struct {
	id     string
	want   wantedInterface
	device int
	keeps  bool // outlives the instance
	public bool
}

func (s *State) plan(r *Region, c *cloud.Call, in RunInstancesInput) (p plan, err error) {
	for _, step := range []func(*State, *Region, *cloud.Call, RunInstancesInput) error{
		p.counts, p.software, p.tags, p.network, p.room,
	} {
		if err := step(s, r, c, in); err != nil {
			return plan{}, err
		}
	}
	return p, nil
}

func (p *plan) counts(_ *State, _ *Region, _ *cloud.Call, in RunInstancesInput) error {
	switch {
	case in.MinCount < 1:
		return invalid("Invalid value '%d' for MinCount. It must be greater than 0.", in.MinCount)
	case in.MaxCount < in.MinCount:
		return combination("MaxCount (%d) must not be smaller than MinCount (%d).", in.MaxCount, in.MinCount)
	}
	p.count = int(in.MaxCount)
	return nil
}

// software reads image, type, key, user data and profile.
func (p *plan) software(s *State, r *Region, c *cloud.Call, in RunInstancesInput) (err error) {
	if p.image, err = r.imageFor(deref(in.ImageId), c.Now); err != nil {
		return err
	}
	if p.kind, err = typeFor(in.InstanceType, p.image.architecture); err != nil {
		return err
	}
	if in.KeyName != nil {
		if p.key = r.keyNamed(*in.KeyName); p.key == nil {
			return noKey(*in.KeyName)
		}
	}
	if p.text, p.script, err = userData(deref(in.UserData)); err != nil {
		return err
	}
	p.profile, err = s.profileFor(c, r.Scope.Account, in.IamInstanceProfile)
	if b := deref(in.InstanceInitiatedShutdownBehavior); err == nil && b != "" && b != "stop" && b != "terminate" {
		err = invalid("Invalid value '%s' for instanceInitiatedShutdownBehavior.", b)
	}
	p.ends = deref(in.InstanceInitiatedShutdownBehavior) == "terminate"
	p.protected, p.kept, p.token = deref(in.DisableApiTermination), deref(in.DisableApiStop), deref(in.ClientToken)
	p.free = in.MetadataOptions != nil && deref(in.MetadataOptions.HttpTokens) == "optional"
	if err == nil {
		p.volumes, err = volumesFor(p.image, in.BlockDeviceMappings)
	}
	return err
}

// imageFor finds the image of a launch, by ID or by the name of a parameter.
// docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-systems-manager-parameter-to-find-AMI.html
func (r *Region) imageFor(word string, now cloud.Time) (launchable, error) {
	if word == "" {
		return launchable{}, cloud.Errorf("MissingParameter", "The request must contain the parameter ImageId")
	}
	if name, ok := strings.CutPrefix(word, "resolve:ssm:"); ok {
		p := parameter(name)
		if p == nil {
			return launchable{}, cloud.Errorf("InvalidParameterValue", "SSM parameter %s not found.", name)
		}
		word = p.id(r.Scope.Region)
	}
	l, err := r.launch(word)
	if err == nil && now < l.available {
		err = cloud.Errorf("InvalidAMIID.Unavailable", "The image ID '%s' is not available", word)
	}
	return l, err
}

func typeFor(name *string, architecture string) (*instanceType, error) {
	t := typeNamed(deref(name))
	switch {
	case name == nil || *name == defaultType:
		return nil, combination("Non-Windows instances with a virtualization type of 'hvm' are currently not supported for this instance type : %s", defaultType)
	case t == nil:
		return nil, invalid("Invalid value '%s' for InstanceType.", *name)
	case t.architecture != architecture:
		return nil, invalid("The architecture '%s' of the specified instance type does not match the architecture '%s' of the specified AMI. Specify an instance type and an AMI that have matching architectures, and try again. You can use 'describe-instance-types' or 'describe-images' to discover the architecture of the instance type or AMI.", strings.Join(t.architectures(), ","), architecture)
	}
	return t, nil
}

// userData takes user data as the API carries it, in base64, and gives it back
// with the text that it stands for. The aws command encodes --user-data itself.
// docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html
func userData(given string) (kept, text string, err error) {
	raw, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(given), ""))
	switch {
	case err != nil:
		return "", "", invalid("Invalid BASE64 encoding of user data.")
	case len(raw) > 16384:
		return "", "", invalid("User data is limited to 16384 bytes")
	case !utf8.Valid(raw):
		return given, "", nil
	}
	return given, string(raw), nil
}

// profileFor finds the profile of a launch; who launches must be allowed to hand
// its role on. docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
func (s *State) profileFor(c *cloud.Call, account string, in *IamInstanceProfileSpecification) (string, error) {
	arn, err := profileARN(account, in)
	if err != nil || in == nil || s.profiles == nil {
		return arn, err
	}
	known, role, ok := s.profiles.Profile(account, deref(in.Arn)+deref(in.Name))
	switch {
	case !ok && in.Arn != nil:
		return "", invalid("Value (%s) for parameter iamInstanceProfile.arn is invalid. Invalid IAM Instance Profile ARN", *in.Arn)
	case !ok:
		return "", invalid("Value (%s) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name", deref(in.Name))
	case role == "":
		return known, nil
	}
	q := cloud.Request{Action: "iam:PassRole", Resource: role, Context: map[string]string{"iam:passedtoservice": "ec2.amazonaws.com"}}
	if d := c.Identity(q); !d.Allowed {
		return "", cloud.Refusal("UnauthorizedOperation", c.Caller, q, d, "identity-based policy")
	}
	return known, nil
}

func profileARN(account string, in *IamInstanceProfileSpecification) (string, error) {
	switch {
	case in == nil:
		return "", nil
	case in.Arn != nil && in.Name != nil:
		return "", combination("The parameter 'iamInstanceProfile.name' may not be used in combination with 'iamInstanceProfile.arn'")
	case in.Arn != nil:
		if !strings.HasPrefix(*in.Arn, "arn:aws:iam::"+account+":instance-profile/") {
			return "", invalid("Value (%s) for parameter iamInstanceProfile.arn is invalid. Invalid IAM Instance Profile ARN", *in.Arn)
		}
		return *in.Arn, nil
	}
	return "arn:aws:iam::" + account + ":instance-profile/" + deref(in.Name), nil
}

func (p *plan) tags(_ *State, _ *Region, _ *cloud.Call, in RunInstancesInput) (err error) {
	if p.instanceTags, err = tagsFor(in.TagSpecifications, "instance", "volume", "network-interface"); err != nil {
		return err
	}
	p.interfaceTags, err = tagsFor(in.TagSpecifications, "network-interface", "volume", "instance")
	if err != nil {
		return err
	}
	volume, err := tagsFor(in.TagSpecifications, "volume", "instance", "network-interface")
	for i := range p.volumes {
		p.volumes[i].Tags = volume.clone()
	}
	return err
}

// room counts how many instances there are addresses and vCPUs for.
// docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-on-demand-instances.html#ec2-on-demand-instances-limits
func (p *plan) room(s *State, r *Region, c *cloud.Call, in RunInstancesInput) error {
	left := r.quota(standardVCPUs)
	for i := range r.Instances.All {
		if i.State == Pending || i.State == Running || i.State == Stopping {
			left -= int(typeOf(i).vcpus)
		}
	}
	if fit := max(0, left) / int(p.kind.vcpus); fit < int(in.MinCount) {
		return cloud.Errorf("VcpuLimitExceeded", "You have requested more vCPU capacity than your current vCPU limit of %d allows for the instance bucket that the specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.", r.quota(standardVCPUs))
	} else {
		p.count = min(p.count, fit)
	}
	need := map[string]int{}
	for _, f := range p.faces {
		if f.id == "" {
			need[f.want.subnet] += 1 + len(f.want.others) + f.want.drawn
		}
	}
	for _, f := range p.faces {
		if n := need[f.want.subnet]; n > 0 {
			p.count = min(p.count, r.Subnets.Find(f.want.subnet).FreeAddresses()/n)
		}
	}
	if p.count < int(in.MinCount) {
		return cloud.Errorf("InsufficientFreeAddressesInSubnet", "The specified subnet does not have enough free addresses to satisfy the request.")
	}
	zone := r.Subnets.Find(p.faces[0].want.subnet)
	for _, f := range s.FailedAt(c.Now) {
		if f.Kind == "region" && f.Name == r.Scope.Region || f.Kind == "az" && (f.Name == zone.ZoneID || f.Name == zone.Zone) {
			return cloud.Errorf("InsufficientInstanceCapacity", "We currently do not have sufficient %s capacity in the Availability Zone you requested (%s). Our system will be working on provisioning additional capacity. You can currently get %s capacity by not specifying an Availability Zone in your request.", p.kind.name, zone.Zone, p.kind.name)
		}
	}
	return nil
}

// launchedBefore finds what an earlier call with the same token started.
// docs.aws.amazon.com/ec2/latest/devguide/ec2-api-idempotency.html
func (r *Region) launchedBefore(in RunInstancesInput) ([]*Instance, error) {
	var list []*Instance
	for i := range r.Instances.All {
		if i.ClientToken == *in.ClientToken && *in.ClientToken != "" {
			list = append(list, i)
		}
	}
	if len(list) > 0 && (list[0].Type != deref(in.InstanceType) || len(list) > int(in.MaxCount)) {
		return nil, errTokenMismatch
	}
	return list, nil
}

// token makes up the client token that the aws command would have sent.
func token(seed, n uint64) string {
	a, b := cloud.Roll(seed, tokenLabel, 2*n), cloud.Roll(seed, tokenLabel, 2*n+1)
	return fmt.Sprintf("%08x-%04x-4%03x-%04x-%012x", uint32(a), uint16(a>>32), uint16(a>>48)&0xfff, uint16(b)&0x3fff|0x8000, b>>16)
}

var tokenLabel = cloud.Label("client token")

package vpc

import (
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// imageTime is how long it takes until an image is available. AWS names no
// figure; a few minutes for a small volume is what people see.
const imageTime = 3 * cloud.Minute

// CreateImageInput says which instance to make an image of.
type CreateImageInput struct {
	TagSpecifications []TagSpecification `doc:"tags for the image (and its snapshot)"`
	DryRun            *bool              `doc:"check only, change nothing"`
	InstanceId        string             `required:"true" doc:"the instance, running or stopped"`
	Name              string             `required:"true" doc:"a name that no other image of yours has, 3 to 128 characters"`
	Description       *string            `doc:"a description"`
	NoReboot          *bool              `doc:"do not reboot the instance first"`
}

// CreateImageOutput names the image.
type CreateImageOutput struct{ ImageId string }

// CreateImage makes an AMI of an instance. Unless told not to, it reboots the
// instance first. What is enabled on the instance starts on its copies too.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateImage.html
func (s *State) CreateImage(c *cloud.Call, in CreateImageInput) (CreateImageOutput, error) {
	r := s.At(c)
	tags, err := tagsFor(in.TagSpecifications, "image", "snapshot")
	if err != nil {
		return CreateImageOutput{}, err
	}
	i, err := find(&r.Instances, instanceKind, in.InstanceId)
	if err != nil {
		return CreateImageOutput{}, err
	}
	if err := r.mayNameImage(in.Name); err != nil {
		return CreateImageOutput{}, err
	}
	if i.State != Running && i.State != Stopped {
		return CreateImageOutput{}, cloud.Errorf("IncorrectState", "Instance is not in state 'running' or 'stopped'")
	}
	source, _ := r.launch(i.Image)
	image := Image{
		ID: c.NewID("ami"), Name: in.Name, Description: deref(in.Description), Architecture: source.architecture, Created: c.Now,
		FromInstance: i.ID, Source: r.rootImage(i.Image), Snapshot: c.NewID("snap"), Available: c.Now + imageTime,
		Listening: slices.Clone(i.EachBoot), Tags: tags,
	}
	if i.State == Running && !deref(in.NoReboot) {
		r.reboot(c.World, i)
	}
	return CreateImageOutput{r.Images.Add(image).ID}, nil
}

// rootImage is the public image that an image goes back to.
func (r *Region) rootImage(id string) string {
	if own := r.Images.Find(id); own != nil {
		return own.Source
	}
	return id
}

func (r *Region) mayNameImage(name string) error {
	if len(name) < 3 || len(name) > 128 || strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789()[] ./-'@_") != "" {
		return cloud.Errorf("InvalidAMIName.Malformed", "AMI names must be between 3 and 128 characters long, and may contain letters, numbers, '(', ')', '.', '-', '/' and '_'")
	}
	for own := range r.Images.All {
		if own.Name == name {
			return cloud.Errorf("InvalidAMIName.Duplicate", "AMI name %s is already in use by AMI %s", name, own.ID)
		}
	}
	return nil
}

// DeregisterImageInput names an image of the account.
type DeregisterImageInput struct {
	ImageId string `required:"true" doc:"the image"`
	DryRun  *bool  `doc:"check only, change nothing"`
}

// DeregisterImageOutput tells that it is done.
type DeregisterImageOutput struct{ Return bool }

// DeregisterImage withdraws an image; instances launched from it live on.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeregisterImage.html
func (s *State) DeregisterImage(c *cloud.Call, in DeregisterImageInput) (DeregisterImageOutput, error) {
	r := s.At(c)
	if r.publicImage(in.ImageId) != nil {
		return DeregisterImageOutput{}, cloud.Errorf("AuthFailure", "Not authorized for image:%s", in.ImageId)
	}
	if r.Images.Find(in.ImageId) == nil {
		return DeregisterImageOutput{}, imageKind.missing(in.ImageId)
	}
	r.Images.Remove(in.ImageId)
	return DeregisterImageOutput{true}, nil
}

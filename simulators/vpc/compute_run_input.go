package vpc

// RunInstancesInput describes the servers to start.
type RunInstancesInput struct {
	BlockDeviceMappings               []BlockDeviceMappingIn                  `doc:"volumes; /dev/xvda or /dev/sda1 is the root"`
	ImageId                           *string                                 `doc:"the image, ami-… or resolve:ssm:PARAMETER"`
	InstanceType                      *string                                 `doc:"the type, for example t3.micro"`
	Ipv6AddressCount                  *int32                                  `doc:"so many IPv6 addresses are chosen"`
	Ipv6Addresses                     []InstanceIpv6AddressIn                 `doc:"IPv6 addresses for the primary interface"`
	KeyName                           *string                                 `doc:"the key pair to log in with"`
	MaxCount                          int32                                   `required:"true" doc:"at most so many instances"`
	MinCount                          int32                                   `required:"true" doc:"at least so many, or none at all"`
	Monitoring                        *RunInstancesMonitoringEnabled          `doc:"detailed monitoring"`
	Placement                         *PlacementIn                            `doc:"the Availability Zone"`
	SecurityGroupIds                  []string                                `doc:"security groups; otherwise the VPC's default group"`
	SecurityGroups                    []string                                `doc:"security groups by name, in the default VPC"`
	SubnetId                          *string                                 `doc:"the subnet; otherwise a default one"`
	UserData                          *string                                 `doc:"a script that runs at the first start"`
	TagSpecifications                 []TagSpecification                      `doc:"tags for instance, volume and network-interface"`
	CreditSpecification               *CreditSpecificationRequest             `doc:"credits of burstable types"`
	MetadataOptions                   *InstanceMetadataOptionsRequest         `doc:"how the metadata service answers"`
	DisableApiStop                    *bool                                   `doc:"stop protection"`
	DryRun                            *bool                                   `doc:"check only, change nothing"`
	DisableApiTermination             *bool                                   `doc:"termination protection"`
	InstanceInitiatedShutdownBehavior *string                                 `doc:"stop or terminate, when the system shuts itself down"`
	PrivateIpAddress                  *string                                 `doc:"the primary private address"`
	ClientToken                       *string                                 `doc:"a word of yours that makes a repeated call harmless"`
	NetworkInterfaces                 []InstanceNetworkInterfaceSpecification `doc:"interfaces, instead of subnet, groups and addresses above"`
	IamInstanceProfile                *IamInstanceProfileSpecification        `doc:"the instance profile, by Name or Arn"`
	EbsOptimized                      *bool                                   `doc:"a lane of its own to EBS"`
}

// BlockDeviceMappingIn is a volume that is wanted.
type BlockDeviceMappingIn struct {
	Ebs         *EbsBlockDeviceIn `doc:"the volume"`
	NoDevice    *string           `doc:"leave this device out"`
	DeviceName  *string           `doc:"/dev/xvda, /dev/sdf, …"`
	VirtualName *string           `doc:"ephemeral0 …: instance store; the types here have none"`
}

// EbsBlockDeviceIn is a volume that is wanted.
type EbsBlockDeviceIn struct {
	DeleteOnTermination *bool   `doc:"it goes when the instance is terminated"`
	SnapshotId          *string `doc:"made from this snapshot"`
	VolumeSize          *int32  `doc:"GiB"`
	VolumeType          *string `doc:"gp3, gp2, …"`
	Encrypted           *bool   `doc:"encrypted"`
}

// RunInstancesMonitoringEnabled switches detailed monitoring on.
type RunInstancesMonitoringEnabled struct {
	Enabled bool `required:"true" doc:"on or off"`
}

// PlacementIn says where an instance is to stand.
type PlacementIn struct {
	AvailabilityZoneId *string `doc:"the zone's ID, use1-az1"`
	Tenancy            *string `doc:"default"`
	AvailabilityZone   *string `doc:"the zone's name, us-east-1a"`
}

// CreditSpecificationRequest says how a burstable type pays for bursts.
type CreditSpecificationRequest struct {
	CpuCredits string `required:"true" doc:"standard or unlimited"`
}

// InstanceMetadataOptionsRequest says how the metadata service answers.
type InstanceMetadataOptionsRequest struct {
	HttpTokens              *string `doc:"required or optional"`
	HttpPutResponseHopLimit *int32  `doc:"1 to 64"`
	HttpEndpoint            *string `doc:"enabled"`
}

// InstanceNetworkInterfaceSpecification is an interface of a new instance: an
// existing one, or one to be made.
type InstanceNetworkInterfaceSpecification struct {
	AssociatePublicIpAddress        *bool                                   `doc:"a public address, whatever the subnet says"`
	DeleteOnTermination             *bool                                   `doc:"it goes when the instance is terminated"`
	Description                     *string                                 `doc:"a description"`
	DeviceIndex                     *int32                                  `doc:"its place, 0 for the primary one"`
	Groups                          []string                                `doc:"its security groups"`
	Ipv6AddressCount                *int32                                  `doc:"so many IPv6 addresses are chosen"`
	Ipv6Addresses                   []InstanceIpv6AddressIn                 `doc:"its IPv6 addresses"`
	NetworkInterfaceId              *string                                 `doc:"an interface that exists"`
	PrivateIpAddress                *string                                 `doc:"its primary private address"`
	PrivateIpAddresses              []PrivateIpAddressIn                    `doc:"its private addresses"`
	SecondaryPrivateIpAddressCount  *int32                                  `doc:"so many secondary addresses are chosen"`
	SubnetId                        *string                                 `doc:"the subnet that it stands in"`
	ConnectionTrackingSpecification *ConnectionTrackingSpecificationRequest `doc:"how long its security groups remember an idle flow"`
}

// IamInstanceProfileSpecification names an instance profile.
type IamInstanceProfileSpecification struct {
	Arn  *string `doc:"its ARN"`
	Name *string `doc:"or its name"`
}

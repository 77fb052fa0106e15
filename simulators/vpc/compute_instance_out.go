package vpc

import "skylab/simulators/cloud"

// Reservation is what one call of RunInstances started.
type Reservation struct {
	ReservationId string
	OwnerId       string
	Groups        []GroupIdentifier
	Instances     []InstanceOut
}

// InstanceOut is an instance as it is printed.
type InstanceOut struct {
	Architecture                     string
	BlockDeviceMappings              []InstanceBlockDeviceMapping
	ClientToken                      string
	EbsOptimized                     bool
	EnaSupport                       bool
	Hypervisor                       string
	IamInstanceProfile               *IamInstanceProfileOut
	NetworkInterfaces                []InstanceNetworkInterface
	RootDeviceName                   string
	RootDeviceType                   string
	SecurityGroups                   []GroupIdentifier
	SourceDestCheck                  *bool
	StateReason                      *StateReason
	Tags                             []TagOut
	VirtualizationType               string
	CpuOptions                       CpuOptions
	CapacityReservationSpecification CapacityReservationSpecification
	HibernationOptions               HibernationOptions
	MetadataOptions                  InstanceMetadataOptions
	EnclaveOptions                   EnclaveOptions
	BootMode                         *string
	PlatformDetails                  string
	UsageOperation                   string
	UsageOperationUpdateTime         cloud.Time
	PrivateDnsNameOptions            *PrivateDnsNameOptions
	Ipv6Address                      *string
	MaintenanceOptions               InstanceMaintenanceOptions
	CurrentInstanceBootMode          string
	NetworkPerformanceOptions        InstanceNetworkPerformanceOptions
	Operator                         OperatorResponse
	SecondaryInterfaces              []InstanceSecondaryInterface
	InstanceId                       string
	ImageId                          string
	State                            InstanceStateOut
	PrivateDnsName                   string
	PublicDnsName                    string
	StateTransitionReason            string
	KeyName                          *string
	AmiLaunchIndex                   int32
	ProductCodes                     []ProductCode
	InstanceType                     string
	LaunchTime                       cloud.Time
	Placement                        PlacementOut
	Monitoring                       MonitoringOut
	SubnetId                         *string
	VpcId                            *string
	PrivateIpAddress                 *string
	PublicIpAddress                  *string
}

// InstanceBlockDeviceMapping is a volume of an instance.
type InstanceBlockDeviceMapping struct {
	DeviceName string
	Ebs        EbsInstanceBlockDevice
}

// EbsInstanceBlockDevice is the volume.
type EbsInstanceBlockDevice struct {
	AttachTime          cloud.Time
	DeleteOnTermination bool
	Status              string
	VolumeId            string
}

// IamInstanceProfileOut is the instance's profile.
type IamInstanceProfileOut struct{ Arn, Id string }

// InstanceNetworkInterface is an interface as its instance prints it.
type InstanceNetworkInterface struct {
	Association                     *InstanceNetworkInterfaceAssociation
	Attachment                      InstanceNetworkInterfaceAttachment
	Description                     string
	Groups                          []GroupIdentifier
	Ipv6Addresses                   []InstanceIpv6AddressOut
	MacAddress                      string
	NetworkInterfaceId              string
	OwnerId                         string
	PrivateDnsName                  *string
	PrivateIpAddress                string
	PrivateIpAddresses              []InstancePrivateIpAddress
	SourceDestCheck                 bool
	Status                          string
	SubnetId                        string
	VpcId                           string
	InterfaceType                   string
	ConnectionTrackingConfiguration *ConnectionTrackingConfiguration
	Operator                        OperatorResponse
}

// InstanceNetworkInterfaceAssociation is the public side of a private address.
type InstanceNetworkInterfaceAssociation struct {
	IpOwnerId     string
	PublicDnsName string
	PublicIp      string
}

// InstanceNetworkInterfaceAttachment is the interface's place on the instance.
type InstanceNetworkInterfaceAttachment struct {
	AttachTime          cloud.Time
	AttachmentId        string
	DeleteOnTermination bool
	DeviceIndex         int32
	Status              string
	NetworkCardIndex    int32
}

// InstanceIpv6AddressOut is an IPv6 address.
type InstanceIpv6AddressOut struct {
	Ipv6Address   string
	IsPrimaryIpv6 bool
}

// InstancePrivateIpAddress is a private IPv4 address.
type InstancePrivateIpAddress struct {
	Association      *InstanceNetworkInterfaceAssociation
	Primary          bool
	PrivateDnsName   *string
	PrivateIpAddress string
}

// StateReason is why the state changed last.
type StateReason struct{ Code, Message string }

// CpuOptions are an instance's processors.
type CpuOptions struct{ CoreCount, ThreadsPerCore int32 }

// CapacityReservationSpecification says which reservations it may use.
type CapacityReservationSpecification struct{ CapacityReservationPreference string }

// HibernationOptions says whether it can hibernate.
type HibernationOptions struct{ Configured bool }

// InstanceMetadataOptions says how its metadata service answers.
type InstanceMetadataOptions struct {
	State                   string
	HttpTokens              string
	HttpPutResponseHopLimit int32
	HttpEndpoint            string
	HttpProtocolIpv6        string
	InstanceMetadataTags    string
}

// EnclaveOptions says whether it can have enclaves.
type EnclaveOptions struct{ Enabled bool }

// PrivateDnsNameOptions says which DNS names lead to it.
type PrivateDnsNameOptions struct {
	HostnameType                    string
	EnableResourceNameDnsARecord    bool
	EnableResourceNameDnsAAAARecord bool
}

// InstanceNetworkPerformanceOptions is how an instance's bandwidth is shared
// between network and disks.
type InstanceNetworkPerformanceOptions struct{ BandwidthWeighting string }

// InstanceSecondaryInterface is an interface to a secondary network, of which
// the lab has none.
type InstanceSecondaryInterface struct{ SecondaryInterfaceId string }

// OperatorResponse says that no service of AWS's looks after an instance or an
// interface. Of an interface AWS does not say whether it is hidden.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_OperatorResponse.html
type OperatorResponse struct {
	Managed         bool
	HiddenByDefault *bool
}

// InstanceMaintenanceOptions says whether it recovers by itself.
type InstanceMaintenanceOptions struct{ AutoRecovery, RebootMigration string }

// ProductCode is a mark of the Marketplace.
type ProductCode struct{ ProductCodeId, ProductCodeType string }

// PlacementOut is where it stands.
type PlacementOut struct {
	AvailabilityZoneId string
	GroupName          string
	Tenancy            string
	AvailabilityZone   string
}

// MonitoringOut says whether detailed monitoring is on.
type MonitoringOut struct{ State string }

package vpc

// The members of describe-… outputs that the simulator honours, by AWS's names.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Types.html
type (
	described struct {
		VPCs           []describedVPC
		Subnets        []describedSubnet
		Gateways       []describedGateway
		EgressGateways []describedEgress
		Tables         []describedTable
		ACLs           []describedACL
		Groups         []describedGroup
		PrefixLists    []describedList
		Interfaces     []describedInterface
		Reservations   []describedReservation
		Addresses      []describedAddress
		NATs           []describedNAT
		Endpoints      []describedEndpoint
		Peerings       []describedPeering
		Keys           []describedKey
	}
	describedTags []struct{ Key, Value string }
	describedVPC  struct {
		VpcId, InstanceTenancy      string
		CidrBlock                   *string
		IsDefault                   bool
		CidrBlockAssociationSet     []describedRange
		Ipv6CidrBlockAssociationSet []describedRange6
		Tags                        describedTags
	}
	describedRange struct {
		AssociationId  string
		CidrBlock      *string
		CidrBlockState *struct{ State string }
	}
	describedRange6 struct {
		AssociationId      string
		Ipv6CidrBlock      *string
		Ipv6CidrBlockState *struct{ State string }
	}
	describedSubnet struct {
		SubnetId, VpcId, AvailabilityZone, AvailabilityZoneId string
		CidrBlock                                             *string
		DefaultForAz, MapPublicIpOnLaunch                     bool
		AssignIpv6AddressOnCreation                           bool
		Ipv6CidrBlockAssociationSet                           []describedRange6
		Tags                                                  describedTags
	}
	describedGateway struct {
		InternetGatewayId string
		Attachments       []struct{ VpcId, State string }
		Tags              describedTags
	}
	describedEgress struct {
		EgressOnlyInternetGatewayId string
		Attachments                 []struct{ VpcId, State string }
		Tags                        describedTags
	}
	describedTable struct {
		RouteTableId, VpcId string
		Associations        []describedAssociation
		PropagatingVgws     []struct{ GatewayId string }
		Routes              []describedRoute
		Tags                describedTags
	}
	describedAssociation struct {
		RouteTableAssociationId string
		SubnetId, GatewayId     string
		Main                    bool
	}
	describedRoute struct {
		DestinationCidrBlock, DestinationIpv6CidrBlock *string
		DestinationPrefixListId                        string
		GatewayId, NatGatewayId, NetworkInterfaceId    string
		VpcPeeringConnectionId, TransitGatewayId       string
		EgressOnlyInternetGatewayId, LocalGatewayId    string
		CarrierGatewayId, CoreNetworkArn, InstanceId   string
		VpcEndpointId, Origin, State                   string
	}
	describedACL struct {
		NetworkAclId, VpcId string
		IsDefault           bool
		Associations        []struct{ NetworkAclAssociationId, SubnetId string }
		Entries             []describedEntry
		Tags                describedTags
	}
	describedEntry struct {
		CidrBlock, Ipv6CidrBlock *string
		Egress                   bool
		Protocol, RuleAction     string
		RuleNumber               int32
		PortRange                *struct{ From, To int }
		IcmpTypeCode             *struct{ Type, Code int }
	}
	describedGroup struct {
		GroupId, GroupName, Description, VpcId string
		IpPermissions, IpPermissionsEgress     []describedPermission
		Tags                                   describedTags
	}
	describedPermission struct {
		IpProtocol       string
		FromPort, ToPort *int
		IpRanges         []struct {
			CidrIp      *string
			Description string
		}
		Ipv6Ranges []struct {
			CidrIpv6    *string
			Description string
		}
		PrefixListIds []struct {
			PrefixListId, Description string
		}
		UserIdGroupPairs []struct {
			GroupId, UserId, VpcPeeringConnectionId, Description string
		}
	}
	describedList struct {
		PrefixListId, PrefixListName string
		Cidrs                        []string
	}
	describedInterface struct {
		NetworkInterfaceId, SubnetId, VpcId, AvailabilityZone string
		InterfaceType, Description, MacAddress, Status        string
		RequesterManaged                                      bool
		SourceDestCheck                                       *bool
		Groups                                                []struct{ GroupId string }
		Attachment                                            *describedAttachment
		Association                                           *describedAssociated
		PrivateIpAddresses                                    []describedPrivate
		Ipv6Addresses                                         []struct{ Ipv6Address *string }
		TagSet                                                describedTags
	}
	describedAttachment struct {
		AttachmentId, InstanceId string
		DeviceIndex              int
		DeleteOnTermination      bool
	}
	describedAssociated struct {
		AllocationId, IpOwnerId string
		PublicIp                *string
	}
	describedPrivate struct {
		Primary          bool
		PrivateIpAddress *string
		Association      *describedAssociated
	}
	describedReservation struct {
		ReservationId string
		Instances     []describedInstance
	}
	describedInstance struct {
		InstanceId, ImageId, InstanceType, KeyName, SubnetId, VpcId string
		PrivateIpAddress, PublicIpAddress                           *string
		State                                                       struct{ Name string }
		Placement                                                   struct{ AvailabilityZone string }
		SourceDestCheck                                             *bool
		SecurityGroups                                              []struct{ GroupId string }
		NetworkInterfaces                                           []describedInterface
		Tags                                                        describedTags
	}
	describedAddress struct {
		AllocationId, AssociationId, NetworkInterfaceId string
		PublicIp, PrivateIpAddress                      *string
		Tags                                            describedTags
	}
	describedNAT struct {
		NatGatewayId, VpcId, SubnetId, State, ConnectivityType, AvailabilityMode string
		NatGatewayAddresses                                                      []struct {
			AllocationId, AssociationId, NetworkInterfaceId, AvailabilityZone, AvailabilityZoneId string
			PrivateIp, PublicIp                                                                   *string
			IsPrimary                                                                             bool
		}
		Tags describedTags
	}
	describedEndpoint struct {
		VpcEndpointId, VpcEndpointType, VpcId, ServiceName, State, PolicyDocument string
		RouteTableIds, SubnetIds, NetworkInterfaceIds                             []string
		Groups                                                                    []struct{ GroupId string }
		PrivateDnsEnabled                                                         bool
		Tags                                                                      describedTags
	}
	describedPeering struct {
		VpcPeeringConnectionId            string
		RequesterVpcInfo, AccepterVpcInfo describedEnd
		Status                            struct{ Code, Message string }
		Tags                              describedTags
	}
	describedEnd struct {
		OwnerId, Region, VpcId string
		CidrBlock              *string
		CidrBlockSet           []struct{ CidrBlock *string }
		Ipv6CidrBlockSet       []struct{ Ipv6CidrBlock *string }
		PeeringOptions         struct{ AllowDnsResolutionFromRemoteVpc bool }
	}
	describedKey struct {
		KeyPairId, KeyName, KeyType, KeyFingerprint, PublicKey string
		Tags                                                   describedTags
	}
)

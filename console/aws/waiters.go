package aws

// waiters are the rules of aws ec2 wait, as botocore's model has them; those
// whose operation is simulated are offered.
var waiters = []waiter{
	{"ec2", "ImageAvailable", "DescribeImages", 15, 40, []acceptor{
		{"success", "pathAll", "Images[].State", "available"},
		{"failure", "pathAny", "Images[].State", "failed"},
	}},
	{"ec2", "ImageExists", "DescribeImages", 15, 40, []acceptor{
		{"success", "path", "length(Images[]) > `0`", "True"},
		{"retry", "error", "", "InvalidAMIID.NotFound"},
	}},
	{"ec2", "InstanceExists", "DescribeInstances", 5, 40, []acceptor{
		{"success", "path", "length(Reservations[]) > `0`", "True"},
		{"retry", "error", "", "InvalidInstanceID.NotFound"},
	}},
	{"ec2", "InstanceRunning", "DescribeInstances", 15, 40, []acceptor{
		{"success", "pathAll", "Reservations[].Instances[].State.Name", "running"},
		{"failure", "pathAny", "Reservations[].Instances[].State.Name", "shutting-down"},
		{"failure", "pathAny", "Reservations[].Instances[].State.Name", "terminated"},
		{"failure", "pathAny", "Reservations[].Instances[].State.Name", "stopping"},
		{"retry", "error", "", "InvalidInstanceID.NotFound"},
	}},
	{"ec2", "InstanceStatusOk", "DescribeInstanceStatus", 15, 40, []acceptor{
		{"success", "pathAll", "InstanceStatuses[].InstanceStatus.Status", "ok"},
		{"retry", "error", "", "InvalidInstanceID.NotFound"},
	}},
	{"ec2", "InstanceStopped", "DescribeInstances", 15, 40, []acceptor{
		{"success", "pathAll", "Reservations[].Instances[].State.Name", "stopped"},
		{"failure", "pathAny", "Reservations[].Instances[].State.Name", "pending"},
		{"failure", "pathAny", "Reservations[].Instances[].State.Name", "terminated"},
	}},
	{"ec2", "InstanceTerminated", "DescribeInstances", 15, 40, []acceptor{
		{"success", "pathAll", "Reservations[].Instances[].State.Name", "terminated"},
		{"failure", "pathAny", "Reservations[].Instances[].State.Name", "pending"},
		{"failure", "pathAny", "Reservations[].Instances[].State.Name", "stopping"},
	}},
	{"ec2", "InternetGatewayExists", "DescribeInternetGateways", 5, 6, []acceptor{
		{"success", "path", "length(InternetGateways[].InternetGatewayId) > `0`", "True"},
		{"retry", "error", "", "InvalidInternetGateway.NotFound"},
	}},
	{"ec2", "KeyPairExists", "DescribeKeyPairs", 5, 6, []acceptor{
		{"success", "path", "length(KeyPairs[].KeyName) > `0`", "True"},
		{"retry", "error", "", "InvalidKeyPair.NotFound"},
	}},
	{"ec2", "NatGatewayAvailable", "DescribeNatGateways", 15, 40, []acceptor{
		{"success", "pathAll", "NatGateways[].State", "available"},
		{"failure", "pathAny", "NatGateways[].State", "failed"},
		{"failure", "pathAny", "NatGateways[].State", "deleting"},
		{"failure", "pathAny", "NatGateways[].State", "deleted"},
		{"retry", "error", "", "NatGatewayNotFound"},
	}},
	{"ec2", "NatGatewayDeleted", "DescribeNatGateways", 15, 40, []acceptor{
		{"success", "pathAll", "NatGateways[].State", "deleted"},
		{"success", "error", "", "NatGatewayNotFound"},
	}},
	{"ec2", "NetworkInterfaceAvailable", "DescribeNetworkInterfaces", 20, 10, []acceptor{
		{"success", "pathAll", "NetworkInterfaces[].Status", "available"},
		{"failure", "error", "", "InvalidNetworkInterfaceID.NotFound"},
	}},
	{"ec2", "SecurityGroupExists", "DescribeSecurityGroups", 5, 6, []acceptor{
		{"success", "path", "length(SecurityGroups[].GroupId) > `0`", "True"},
		{"retry", "error", "", "InvalidGroup.NotFound"},
	}},
	{"ec2", "SnapshotCompleted", "DescribeSnapshots", 15, 40, []acceptor{
		{"success", "pathAll", "Snapshots[].State", "completed"},
		{"failure", "pathAny", "Snapshots[].State", "error"},
	}},
	{"ec2", "SubnetAvailable", "DescribeSubnets", 15, 40, []acceptor{
		{"success", "pathAll", "Subnets[].State", "available"},
	}},
	{"ec2", "SystemStatusOk", "DescribeInstanceStatus", 15, 40, []acceptor{
		{"success", "pathAll", "InstanceStatuses[].SystemStatus.Status", "ok"},
	}},
	{"ec2", "VolumeAvailable", "DescribeVolumes", 15, 40, []acceptor{
		{"success", "pathAll", "Volumes[].State", "available"},
		{"failure", "pathAny", "Volumes[].State", "deleted"},
	}},
	{"ec2", "VolumeDeleted", "DescribeVolumes", 15, 40, []acceptor{
		{"success", "pathAll", "Volumes[].State", "deleted"},
		{"success", "error", "", "InvalidVolume.NotFound"},
	}},
	{"ec2", "VolumeInUse", "DescribeVolumes", 15, 40, []acceptor{
		{"success", "pathAll", "Volumes[].State", "in-use"},
		{"failure", "pathAny", "Volumes[].State", "deleted"},
	}},
	{"ec2", "VpcAvailable", "DescribeVpcs", 15, 40, []acceptor{
		{"success", "pathAll", "Vpcs[].State", "available"},
	}},
	{"ec2", "VpcExists", "DescribeVpcs", 1, 5, []acceptor{
		{"success", "status", "", "200"},
		{"retry", "error", "", "InvalidVpcID.NotFound"},
	}},
	{"ec2", "VpcPeeringConnectionDeleted", "DescribeVpcPeeringConnections", 15, 40, []acceptor{
		{"success", "pathAll", "VpcPeeringConnections[].Status.Code", "deleted"},
		{"success", "error", "", "InvalidVpcPeeringConnectionID.NotFound"},
	}},
	{"ec2", "VpcPeeringConnectionExists", "DescribeVpcPeeringConnections", 15, 40, []acceptor{
		{"success", "status", "", "200"},
		{"retry", "error", "", "InvalidVpcPeeringConnectionID.NotFound"},
	}},
	{"iam", "InstanceProfileExists", "GetInstanceProfile", 1, 40, []acceptor{
		{"success", "status", "", "200"},
		{"retry", "status", "", "404"},
	}},
	{"iam", "PolicyExists", "GetPolicy", 1, 20, []acceptor{
		{"success", "status", "", "200"},
		{"retry", "error", "", "NoSuchEntity"},
	}},
	{"iam", "RoleExists", "GetRole", 1, 20, []acceptor{
		{"success", "status", "", "200"},
		{"retry", "error", "", "NoSuchEntity"},
	}},
	{"iam", "UserExists", "GetUser", 1, 20, []acceptor{
		{"success", "status", "", "200"},
		{"retry", "error", "", "NoSuchEntity"},
	}},
	{"acm", "CertificateValidated", "DescribeCertificate", 60, 5, []acceptor{
		{"success", "pathAll", "Certificate.DomainValidationOptions[].ValidationStatus", "SUCCESS"},
		{"retry", "pathAny", "Certificate.DomainValidationOptions[].ValidationStatus", "PENDING_VALIDATION"},
		{"failure", "path", "Certificate.Status", "FAILED"},
		{"failure", "error", "", "ResourceNotFoundException"},
	}},
	{"cloudwatch", "AlarmExists", "DescribeAlarms", 5, 40, []acceptor{
		{"success", "path", "length(MetricAlarms[]) > `0`", "True"},
	}},
	{"cloudwatch", "CompositeAlarmExists", "DescribeAlarms", 5, 40, []acceptor{
		{"success", "path", "length(CompositeAlarms[]) > `0`", "True"},
	}},
	{"elbv2", "LoadBalancerAvailable", "DescribeLoadBalancers", 15, 40, []acceptor{
		{"success", "pathAll", "LoadBalancers[].State.Code", "active"},
		{"retry", "pathAny", "LoadBalancers[].State.Code", "provisioning"},
		{"retry", "error", "", "LoadBalancerNotFound"},
	}},
	{"elbv2", "LoadBalancerExists", "DescribeLoadBalancers", 15, 40, []acceptor{
		{"success", "status", "", "200"},
		{"retry", "error", "", "LoadBalancerNotFound"},
	}},
	{"elbv2", "LoadBalancersDeleted", "DescribeLoadBalancers", 15, 40, []acceptor{
		{"retry", "pathAll", "LoadBalancers[].State.Code", "active"},
		{"success", "error", "", "LoadBalancerNotFound"},
	}},
	{"elbv2", "TargetDeregistered", "DescribeTargetHealth", 15, 40, []acceptor{
		{"success", "error", "", "InvalidTarget"},
		{"success", "pathAll", "TargetHealthDescriptions[].TargetHealth.State", "unused"},
	}},
	{"elbv2", "TargetInService", "DescribeTargetHealth", 15, 40, []acceptor{
		{"success", "pathAll", "TargetHealthDescriptions[].TargetHealth.State", "healthy"},
		{"retry", "error", "", "InvalidInstance"},
	}},
	{"route53", "ResourceRecordSetsChanged", "GetChange", 30, 60, []acceptor{
		{"success", "path", "ChangeInfo.Status", "INSYNC"},
	}},
	{"lambda", "FunctionActive", "GetFunctionConfiguration", 5, 60, []acceptor{
		{"success", "path", "State", "Active"},
		{"failure", "path", "State", "Failed"},
		{"retry", "path", "State", "Pending"},
	}},
	{"lambda", "FunctionActiveV2", "GetFunction", 1, 300, []acceptor{
		{"success", "path", "Configuration.State", "Active"},
		{"failure", "path", "Configuration.State", "Failed"},
		{"retry", "path", "Configuration.State", "Pending"},
	}},
	{"lambda", "FunctionExists", "GetFunction", 1, 20, []acceptor{
		{"success", "error", "", "false"},
		{"retry", "error", "", "ResourceNotFoundException"},
	}},
	{"lambda", "FunctionUpdated", "GetFunctionConfiguration", 5, 60, []acceptor{
		{"success", "path", "LastUpdateStatus", "Successful"},
		{"failure", "path", "LastUpdateStatus", "Failed"},
		{"retry", "path", "LastUpdateStatus", "InProgress"},
	}},
	{"lambda", "FunctionUpdatedV2", "GetFunction", 1, 300, []acceptor{
		{"success", "path", "Configuration.LastUpdateStatus", "Successful"},
		{"failure", "path", "Configuration.LastUpdateStatus", "Failed"},
		{"retry", "path", "Configuration.LastUpdateStatus", "InProgress"},
	}},
	{"lambda", "PublishedVersionActive", "GetFunctionConfiguration", 5, 312, []acceptor{
		{"success", "path", "State", "Active"},
		{"failure", "path", "State", "Failed"},
		{"retry", "path", "State", "Pending"},
	}},
	{"dynamodb", "TableExists", "DescribeTable", 20, 25, []acceptor{
		{"success", "path", "Table.TableStatus", "ACTIVE"},
		{"retry", "error", "", "ResourceNotFoundException"},
	}},
	{"dynamodb", "TableNotExists", "DescribeTable", 20, 25, []acceptor{
		{"success", "error", "", "ResourceNotFoundException"},
	}},
	{"rds", "DBInstanceAvailable", "DescribeDBInstances", 30, 60, []acceptor{
		{"success", "pathAll", "DBInstances[].DBInstanceStatus", "available"},
		{"failure", "pathAny", "DBInstances[].DBInstanceStatus", "deleted"},
		{"failure", "pathAny", "DBInstances[].DBInstanceStatus", "deleting"},
		{"failure", "pathAny", "DBInstances[].DBInstanceStatus", "failed"},
		{"failure", "pathAny", "DBInstances[].DBInstanceStatus", "incompatible-restore"},
		{"failure", "pathAny", "DBInstances[].DBInstanceStatus", "incompatible-parameters"},
	}},
	{"rds", "DBInstanceDeleted", "DescribeDBInstances", 30, 60, []acceptor{
		{"success", "path", "length(DBInstances) == `0`", "True"},
		{"success", "error", "", "DBInstanceNotFound"},
		{"failure", "pathAny", "DBInstances[].DBInstanceStatus", "creating"},
		{"failure", "pathAny", "DBInstances[].DBInstanceStatus", "modifying"},
		{"failure", "pathAny", "DBInstances[].DBInstanceStatus", "rebooting"},
		{"failure", "pathAny", "DBInstances[].DBInstanceStatus", "resetting-master-credentials"},
	}},
	{"rds", "DBSnapshotAvailable", "DescribeDBSnapshots", 30, 60, []acceptor{
		{"success", "pathAll", "DBSnapshots[].Status", "available"},
		{"failure", "pathAny", "DBSnapshots[].Status", "deleted"},
		{"failure", "pathAny", "DBSnapshots[].Status", "deleting"},
		{"failure", "pathAny", "DBSnapshots[].Status", "failed"},
		{"failure", "pathAny", "DBSnapshots[].Status", "incompatible-restore"},
		{"failure", "pathAny", "DBSnapshots[].Status", "incompatible-parameters"},
	}},
	{"rds", "DBSnapshotCompleted", "DescribeDBSnapshots", 15, 40, []acceptor{
		{"success", "error", "", "DBSnapshotNotFound"},
		{"success", "pathAll", "DBSnapshots[].Status", "available"},
	}},
	{"rds", "DBSnapshotDeleted", "DescribeDBSnapshots", 30, 60, []acceptor{
		{"success", "path", "length(DBSnapshots) == `0`", "True"},
		{"success", "error", "", "DBSnapshotNotFound"},
		{"failure", "pathAny", "DBSnapshots[].Status", "creating"},
		{"failure", "pathAny", "DBSnapshots[].Status", "modifying"},
		{"failure", "pathAny", "DBSnapshots[].Status", "rebooting"},
		{"failure", "pathAny", "DBSnapshots[].Status", "resetting-master-credentials"},
	}},
	{"s3api", "BucketExists", "HeadBucket", 5, 20, []acceptor{
		{"success", "status", "", "200"},
		{"success", "status", "", "301"},
		{"success", "status", "", "403"},
		{"retry", "status", "", "404"},
	}},
	{"s3api", "BucketNotExists", "HeadBucket", 5, 20, []acceptor{
		{"success", "status", "", "404"},
	}},
	{"s3api", "ObjectExists", "HeadObject", 5, 20, []acceptor{
		{"success", "status", "", "200"},
		{"retry", "status", "", "404"},
	}},
	{"s3api", "ObjectNotExists", "HeadObject", 5, 20, []acceptor{
		{"success", "status", "", "404"},
	}},
}

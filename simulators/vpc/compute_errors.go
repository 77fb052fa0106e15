package vpc

import "skylab/simulators/cloud"

// The kinds of IDs in operations on servers and gateways.
var (
	imageKind       = kind{"ami", "InvalidAMIID.Malformed", "InvalidAMIID.NotFound", "The image id '[%s]' does not exist"}
	keyPairKind     = kind{"key", "InvalidKeyPair.NotFound", "InvalidKeyPair.NotFound", "The key pair with ID '%s' does not exist"}
	attachmentKind  = kind{"eni-attach", "InvalidNetworkInterfaceAttachmentId.Malformed", "InvalidAttachmentID.NotFound", "The attachment ID '%s' does not exist"}
	allocationKind  = kind{"eipalloc", "InvalidAllocationID.NotFound", "InvalidAllocationID.NotFound", "The allocation ID '%s' does not exist"}
	associationKind = kind{"eipassoc", "InvalidAssociationID.NotFound", "InvalidAssociationID.NotFound", "The association ID '%s' does not exist"}
	volumeKind      = kind{"vol", "InvalidParameterValue", "InvalidVolume.NotFound", "The volume '%s' does not exist."}
	natGatewayKind  = kind{"nat", "NatGatewayMalformed", "NatGatewayNotFound", "NatGateway %s was not found"}
	pathKind        = kind{"nip", "InvalidNetworkInsightsPathId.Malformed", "InvalidNetworkInsightsPathId.NotFound", "The network insights path ID '%s' does not exist"}
	analysisKind    = kind{"nia", "InvalidNetworkInsightsAnalysisId.Malformed", "InvalidNetworkInsightsAnalysisId.NotFound", "The network insights analysis ID '%s' does not exist"}
)

// incorrectState is the error for an instance that is not in a state for what
// is asked of it; doing is the participle: stopped, started, rebooted.
func incorrectState(id, doing string) error {
	return cloud.Errorf("IncorrectInstanceState", "The instance '%s' is not in a state from which it can be %s.", id, doing)
}

// combination is the error for members that cannot be given together.
func combination(format string, args ...any) error {
	return cloud.Errorf("InvalidParameterCombination", format, args...)
}

// errTokenMismatch is the error for a client token that was used for something else.
var errTokenMismatch = cloud.Errorf("IdempotentParameterMismatch", "Arguments on this idempotent request are inconsistent with arguments used in previous request(s).")

// absent is the error for an ID that names nothing, whatever it looks like.
func (k kind) absent(id string) error { return cloud.Errorf(k.gone, k.words, id) }

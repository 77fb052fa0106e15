package kms

import "skylab/simulators/cloud"

// Operations is the service's whole table, in the order of the help. Whatever
// is done to a key is decided here, since the key's policy has a say; the rest
// asks IAM alone.
var Operations = []cloud.Op{
	cloud.Deciding(cloud.Operation("kms", "CancelKeyDeletion", "saves a key that waits for its deletion; it comes back disabled", (*State).CancelKeyDeletion)),
	cloud.Deciding(cloud.Operation("kms", "CreateAlias", "gives a key a name", (*State).CreateAlias)),
	cloud.Deciding(cloud.Operation("kms", "CreateGrant", "lets somebody use a key without touching its policy", (*State).CreateGrant)),
	cloud.Operation("kms", "CreateKey", "makes a KMS key", (*State).CreateKey),
	cloud.Deciding(cloud.Operation("kms", "Decrypt", "opens a ciphertext; the key stands in it", (*State).Decrypt)),
	cloud.Deciding(cloud.Operation("kms", "DeleteAlias", "takes a key's name away", (*State).DeleteAlias)),
	cloud.Deciding(cloud.Operation("kms", "DeleteImportedKeyMaterial", "takes imported material out of a key, at once", (*State).DeleteImportedKeyMaterial)),
	cloud.Deciding(cloud.Operation("kms", "DeriveSharedSecret", "agrees on a secret with the owner of another key", (*State).DeriveSharedSecret)),
	cloud.Deciding(cloud.Reader("kms", "DescribeKey", "tells what is known of a key", (*State).DescribeKey)),
	cloud.Deciding(cloud.Operation("kms", "DisableKey", "keeps a key from being used", (*State).DisableKey)),
	cloud.Deciding(cloud.Operation("kms", "DisableKeyRotation", "turns automatic rotation off", (*State).DisableKeyRotation)),
	cloud.Deciding(cloud.Operation("kms", "EnableKey", "lets a key be used again", (*State).EnableKey)),
	cloud.Deciding(cloud.Operation("kms", "EnableKeyRotation", "turns automatic rotation on", (*State).EnableKeyRotation)),
	cloud.Deciding(cloud.Operation("kms", "Encrypt", "seals up to 4096 bytes", (*State).Encrypt)),
	cloud.Deciding(cloud.Operation("kms", "GenerateDataKey", "makes a data key, in the clear and wrapped", (*State).GenerateDataKey)),
	cloud.Deciding(cloud.Operation("kms", "GenerateDataKeyPair", "makes a key pair, the private key also wrapped", (*State).GenerateDataKeyPair)),
	cloud.Deciding(cloud.Operation("kms", "GenerateDataKeyPairWithoutPlaintext", "makes a key pair, the private key wrapped only", (*State).GenerateDataKeyPairWithoutPlaintext)),
	cloud.Deciding(cloud.Operation("kms", "GenerateDataKeyWithoutPlaintext", "makes a data key, wrapped only", (*State).GenerateDataKeyWithoutPlaintext)),
	cloud.Deciding(cloud.Operation("kms", "GenerateMac", "makes a message's code with an HMAC key", (*State).GenerateMac)),
	cloud.Operation("kms", "GenerateRandom", "gives random bytes", (*State).GenerateRandom),
	cloud.Deciding(cloud.Reader("kms", "GetKeyPolicy", "shows a key's policy", (*State).GetKeyPolicy)),
	cloud.Deciding(cloud.Reader("kms", "GetKeyRotationStatus", "tells whether a key rotates, and when", (*State).GetKeyRotationStatus)),
	cloud.Deciding(cloud.Operation("kms", "GetParametersForImport", "gives out what to wrap key material with", (*State).GetParametersForImport)),
	cloud.Deciding(cloud.Reader("kms", "GetPublicKey", "gives the public half of an asymmetric key", (*State).GetPublicKey)),
	cloud.Deciding(cloud.Operation("kms", "ImportKeyMaterial", "puts one's own secret into a key", (*State).ImportKeyMaterial)),
	cloud.Deciding(cloud.Reader("kms", "ListAliases", "lists the aliases", (*State).ListAliases)),
	cloud.Deciding(cloud.Reader("kms", "ListGrants", "lists a key's grants", (*State).ListGrants)),
	cloud.Deciding(cloud.Reader("kms", "ListKeyPolicies", "lists the names of a key's policies", (*State).ListKeyPolicies)),
	cloud.Deciding(cloud.Reader("kms", "ListKeyRotations", "lists a key's materials", (*State).ListKeyRotations)),
	cloud.Reader("kms", "ListKeys", "lists the keys", (*State).ListKeys),
	cloud.Deciding(cloud.Reader("kms", "ListResourceTags", "lists a key's tags", (*State).ListResourceTags)),
	cloud.Reader("kms", "ListRetirableGrants", "lists the grants that a principal may retire", (*State).ListRetirableGrants),
	cloud.Deciding(cloud.Operation("kms", "PutKeyPolicy", "puts another policy in the place of a key's", (*State).PutKeyPolicy)),
	cloud.Deciding(cloud.Operation("kms", "ReEncrypt", "seals what a ciphertext holds anew, inside KMS", (*State).ReEncrypt)),
	cloud.Deciding(cloud.Operation("kms", "ReplicateKey", "puts a multi-Region key into another Region", (*State).ReplicateKey)),
	cloud.Deciding(cloud.Operation("kms", "RetireGrant", "ends a grant that one may retire", (*State).RetireGrant)),
	cloud.Deciding(cloud.Operation("kms", "RevokeGrant", "ends a grant, as the key's administrator", (*State).RevokeGrant)),
	cloud.Deciding(cloud.Operation("kms", "RotateKeyOnDemand", "gives a key new material now", (*State).RotateKeyOnDemand)),
	cloud.Deciding(cloud.Operation("kms", "ScheduleKeyDeletion", "starts the waiting period before a key goes", (*State).ScheduleKeyDeletion)),
	cloud.Deciding(cloud.Operation("kms", "Sign", "signs a message", (*State).Sign)),
	cloud.Deciding(cloud.Operation("kms", "TagResource", "tags a key", (*State).TagResource)),
	cloud.Deciding(cloud.Operation("kms", "UntagResource", "takes tags off a key", (*State).UntagResource)),
	cloud.Deciding(cloud.Operation("kms", "UpdateAlias", "points a name at another key", (*State).UpdateAlias)),
	cloud.Deciding(cloud.Operation("kms", "UpdateKeyDescription", "gives a key another description", (*State).UpdateKeyDescription)),
	cloud.Deciding(cloud.Operation("kms", "UpdatePrimaryRegion", "makes a replica the primary", (*State).UpdatePrimaryRegion)),
	cloud.Deciding(cloud.Operation("kms", "Verify", "checks a signature", (*State).Verify)),
	cloud.Deciding(cloud.Operation("kms", "VerifyMac", "checks a message's code", (*State).VerifyMac)),
}

// Events is the table of what can fall due.
var Events = []cloud.On{
	cloud.Handle((*State).deleted),
	cloud.Handle((*State).rotated),
	cloud.Handle((*State).expired),
	cloud.Handle((*State).made),
	cloud.Handle((*State).moved),
}

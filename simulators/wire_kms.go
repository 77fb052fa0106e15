package simulators

import (
	"reflect"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/kms"
	"skylab/simulators/vpc"
)

// keyService is KMS as another service calls it in its caller's name: S3 for a
// bucket with SSE-KMS, DynamoDB, RDS. Each method is a call of its own, judged
// by the key's policy and entered in the trail with the service in Via. A
// service declares the interface that it needs and wire plugs this in.
type keyService struct {
	world *World
	name  string // s3, dynamodb, rds
}

// keysFor is KMS for one service: w.keysFor("s3").
func (w *World) keysFor(service string) keyService { return keyService{w, service} }

func (k keyService) do(c *cloud.Call, name string, in any) (any, error) {
	op, _ := Find("kms", name)
	caller := c.Caller
	caller.Via = k.name + ".amazonaws.com"
	caller.Source = caller.Via
	out, _, err := k.world.Do(op, caller, c.Scope, reflect.ValueOf(in).Elem())
	return out, err
}

// DefaultKey is the ARN of the account's key alias/aws/SERVICE in the call's
// Region; it is made on first use. docs.aws.amazon.com/kms/latest/developerguide/concepts.html
func (k keyService) DefaultKey(c *cloud.Call) string {
	return k.world.KMS.Managed(&k.world.Cloud, c.Scope, k.name).ARN()
}

// GenerateDataKey makes a 256-bit data key under a key (ID, ARN or alias).
func (k keyService) GenerateDataKey(c *cloud.Call, key string, context map[string]string) (plain, wrapped []byte, arn string, err error) {
	out, err := k.do(c, "GenerateDataKey", &kms.GenerateDataKeyInput{KeyId: key, EncryptionContext: context, KeySpec: new("AES_256")})
	if err != nil {
		return nil, nil, "", err
	}
	made := out.(kms.GenerateDataKeyOutput)
	return made.Plaintext, made.CiphertextBlob, made.KeyId, nil
}

// Decrypt opens a wrapped data key.
func (k keyService) Decrypt(c *cloud.Call, wrapped []byte, context map[string]string) (plain []byte, arn string, err error) {
	out, err := k.do(c, "Decrypt", &kms.DecryptInput{CiphertextBlob: wrapped, EncryptionContext: context})
	if err != nil {
		return nil, "", err
	}
	opened := out.(kms.DecryptOutput)
	return opened.Plaintext, opened.KeyId, nil
}

// wireKMS lets KMS ask which Regions and principals there are.
func (w *World) wireKMS() { w.KMS.Plug(regions{}, principals{w}) }

// regions tells KMS which Regions there are.
type regions struct{}

// IsRegion is true of the name of a Region of AWS.
func (regions) IsRegion(name string) bool { return len(vpc.Zones(name)) > 0 }

// principals tells KMS who there is.
type principals struct{ world *World }

// IsPrincipal is true of whoever a policy may name: everyone, a service, an
// account, a session; a user or a role only if there is one.
// docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
func (p principals) IsPrincipal(arn string) bool {
	part := strings.SplitN(arn, ":", 6)
	if len(part) != 6 || part[2] != "iam" || len(part[4]) != 12 {
		return arn == "*" || strings.HasPrefix(arn, "SERVICE:") || strings.HasPrefix(arn, "FEDERATED:") || len(arn) == 12 || len(part) == 6 && part[2] == "sts"
	}
	a := p.world.IAM.Account(part[4])
	name := strings.ToLower(part[5][strings.LastIndexByte(part[5], '/')+1:])
	switch kind, _, _ := strings.Cut(part[5], "/"); kind {
	case "root":
		return true
	case "user":
		u := a.Users.Find(name)
		return u != nil && u.ARN() == arn
	case "role":
		r := a.Roles.Find(name)
		return r != nil && r.ARN() == arn
	}
	return false
}

package vpc

import (
	"net/netip"

	"skylab/simulators/cloud"
)

// publicRanges are two /16 blocks a Region out of those that AWS publishes for
// EC2 there and not for S3 or DynamoDB (ip-ranges.json of 2026-08-22). Addresses
// of Elastic IPs and of instances are drawn from them.
// docs.aws.amazon.com/vpc/latest/userguide/aws-ip-ranges.html
var publicRanges = map[string][2]uint16{
	"af-south-1":     {15<<8 | 103, 15<<8 | 241},
	"ap-east-1":      {16<<8 | 106, 18<<8 | 162},
	"ap-east-2":      {43<<8 | 213, 54<<8 | 55},
	"ap-northeast-1": {54<<8 | 168, 13<<8 | 114},
	"ap-northeast-2": {13<<8 | 125, 43<<8 | 200},
	"ap-northeast-3": {16<<8 | 209, 13<<8 | 208},
	"ap-south-1":     {3<<8 | 110, 13<<8 | 162},
	"ap-south-2":     {98<<8 | 130, 18<<8 | 61},
	"ap-southeast-1": {3<<8 | 1, 13<<8 | 144},
	"ap-southeast-2": {3<<8 | 104, 13<<8 | 146},
	"ap-southeast-3": {15<<8 | 233, 16<<8 | 78},
	"ap-southeast-4": {16<<8 | 26, 16<<8 | 140},
	"ap-southeast-5": {56<<8 | 70, 43<<8 | 217},
	"ap-southeast-6": {182<<8 | 24, 182<<8 | 25},
	"ap-southeast-7": {65<<8 | 178, 65<<8 | 179},
	"ca-central-1":   {16<<8 | 52, 16<<8 | 54},
	"ca-west-1":      {40<<8 | 177, 56<<8 | 112},
	"eu-central-1":   {3<<8 | 67, 3<<8 | 121},
	"eu-central-2":   {16<<8 | 19, 51<<8 | 34},
	"eu-north-1":     {13<<8 | 61, 13<<8 | 62},
	"eu-south-1":     {51<<8 | 118, 15<<8 | 160},
	"eu-south-2":     {15<<8 | 216, 15<<8 | 217},
	"eu-west-1":      {34<<8 | 240, 52<<8 | 208},
	"eu-west-2":      {13<<8 | 41, 13<<8 | 135},
	"eu-west-3":      {13<<8 | 37, 51<<8 | 45},
	"il-central-1":   {51<<8 | 84, 51<<8 | 85},
	"me-central-1":   {158<<8 | 252, 158<<8 | 253},
	"me-south-1":     {13<<8 | 152, 16<<8 | 25},
	"mx-central-1":   {78<<8 | 13, 78<<8 | 15},
	"sa-east-1":      {52<<8 | 67, 54<<8 | 21},
	"us-east-1":      {54<<8 | 144, 3<<8 | 81},
	"us-east-2":      {3<<8 | 13, 3<<8 | 14},
	"us-west-1":      {18<<8 | 145, 50<<8 | 18},
	"us-west-2":      {34<<8 | 208, 54<<8 | 184},
}

// The last two bytes of a public address are drawn from 1 to 254 each.
const (
	publicSide   = 254
	publicPlaces = publicSide * publicSide
	publicStride = 40503 // has no divisor in common with publicPlaces: every place comes once
)

var publicLabel = cloud.Label("public IPv4 address")

// publicAddress gives out the next public IPv4 address of a Region. It depends
// on the seed and on how many were given out there before, to whatever account,
// so no two things ever have the same one and none comes back.
func publicAddress(w *cloud.World, region string) netip.Addr {
	n := w.Next(cloud.Scope{Region: region}, "public address") - 1
	blocks := publicRanges[region]
	block := blocks[n/publicPlaces%2]
	start := cloud.RollBelow(w.Seed, publicLabel^cloud.Label(region), 0, publicPlaces)
	place := (start + n%publicPlaces*publicStride) % publicPlaces
	return netip.AddrFrom4([4]byte{byte(block >> 8), byte(block), byte(place/publicSide + 1), byte(place%publicSide + 1)})
}

// privateName is the DNS name that a private address has in its VPC.
// docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html
func privateName(region string, a netip.Addr) string {
	if region == "us-east-1" {
		return "ip-" + dashed(a) + ".ec2.internal"
	}
	return "ip-" + dashed(a) + "." + region + ".compute.internal"
}

// publicName is the DNS name of a public address.
func publicName(region string, a netip.Addr) string {
	if region == "us-east-1" {
		return "ec2-" + dashed(a) + ".compute-1.amazonaws.com"
	}
	return "ec2-" + dashed(a) + "." + region + ".compute.amazonaws.com"
}

func dashed(a netip.Addr) string {
	b := []byte(a.String())
	for i := range b {
		if b[i] == '.' {
			b[i] = '-'
		}
	}
	return string(b)
}

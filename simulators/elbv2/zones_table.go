package elbv2

// hostedZones are the hosted zones of load balancers' names: of application
// load balancers under false, of network load balancers under true.
// docs.aws.amazon.com/general/latest/gr/elb.html (as kept in
// github.com/kubernetes-sigs/external-dns; read 2026-11-20)
var hostedZones = map[string]map[bool]string{
	"us-east-1":      {false: "Z35SXDOTRQ7X7K", true: "Z26RNL4JYFTOTI"},
	"us-east-2":      {false: "Z3AADJGX6KTTL2", true: "ZLMOA37VPKANP"},
	"us-west-1":      {false: "Z368ELLRRE2KJ0", true: "Z24FKFUX50B4VW"},
	"us-west-2":      {false: "Z1H1FL5HABSF5", true: "Z18D5FSROUN65G"},
	"ca-central-1":   {false: "ZQSVJUPU6J1EY", true: "Z2EPGBW3API2WT"},
	"ap-east-1":      {false: "Z3DQVH9N71FHZ0", true: "Z12Y7K3UBGUAD1"},
	"ap-south-1":     {false: "ZP97RAFLXTNZK", true: "ZVDDRBQ08TROA"},
	"ap-northeast-1": {false: "Z14GRHDCWA56QT", true: "Z31USIVHYNEOWT"},
	"ap-northeast-2": {false: "ZWKZPGTI48KDX", true: "ZIBE1TIR4HY56"},
	"ap-northeast-3": {false: "Z5LXEXXYW11ES", true: "Z1GWIQ4HH19I5X"},
	"ap-southeast-1": {false: "Z1LMS91P8CMLE5", true: "ZKVM4W9LS7TM"},
	"ap-southeast-2": {false: "Z1GM3OXH4ZPM65", true: "ZCT6FZBF4DROD"},
	"eu-central-1":   {false: "Z215JYRZR1TBD5", true: "Z3F0SRJ5LGBH90"},
	"eu-west-1":      {false: "Z32O12XQLNTSW2", true: "Z2IFOLAFXWLO4F"},
	"eu-west-2":      {false: "ZHURV8PSTC4K8", true: "ZD4D7Y8KGAS4G"},
	"eu-west-3":      {false: "Z3Q77PNBQS71R4", true: "Z1CMS0P5QUZ6D5"},
	"eu-north-1":     {false: "Z23TAZ6LKFMNIO", true: "Z1UDT6IFJ4EJM"},
	"eu-south-1":     {false: "Z3ULH7SSC9OV64", true: "Z23146JA1KNAFP"},
	"sa-east-1":      {false: "Z2P70J7HTTTPLU", true: "ZTK26PT1VY4CU"},
}

package route53

// One table: the Regions and where each lies: the city that AWS names it
// after, or for the older ones the place where its data centres are known to
// be. AWS publishes no coordinates. Hundredths of a degree. measured is the
// Region's row in the table of latencies, none where that has no figures.
// docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
// (read 2026-11-20)
var regions = []Region{
	{"us-east-1", "Ashburn", "US", "VA", 3904, -7749, 29},
	{"us-east-2", "Columbus", "US", "OH", 3996, -8300, 30},
	{"us-west-1", "San Jose", "US", "CA", 3735, -12196, 31},
	{"us-west-2", "Boardman", "US", "OR", 4584, -11970, 32},
	{"ca-central-1", "Montreal", "CA", "", 4550, -7357, 14},
	{"ca-west-1", "Calgary", "CA", "", 5105, -11407, 15},
	{"mx-central-1", "Querétaro", "MX", "", 2059, -10039, 27},
	{"sa-east-1", "São Paulo", "BR", "", -2355, -4663, 28},
	{"eu-west-1", "Dublin", "IE", "", 5335, -626, 21},
	{"eu-west-2", "London", "GB", "", 5151, -13, 22},
	{"eu-west-3", "Paris", "FR", "", 4886, 235, 23},
	{"eu-central-1", "Frankfurt", "DE", "", 5011, 868, 16},
	{"eu-central-2", "Zurich", "CH", "", 4738, 854, 17},
	{"eu-north-1", "Stockholm", "SE", "", 5933, 1806, 18},
	{"eu-south-1", "Milan", "IT", "", 4546, 919, 19},
	{"eu-south-2", "Zaragoza", "ES", "", 4165, -88, 20},
	{"eusc-de-east-1", "Brandenburg", "DE", "", 5240, 1306, none},
	{"il-central-1", "Tel Aviv", "IL", "", 3209, 3478, 24},
	{"me-central-1", "Dubai", "AE", "", 2520, 5527, 25},
	{"me-south-1", "Manama", "BH", "", 2623, 5059, 26},
	{"af-south-1", "Cape Town", "ZA", "", -3392, 1842, 0},
	{"ap-south-1", "Mumbai", "IN", "", 1908, 7288, 6},
	{"ap-south-2", "Hyderabad", "IN", "", 1739, 7849, 7},
	{"ap-southeast-1", "Singapore", "SG", "", 135, 10382, 8},
	{"ap-southeast-2", "Sydney", "AU", "", -3387, 15121, 9},
	{"ap-southeast-3", "Jakarta", "ID", "", -621, 10685, 10},
	{"ap-southeast-4", "Melbourne", "AU", "", -3781, 14496, 11},
	{"ap-southeast-5", "Kuala Lumpur", "MY", "", 314, 10169, 12},
	{"ap-southeast-6", "Auckland", "NZ", "", -3685, 17476, none},
	{"ap-southeast-7", "Bangkok", "TH", "", 1376, 10050, 13},
	{"ap-northeast-1", "Tokyo", "JP", "", 3568, 13969, 3},
	{"ap-northeast-2", "Seoul", "KR", "", 3757, 12698, 4},
	{"ap-northeast-3", "Osaka", "JP", "", 3469, 13550, 5},
	{"ap-east-1", "Hong Kong", "HK", "", 2232, 11417, 1},
	{"ap-east-2", "Taipei", "TW", "", 2503, 12157, 2},
	{"cn-north-1", "Beijing", "CN", "", 3990, 11641, none},
	{"cn-northwest-1", "Zhongwei", "CN", "", 3751, 10519, none},
	{"us-gov-east-1", "Columbus", "US", "OH", 3996, -8300, none},
	{"us-gov-west-1", "Boardman", "US", "OR", 4584, -11970, none},
}

package lambda

// FunctionCode says where a function's code is.
type FunctionCode struct {
	ZipFile  []byte  `doc:"the zip file's bytes (the command takes --zip-file fileb://fn.zip instead)"`
	S3Bucket *string `doc:"bucket with the zip file; lab-packages has one of any size"`
	S3Key    *string `doc:"name of the zip file there; in lab-packages 5MB.zip is one of 5 MB"`
	ImageUri *string `doc:"address of a container image in Amazon ECR"`
}

// VpcConfig ties a function to subnets.
type VpcConfig struct {
	SubnetIds        []string `doc:"subnets"`
	SecurityGroupIds []string `doc:"security groups"`
}

// DeadLetterConfig is where events go whose runs all failed.
type DeadLetterConfig struct {
	TargetArn *string `doc:"ARN of a queue"`
}

// EnvironmentInput holds environment variables.
type EnvironmentInput struct {
	Variables map[string]string `doc:"names and values, 4 KB in all"`
}

// TracingConfig is X-Ray's mode.
type TracingConfig struct {
	Mode *string `enum:"Active|PassThrough"`
}

// EphemeralStorage is the size of /tmp.
type EphemeralStorage struct {
	Size int `required:"true" doc:"MB, 512 to 10240"`
}

// SnapStart is when snapshots are taken.
type SnapStart struct {
	ApplyOn *string `enum:"PublishedVersions|None"`
}

// LoggingConfig is how a function writes its log.
type LoggingConfig struct {
	LogFormat           *string `enum:"JSON|Text"`
	ApplicationLogLevel *string `enum:"TRACE|DEBUG|INFO|WARN|ERROR|FATAL"`
	SystemLogLevel      *string `enum:"DEBUG|INFO|WARN"`
	LogGroup            *string
}

// CreateFunctionInput is what a new function is to be.
type CreateFunctionInput struct {
	FunctionName     string            `required:"true" doc:"1 to 64 letters, digits, - and _"`
	Runtime          *string           `doc:"nodejs24.x, python3.14, java25, provided.al2023, …"`
	Role             string            `required:"true" doc:"ARN of the role that the function runs as"`
	Handler          *string           `doc:"what runs: echo.handler, work.handler, wait.handler, menu-photo.handler, notify.handler, orders.handler"`
	Code             FunctionCode      `required:"true" doc:"the deployment package"`
	Description      *string           `doc:"free text"`
	Timeout          *int              `doc:"seconds, 1 to 900; 3 unless given"`
	MemorySize       *int              `doc:"MB, 128 to 10240; 128 unless given; CPU comes with it"`
	Publish          *bool             `doc:"publish version 1 at once"`
	VpcConfig        *VpcConfig        `doc:"subnets and security groups"`
	PackageType      *string           `enum:"Zip|Image"`
	DeadLetterConfig *DeadLetterConfig `doc:"where events go whose runs all failed"`
	Environment      *EnvironmentInput `doc:"environment variables"`
	KMSKeyArn        *string           `doc:"key that encrypts the variables"`
	TracingConfig    *TracingConfig    `doc:"X-Ray"`
	Tags             map[string]string `doc:"tags"`
	Layers           []string          `doc:"ARNs of layer versions, up to five"`
	Architectures    []string          `doc:"x86_64 or arm64"`
	EphemeralStorage *EphemeralStorage `doc:"size of /tmp"`
	SnapStart        *SnapStart        `doc:"start published versions from a snapshot"`
	LoggingConfig    *LoggingConfig    `doc:"log format and group"`
}

// VpcConfigResponse is VpcConfig as it is described.
type VpcConfigResponse struct {
	SubnetIds               []string
	SecurityGroupIds        []string
	VpcId                   string
	Ipv6AllowedForDualStack bool
}

// EnvironmentResponse holds environment variables.
type EnvironmentResponse struct{ Variables map[string]string }

// TracingConfigResponse is X-Ray's mode.
type TracingConfigResponse struct{ Mode string }

// Layer is a layer version that a function uses.
type Layer struct {
	Arn      string
	CodeSize int64
}

// SnapStartResponse is when snapshots are taken and whether there is one.
type SnapStartResponse struct {
	ApplyOn            string
	OptimizationStatus string
}

// RuntimeVersionConfig is the exact runtime.
type RuntimeVersionConfig struct{ RuntimeVersionArn string }

// LoggingConfigResponse is how a function writes its log.
type LoggingConfigResponse struct {
	LogFormat           string
	ApplicationLogLevel *string
	SystemLogLevel      *string
	LogGroup            string
}

// FunctionConfiguration is a function's version as AWS describes it.
// docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html
type FunctionConfiguration struct {
	FunctionName               string
	FunctionArn                string
	Runtime                    *string
	Role                       string
	Handler                    *string
	CodeSize                   int64
	Description                string
	Timeout                    int
	MemorySize                 int
	LastModified               string
	CodeSha256                 string
	Version                    string
	VpcConfig                  *VpcConfigResponse
	DeadLetterConfig           *DeadLetterConfig
	Environment                *EnvironmentResponse
	KMSKeyArn                  *string
	TracingConfig              TracingConfigResponse
	RevisionId                 string
	Layers                     []Layer
	State                      *string
	StateReason                *string
	StateReasonCode            *string
	LastUpdateStatus           *string
	LastUpdateStatusReason     *string
	LastUpdateStatusReasonCode *string
	PackageType                string
	Architectures              []string
	EphemeralStorage           EphemeralStorage
	SnapStart                  SnapStartResponse
	RuntimeVersionConfig       *RuntimeVersionConfig
	LoggingConfig              LoggingConfigResponse
}

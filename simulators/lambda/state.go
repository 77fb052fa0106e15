package lambda

import (
	"maps"
	"slices"

	"skylab/simulators/cloud"
)

// State is everything that the simulated service remembers, for all accounts
// and Regions of a world. Plain values only: Clone copies all of it.
type State struct {
	Regions map[cloud.Scope]*Region

	around around // the services that functions touch, plugged in by the world
}

// Region is what one account has in one Region.
type Region struct {
	Functions cloud.Collection[Function]
	Mappings  cloud.Collection[Mapping]
	Queue     cloud.Collection[Pending] // events that wait for an asynchronous run
	Engine    Engine                    // the execution environments
	Rooms     cloud.Collection[Room]    // what environments remember
	Batches   cloud.Collection[Batch]   // of queues' messages, under way
	Scalables cloud.Collection[Scalable]
	Schedules cloud.Collection[Schedule]
	Quotas    map[string]int // raised values by quota code; absent means AWS's default
}

// Function is one function with all its versions. Latest is $LATEST.
type Function struct {
	Name     string
	ARN      string // without a qualifier
	Made     cloud.Time
	Latest   Configuration
	Versions []Configuration // published, 1 first; a deleted number is not given again
	Last     int             // the highest number ever published
	Aliases  []Alias         // by name

	Limited     bool // a reserved concurrency is set
	Reserved    int
	Provisioned []Provisioned
	Async       []AsyncConfig // by qualifier
	Policies    []Policy      // resource policies, by qualifier
	Tags        []Tag
}

// Configuration is a function's code and configuration; but for $LATEST it never
// changes once published.
type Configuration struct {
	Number       string // $LATEST, 1, 2, …
	Runtime      string
	Role         string
	Handler      string
	Description  string
	Package      string // Zip or Image
	Image        string // the image's address, of a package Image
	Memory       int    // MB
	Timeout      int    // seconds
	Storage      int    // MB of /tmp
	Architecture string // x86_64 or arm64
	Tracing      string // PassThrough or Active
	Environment  []Variable
	Layers       []string
	Subnets      []string
	Groups       []string // security groups
	VPC          string
	SnapStart    bool   // ApplyOn PublishedVersions
	DeadLetter   string // ARN of a queue or topic
	KMSKey       string
	LogFormat    string // Text or JSON
	LogGroup     string
	Code         Code
	Modified     cloud.Time
	Revision     string
	Active       cloud.Time // Pending until then; the first deployment
	Updated      cloud.Time // LastUpdateStatus is InProgress until then
}

// Code is a deployment package: Lambda keeps its size and its hash, and the
// lab keeps nothing else of it.
type Code struct {
	Size   int64  // bytes of the package, zipped
	SHA256 string // base64
}

// Variable is one environment variable.
type Variable struct{ Name, Value string }

// Tag is one label.
type Tag struct{ Key, Value string }

// Alias is a name for a version, or for two with a share each.
type Alias struct {
	Name        string
	Version     string
	Second      string  // the version that gets Share of the calls, or empty
	Share       float64 // 0 to 1
	Description string
	Revision    string
}

// Provisioned is provisioned concurrency for one alias or version.
type Provisioned struct {
	Qualifier string // alias or version number
	Requested int
	Asked     cloud.Time // when it was set
	Ready     cloud.Time // all of it is allocated from then on; none of it is used before
	Failed    string     // why it failed, or empty
	Modified  cloud.Time
}

// AsyncConfig is how a function's asynchronous calls are retried and where
// their results go.
type AsyncConfig struct {
	Qualifier string // $LATEST, a version or an alias
	Retries   int    // -1: not set, so 2
	Age       int    // seconds; 0: not set, so 6 hours
	Success   string // ARN
	Failure   string // ARN
	Modified  cloud.Time
}

// Policy is the resource policy of a function or of one of its qualifiers.
type Policy struct {
	Qualifier  string // empty: the function without a qualifier
	Statements []Statement
	Revision   string
}

// Statement is one permission of a resource policy, as JSON.
type Statement struct{ Sid, Text string }

// Mapping is an event source mapping: Lambda's own pollers of a queue.
type Mapping struct {
	UUID     string
	Source   string // ARN of the queue
	Function string // name
	Alias    string // its qualifier, or empty
	Batch    int
	Window   int      // seconds
	Filters  []string // patterns; a record must pass one
	Partial  bool     // ReportBatchItemFailures
	Maximum  int      // ScalingConfig.MaximumConcurrency; 0: none
	Enabled  bool     // it is to be, or is
	State    string
	Modified cloud.Time
	Next     cloud.Time // when the queue is looked at next; 0: when a message comes
	Since    cloud.Time // the batching window began; 0: none is open
	Began    cloud.Time // the pollers have grown since then; 0: nothing runs
	Running  int        // batches
}

// Batch is a batch of a queue's messages that a function is working on.
type Batch struct {
	ID       string
	Mapping  string
	Receipts []string // to delete when it is done
}

// Pending is an asynchronous event that is kept until it has run.
type Pending struct {
	ID        string // the request's
	Function  string // name
	Qualifier string // as it was invoked; empty for none
	Payload   string
	Arrived   cloud.Time
	Runs      int    // so far
	Throttled int    // refusals in a row
	Again     bool   // it runs a second time though it worked: the queue delivers at least once
	Version   string // that ran last
	Failed    bool   // that run
	Answer    string // of that run
}

// Key is the function's name.
func (f Function) Key() string { return f.Name }

// Clone copies the function.
func (f Function) Clone() Function {
	f.Latest = f.Latest.Clone()
	f.Versions = slices.Clone(f.Versions)
	for i := range f.Versions {
		f.Versions[i] = f.Versions[i].Clone()
	}
	f.Aliases = slices.Clone(f.Aliases)
	f.Provisioned = slices.Clone(f.Provisioned)
	f.Async = slices.Clone(f.Async)
	f.Policies = slices.Clone(f.Policies)
	for i := range f.Policies {
		f.Policies[i].Statements = slices.Clone(f.Policies[i].Statements)
	}
	f.Tags = slices.Clone(f.Tags)
	return f
}

// Clone copies the version.
func (v Configuration) Clone() Configuration {
	v.Environment = slices.Clone(v.Environment)
	v.Layers = slices.Clone(v.Layers)
	v.Subnets = slices.Clone(v.Subnets)
	v.Groups = slices.Clone(v.Groups)
	return v
}

// Key is the mapping's UUID.
func (m Mapping) Key() string { return m.UUID }

// Clone copies the mapping.
func (m Mapping) Clone() Mapping { m.Filters = slices.Clone(m.Filters); return m }

// Key is the batch's ID.
func (b Batch) Key() string { return b.ID }

// Clone copies the batch.
func (b Batch) Clone() Batch { b.Receipts = slices.Clone(b.Receipts); return b }

// Key is the request's ID; the second delivery of a request has one of its own.
func (p Pending) Key() string { return p.ID }

// Clone copies the event.
func (p Pending) Clone() Pending { return p }

// Clone copies the state; afterwards the two share nothing that changes.
func (s *State) Clone() State {
	n := State{}
	if s.Regions != nil {
		n.Regions = make(map[cloud.Scope]*Region, len(s.Regions))
	}
	for scope, r := range s.Regions {
		n.Regions[scope] = &Region{
			Functions: r.Functions.Clone(), Mappings: r.Mappings.Clone(), Queue: r.Queue.Clone(), Engine: r.Engine.Clone(), Rooms: r.Rooms.Clone(), Batches: r.Batches.Clone(), Scalables: r.Scalables.Clone(), Schedules: r.Schedules.Clone(), Quotas: maps.Clone(r.Quotas),
		}
	}
	return n
}

// At is the Region that a call goes to, made on first touch.
func (s *State) At(scope cloud.Scope) *Region {
	if s.Regions == nil {
		s.Regions = map[cloud.Scope]*Region{}
	}
	r := s.Regions[scope]
	if r == nil {
		r = &Region{Engine: NewEngine(Measured())}
		s.Regions[scope] = r
	}
	return r
}

package sqs

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/cloud/policy"
)

// NoOutput is what an operation answers that only changes something.
type NoOutput struct{}

// CreateQueueInput is a new queue.
type CreateQueueInput struct {
	QueueName  string            `required:"true" doc:"up to 80 letters, digits, - and _"`
	Attributes map[string]string `doc:"VisibilityTimeout=30,RedrivePolicy=…"`
	Tags       map[string]string `aws:"tags" doc:"tags"`
}

// QueueURLOutput is a queue's address.
type QueueURLOutput struct{ QueueUrl string }

var namePattern = regexp.MustCompile(`^[a-zA-Z0-9_-]{1,80}$`)

// CreateQueue makes a queue; one of the same name and attributes is returned.
// docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
func (s *State) CreateQueue(c *cloud.Call, in CreateQueueInput) (QueueURLOutput, error) {
	var none QueueURLOutput
	if strings.HasSuffix(in.QueueName, ".fifo") || in.Attributes["FifoQueue"] != "" {
		return none, wrong("AWS.SimpleQueueService.UnsupportedOperation", "The lab's queues are standard queues; FIFO queues are not simulated yet.")
	}
	if !namePattern.MatchString(in.QueueName) {
		return none, parameter(in.QueueName, "QueueName", "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length")
	}
	arn := "arn:aws:sqs:" + c.Scope.Region + ":" + c.Scope.Account + ":" + in.QueueName
	if err := policy.Authorize(c, cloud.Request{Action: "sqs:CreateQueue", Resource: arn}, policy.Owned{Account: c.Scope.Account}); err != nil {
		return none, err
	}
	q := Queue{
		Name: in.QueueName, ARN: arn, URL: "https://sqs." + c.Scope.Region + ".amazonaws.com/" + c.Scope.Account + "/" + in.QueueName,
		Made: c.Now, Changed: c.Now, Encrypted: true,
	}
	for _, l := range numbers {
		q.setNumber(l.name, l.usual)
	}
	names := slices.Sorted(maps.Keys(in.Attributes))
	for _, name := range names {
		if fifoOnly[name] {
			return none, wrong("InvalidAttributeName", "You can specify the "+name+" only when FifoQueue is set to true.")
		}
		if err := s.set(&q, name, in.Attributes[name]); err != nil {
			return none, err
		}
	}
	c.Resources = append(c.Resources, arn)
	r := s.At(c.Scope)
	if old := r.Queues.Find(q.Name); old != nil {
		is, wants := old.attributes(c.Now), q.attributes(c.Now)
		for _, name := range names {
			if is[name] != wants[name] {
				return none, wrong("QueueAlreadyExists", "A queue already exists with the same name and a different value for attribute "+name)
			}
		}
		return QueueURLOutput{old.URL}, nil
	}
	if len(in.Tags) > 0 {
		q.Tags = maps.Clone(in.Tags)
	}
	return QueueURLOutput{r.Queues.Add(q).URL}, nil
}

var fifoOnly = map[string]bool{"DeduplicationScope": true, "FifoThroughputLimit": true}

// queue finds the queue of an address and asks whether the caller may do what
// it wants with it: the caller's own policies and the queue's have a say.
// docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-overview-of-managing-access.html
func (s *State) queue(c *cloud.Call, url, action string) (*Queue, error) {
	rest, ok := strings.CutPrefix(url, "https://sqs.")
	region, path, _ := strings.Cut(rest, ".amazonaws.com/")
	account, name, _ := strings.Cut(path, "/")
	if !ok || account == "" || name == "" {
		return nil, wrong("InvalidAddress", "The address "+url+" is not valid for this endpoint.")
	}
	scope := cloud.Scope{Account: account, Region: region}
	if region != c.Scope.Region {
		return nil, noQueue()
	}
	var q *Queue
	if r := s.Regions[scope]; r != nil {
		q = r.Queues.Find(name)
	}
	if q == nil {
		return nil, noQueue()
	}
	return q, q.Authorize(c, action)
}

// Authorize asks whether the caller may do something with the queue.
func (q *Queue) Authorize(c *cloud.Call, action string) error {
	c.Resources = append(c.Resources, q.ARN)
	owned := policy.Owned{Account: strings.Split(q.ARN, ":")[4], At: q.ARN}
	if q.Policy != "" {
		if d, err := policy.Parse(q.Policy); err == nil {
			owned.Policy = &d
		}
	}
	return policy.Authorize(c, cloud.Request{Action: "sqs:" + action, Resource: q.ARN}, owned)
}

// GetQueueUrlInput names a queue.
type GetQueueUrlInput struct {
	QueueName              string  `required:"true" doc:"name of the queue"`
	QueueOwnerAWSAccountId *string `doc:"account that owns it"`
}

// GetQueueUrl finds a queue's address.
// docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueUrl.html
func (s *State) GetQueueUrl(c *cloud.Call, in GetQueueUrlInput) (QueueURLOutput, error) {
	scope := c.Scope
	if in.QueueOwnerAWSAccountId != nil {
		scope.Account = *in.QueueOwnerAWSAccountId
	}
	r := s.Regions[scope]
	if r == nil || r.Queues.Find(in.QueueName) == nil {
		return QueueURLOutput{}, noQueue()
	}
	q := r.Queues.Find(in.QueueName)
	return QueueURLOutput{q.URL}, q.Authorize(c, "GetQueueUrl")
}

// ListQueuesInput asks for queues.
type ListQueuesInput struct {
	QueueNamePrefix *string `doc:"only those that begin so"`
	NextToken       *string `doc:"where to go on"`
	MaxResults      *int    `doc:"how many at most"`
}

// ListQueuesOutput is their addresses.
type ListQueuesOutput struct {
	QueueUrls []string
	NextToken *string
}

// ListQueues lists queues, up to 1,000.
// docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html
func (s *State) ListQueues(c *cloud.Call, in ListQueuesInput) (ListQueuesOutput, error) {
	var out ListQueuesOutput
	from, n := "", 1000
	if in.NextToken != nil {
		from = *in.NextToken
	}
	if in.MaxResults != nil {
		n = *in.MaxResults
		if err := between("MaxResults", n, 1, 1000); err != nil {
			return out, err
		}
	}
	var urls []string
	for q := range s.At(c.Scope).Queues.All {
		if (in.QueueNamePrefix == nil || strings.HasPrefix(q.Name, *in.QueueNamePrefix)) && q.URL > from {
			urls = append(urls, q.URL)
		}
	}
	slices.Sort(urls)
	if len(urls) > n {
		urls = urls[:n]
		out.NextToken = new(urls[n-1])
	}
	out.QueueUrls = urls // none: not told at all
	return out, nil
}

// QueueInput names a queue.
type QueueInput struct {
	QueueUrl string `required:"true" doc:"the queue's address"`
}

// DeleteQueue deletes a queue with all its messages.
// docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteQueue.html
func (s *State) DeleteQueue(c *cloud.Call, in QueueInput) (NoOutput, error) {
	q, err := s.queue(c, in.QueueUrl, "DeleteQueue")
	if err != nil {
		return NoOutput{}, err
	}
	s.At(c.Scope).Queues.Remove(q.Name)
	return NoOutput{}, nil
}

// PurgeQueue deletes all messages, at most once a minute.
// docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html
func (s *State) PurgeQueue(c *cloud.Call, in QueueInput) (NoOutput, error) {
	q, err := s.queue(c, in.QueueUrl, "PurgeQueue")
	if err != nil {
		return NoOutput{}, err
	}
	if q.Purged > 0 && c.Now < q.Purged+cloud.Minute {
		return NoOutput{}, wrong("AWS.SimpleQueueService.PurgeQueueInProgress", "Only one PurgeQueue operation on "+q.Name+" is allowed every 60 seconds.")
	}
	q.Messages, q.Purged = cloud.Collection[Message]{}, c.Now
	return NoOutput{}, nil
}

// GetQueueAttributesInput asks for attributes.
type GetQueueAttributesInput struct {
	QueueUrl       string   `required:"true" doc:"the queue's address"`
	AttributeNames []string `doc:"All, or names"`
}

// GetQueueAttributesOutput is their values.
type GetQueueAttributesOutput struct{ Attributes map[string]string }

// GetQueueAttributes tells a queue's attributes.
// docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html
func (s *State) GetQueueAttributes(c *cloud.Call, in GetQueueAttributesInput) (GetQueueAttributesOutput, error) {
	q, err := s.queue(c, in.QueueUrl, "GetQueueAttributes")
	if err != nil || len(in.AttributeNames) == 0 {
		return GetQueueAttributesOutput{}, err
	}
	q.live(c.Now)
	all := q.attributes(c.Now)
	if slices.Contains(in.AttributeNames, "All") {
		return GetQueueAttributesOutput{all}, nil
	}
	out := GetQueueAttributesOutput{}
	for _, name := range in.AttributeNames {
		if !known[name] {
			return GetQueueAttributesOutput{}, wrong("InvalidAttributeName", "Unknown Attribute "+name+".")
		}
		if v, ok := all[name]; ok {
			if out.Attributes == nil {
				out.Attributes = map[string]string{}
			}
			out.Attributes[name] = v
		}
	}
	return out, nil
}

var known = map[string]bool{
	"All": true, "Policy": true, "VisibilityTimeout": true, "MaximumMessageSize": true, "MessageRetentionPeriod": true, "ApproximateNumberOfMessages": true,
	"ApproximateNumberOfMessagesNotVisible": true, "CreatedTimestamp": true, "LastModifiedTimestamp": true, "QueueArn": true,
	"ApproximateNumberOfMessagesDelayed": true, "DelaySeconds": true, "ReceiveMessageWaitTimeSeconds": true, "RedrivePolicy": true,
	"KmsMasterKeyId": true, "KmsDataKeyReusePeriodSeconds": true, "RedriveAllowPolicy": true, "SqsManagedSseEnabled": true,
}

// SetQueueAttributesInput changes attributes.
type SetQueueAttributesInput struct {
	QueueUrl   string            `required:"true" doc:"the queue's address"`
	Attributes map[string]string `required:"true" doc:"VisibilityTimeout=30,…"`
}

// SetQueueAttributes changes a queue's attributes, all of them or none.
// docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
func (s *State) SetQueueAttributes(c *cloud.Call, in SetQueueAttributesInput) (NoOutput, error) {
	q, err := s.queue(c, in.QueueUrl, "SetQueueAttributes")
	if err != nil {
		return NoOutput{}, err
	}
	changed := *q
	for _, name := range slices.Sorted(maps.Keys(in.Attributes)) {
		if err := s.set(&changed, name, in.Attributes[name]); err != nil {
			return NoOutput{}, err
		}
	}
	changed.Changed = c.Now
	*q = changed
	return NoOutput{}, nil
}

// SourceQueuesInput asks who uses a queue for dead letters.
type SourceQueuesInput struct {
	QueueUrl   string  `required:"true" doc:"the dead-letter queue's address"`
	NextToken  *string `doc:"where to go on"`
	MaxResults *int    `doc:"how many at most"`
}

// SourceQueuesOutput is their addresses.
type SourceQueuesOutput struct {
	QueueUrls []string `aws:"queueUrls"`
	NextToken *string
}

// ListDeadLetterSourceQueues lists the queues whose dead letters a queue takes.
// docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListDeadLetterSourceQueues.html
func (s *State) ListDeadLetterSourceQueues(c *cloud.Call, in SourceQueuesInput) (SourceQueuesOutput, error) {
	q, err := s.queue(c, in.QueueUrl, "ListDeadLetterSourceQueues")
	out := SourceQueuesOutput{QueueUrls: []string{}}
	if err != nil {
		return out, err
	}
	for x := range s.At(c.Scope).Queues.All {
		if x.DeadLetter == q.ARN {
			out.QueueUrls = append(out.QueueUrls, x.URL)
		}
	}
	return out, nil
}

// TagQueueInput adds tags.
type TagQueueInput struct {
	QueueUrl string            `required:"true" doc:"the queue's address"`
	Tags     map[string]string `required:"true" doc:"Key=Value,…"`
}

// TagQueue adds or changes tags.
// docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_TagQueue.html
func (s *State) TagQueue(c *cloud.Call, in TagQueueInput) (NoOutput, error) {
	q, err := s.queue(c, in.QueueUrl, "TagQueue")
	if err != nil {
		return NoOutput{}, err
	}
	if q.Tags == nil {
		q.Tags = map[string]string{}
	}
	maps.Copy(q.Tags, in.Tags)
	return NoOutput{}, nil
}

// ListQueueTagsOutput is a queue's tags.
type ListQueueTagsOutput struct{ Tags map[string]string }

// ListQueueTags lists a queue's tags.
// docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueueTags.html
func (s *State) ListQueueTags(c *cloud.Call, in QueueInput) (ListQueueTagsOutput, error) {
	q, err := s.queue(c, in.QueueUrl, "ListQueueTags")
	if err != nil || len(q.Tags) == 0 {
		return ListQueueTagsOutput{}, err
	}
	return ListQueueTagsOutput{maps.Clone(q.Tags)}, nil
}

// UntagQueueInput takes tags away.
type UntagQueueInput struct {
	QueueUrl string   `required:"true" doc:"the queue's address"`
	TagKeys  []string `required:"true" doc:"keys"`
}

// UntagQueue takes tags away.
// docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_UntagQueue.html
func (s *State) UntagQueue(c *cloud.Call, in UntagQueueInput) (NoOutput, error) {
	q, err := s.queue(c, in.QueueUrl, "UntagQueue")
	if err != nil {
		return NoOutput{}, err
	}
	for _, k := range in.TagKeys {
		delete(q.Tags, k)
	}
	return NoOutput{}, nil
}

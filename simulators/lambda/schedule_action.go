package lambda

import "skylab/simulators/cloud"

// ScalableTargetAction is the new bounds.
type ScalableTargetAction struct {
	MinCapacity *int `doc:"environments at least"`
	MaxCapacity *int `doc:"environments at most"`
}

// PutScheduledActionInput is a planned change.
type PutScheduledActionInput struct {
	ServiceNamespace     string                `required:"true" enum:"lambda" doc:"lambda"`
	Schedule             *string               `doc:"at(2026-11-20T11:45:00), cron(45 11 * * ? *), rate(1 hour)"`
	Timezone             *string               `doc:"Asia/Seoul; UTC unless given"`
	ScheduledActionName  string                `required:"true" doc:"a name"`
	ResourceId           string                `required:"true" doc:"function:NAME:ALIAS"`
	ScalableDimension    string                `required:"true" enum:"lambda:function:ProvisionedConcurrency"`
	StartTime            *cloud.Time           `doc:"not before"`
	EndTime              *cloud.Time           `doc:"not after"`
	ScalableTargetAction *ScalableTargetAction `doc:"MinCapacity=50,MaxCapacity=50"`
}

// scheduleDue: a planned change is to be made.
type scheduleDue struct {
	Scope cloud.Scope
	Key   string
	At    cloud.Time
}

// PutScheduledAction plans a change of a target's bounds, once or again and
// again. What is provisioned follows: a minimum above it raises it, a maximum
// below it lowers it.
// docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScheduledAction.html
func (s *State) PutScheduledAction(c *cloud.Call, in PutScheduledActionInput) (NoOutput, error) {
	if _, _, err := scalable(in.ServiceNamespace, in.ScalableDimension, in.ResourceId); err != nil {
		return NoOutput{}, err
	}
	r := s.At(c.Scope)
	if r.Scalables.Find(in.ResourceId) == nil {
		return NoOutput{}, noTarget(in.ResourceId)
	}
	x := Schedule{Name: in.ScheduledActionName, Resource: in.ResourceId, Made: c.Now}
	if old := r.Schedules.Find(x.Key()); old != nil {
		x = *old
	} else if in.Schedule == nil {
		return NoOutput{}, cloud.Errorf(codeValidation, "Schedule must be specified when creating a scheduled action")
	}
	put(&x.When, in.Schedule)
	put(&x.Zone, in.Timezone)
	if in.StartTime != nil {
		x.Start, x.FromStart = *in.StartTime, true
	}
	if in.EndTime != nil {
		x.End, x.ToEnd = *in.EndTime, true
	}
	if a := in.ScalableTargetAction; a != nil {
		x.LeastSet, x.MostSet = a.MinCapacity != nil, a.MaxCapacity != nil
		x.Least, x.Most = or(a.MinCapacity, 0), or(a.MaxCapacity, 0)
	}
	if err := x.check(c.Now); err != nil {
		return NoOutput{}, err
	}
	x.plan(c.World, c.Scope)
	r.Schedules.Add(x)
	return NoOutput{}, nil
}

func (x *Schedule) check(now cloud.Time) error {
	if !x.LeastSet && !x.MostSet {
		return cloud.Errorf(codeValidation, "At least one of MinCapacity and MaxCapacity must be specified in ScalableTargetAction")
	}
	if x.LeastSet && x.MostSet && x.Most < x.Least || x.Least < 0 || x.Most < 0 {
		return cloud.Errorf(codeValidation, "Maximum capacity cannot be less than minimum capacity")
	}
	if _, ok := offsets[x.Zone]; !ok {
		return cloud.Errorf(codeValidation, "Invalid timezone: %s (the lab knows zones without summer time only: UTC, Asia/Seoul, Asia/Tokyo, Asia/Singapore, Asia/Kolkata)", x.Zone)
	}
	t, ok := parseTiming(x.When)
	if !ok {
		return cloud.Errorf(codeValidation, "Invalid schedule expression. Details: Invalid schedule expression: %s", x.When)
	}
	if _, again := t.next(now, offsets[x.Zone], x.Made); !again {
		return cloud.Errorf(codeValidation, "Scheduled action time is in the past")
	}
	return nil
}

// plan notes when a change is due next.
func (x *Schedule) plan(w *cloud.World, scope cloud.Scope) {
	x.Next = 0
	t, ok := parseTiming(x.When)
	if !ok {
		return
	}
	after := w.Now
	if x.FromStart && x.Start > after {
		after = x.Start - 1
	}
	at, ok := t.next(after, offsets[x.Zone], x.Made)
	if !ok || x.ToEnd && at > x.End {
		return
	}
	x.Next = at
	w.At(at, scheduleDue{scope, x.Key(), at})
}

func (s *State) onScheduleDue(w *cloud.World, e scheduleDue) {
	r := s.At(e.Scope)
	x := r.Schedules.Find(e.Key)
	if x == nil || x.Next != e.At {
		return
	}
	if t := r.Scalables.Find(x.Resource); t != nil {
		if x.LeastSet {
			t.Least = x.Least
		}
		if x.MostSet {
			t.Most = x.Most
		}
		t.Most = max(t.Most, t.Least)
		s.fit(w, e.Scope, x.Resource)
	}
	x.plan(w, e.Scope)
	if x.Next == 0 && x.When[0] == 'a' { // at(…) is over
		r.Schedules.Remove(e.Key)
	}
}

// ScheduledActionInput names a planned change.
type ScheduledActionInput struct {
	ServiceNamespace    string `required:"true" enum:"lambda" doc:"lambda"`
	ScheduledActionName string `required:"true" doc:"its name"`
	ResourceId          string `required:"true" doc:"function:NAME:ALIAS"`
	ScalableDimension   string `required:"true" enum:"lambda:function:ProvisionedConcurrency"`
}

// DeleteScheduledAction takes a plan back.
// docs.aws.amazon.com/autoscaling/application/APIReference/API_DeleteScheduledAction.html
func (s *State) DeleteScheduledAction(c *cloud.Call, in ScheduledActionInput) (NoOutput, error) {
	r := s.At(c.Scope)
	key := Schedule{Name: in.ScheduledActionName, Resource: in.ResourceId}.Key()
	if r.Schedules.Find(key) == nil {
		return NoOutput{}, cloud.Errorf("ObjectNotFoundException", "No scheduled action found for service namespace: lambda, resource ID: %s, scalable dimension: %s, scheduled action name: %s", in.ResourceId, in.ScalableDimension, in.ScheduledActionName)
	}
	r.Schedules.Remove(key)
	return NoOutput{}, nil
}

// DescribeScheduledActionsInput asks for plans.
type DescribeScheduledActionsInput struct {
	ScheduledActionNames []string `doc:"only these"`
	ServiceNamespace     string   `required:"true" enum:"lambda" doc:"lambda"`
	ResourceId           *string  `doc:"only of this target"`
	ScalableDimension    *string  `enum:"lambda:function:ProvisionedConcurrency"`
}

// ScheduledAction is a plan as AWS describes it.
type ScheduledAction struct {
	ScheduledActionName  string
	ScheduledActionARN   string
	ServiceNamespace     string
	Schedule             string
	Timezone             *string
	ResourceId           string
	ScalableDimension    string
	StartTime            *cloud.Time
	EndTime              *cloud.Time
	ScalableTargetAction ScalableTargetAction
	CreationTime         cloud.Time
}

// DescribeScheduledActionsOutput is them all.
type DescribeScheduledActionsOutput struct{ ScheduledActions []ScheduledAction }

// DescribeScheduledActions lists plans.
// docs.aws.amazon.com/autoscaling/application/APIReference/API_DescribeScheduledActions.html
func (s *State) DescribeScheduledActions(c *cloud.Call, in DescribeScheduledActionsInput) (DescribeScheduledActionsOutput, error) {
	out := DescribeScheduledActionsOutput{ScheduledActions: []ScheduledAction{}}
	for x := range s.At(c.Scope).Schedules.All {
		if in.ScheduledActionNames != nil && !contains(in.ScheduledActionNames, x.Name) || in.ResourceId != nil && *in.ResourceId != x.Resource {
			continue
		}
		d := ScheduledAction{
			ScheduledActionName: x.Name, ServiceNamespace: scalingSpace, Schedule: x.When, Timezone: given(x.Zone), ResourceId: x.Resource, ScalableDimension: scalingDimension, CreationTime: x.Made,
			ScheduledActionARN: "arn:aws:autoscaling:" + c.Scope.Region + ":" + c.Scope.Account + ":scheduledAction:resource/lambda/" + x.Resource + ":scheduledActionName/" + x.Name,
		}
		if x.LeastSet {
			d.ScalableTargetAction.MinCapacity = new(x.Least)
		}
		if x.MostSet {
			d.ScalableTargetAction.MaxCapacity = new(x.Most)
		}
		if x.FromStart {
			d.StartTime = new(x.Start)
		}
		if x.ToEnd {
			d.EndTime = new(x.End)
		}
		out.ScheduledActions = append(out.ScheduledActions, d)
	}
	return out, nil
}

package vpc

import "skylab/simulators/cloud"

// NetworkInsightsAnalysis is a run of Reachability Analyzer as it is printed.
type NetworkInsightsAnalysis struct {
	NetworkInsightsAnalysisId  string
	NetworkInsightsAnalysisArn string
	NetworkInsightsPathId      string
	FilterInArns               []string
	FilterOutArns              []string
	StartDate                  cloud.Time
	Status                     string
	NetworkPathFound           *bool
	ForwardPathComponents      []PathComponent
	ReturnPathComponents       []PathComponent
	Explanations               []Explanation
	Tags                       []TagOut
}

// analysisOut prints a run.
func (s *State) analysisOut(r *Region, a *InsightsAnalysis) NetworkInsightsAnalysis {
	out := NetworkInsightsAnalysis{
		NetworkInsightsAnalysisId: a.ID, NetworkInsightsAnalysisArn: r.arn("network-insights-analysis", a.ID),
		NetworkInsightsPathId: a.Path, FilterInArns: a.Through, FilterOutArns: a.Without, StartDate: a.Started, Status: a.Status, Tags: a.Tags.outOrEmpty(),
	}
	if a.Status == "running" {
		return out
	}
	out.NetworkPathFound = new(a.PathFound)
	if a.PathFound {
		out.ForwardPathComponents = s.componentsOut(a.Hops, false)
		out.ReturnPathComponents = s.componentsOut(a.Hops, true)
	} else {
		out.Explanations = s.explain(r, a)
	}
	return out
}

// DescribeNetworkInsightsAnalysesInput says which runs.
type DescribeNetworkInsightsAnalysesInput struct {
	NetworkInsightsAnalysisIds []string    `doc:"only these"`
	NetworkInsightsPathId      *string     `doc:"only those of this path"`
	AnalysisStartTime          *cloud.Time `doc:"only those begun since"`
	AnalysisEndTime            *cloud.Time `doc:"only those begun until"`
	Filters                    []Filter    `doc:"path-found (true or false), status, tag:KEY, tag-key"`
	MaxResults                 *int32      `doc:"at most so many a page, 5 to 1000"`
	DryRun                     *bool       `doc:"check only"`
	NextToken                  *string     `doc:"where the page begins"`
}

// DescribeNetworkInsightsAnalysesOutput lists them.
type DescribeNetworkInsightsAnalysesOutput struct {
	NetworkInsightsAnalyses []NetworkInsightsAnalysis
	NextToken               *string
}

var analysisFilters = filterTable[InsightsAnalysis]{
	"path-found": func(_ *Region, a *InsightsAnalysis) []string {
		if a.Status == "running" {
			return nil
		}
		return truth(a.PathFound)
	},
	"status": func(_ *Region, a *InsightsAnalysis) []string { return one(a.Status) },
}

// DescribeNetworkInsightsAnalyses tells the answers.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeNetworkInsightsAnalyses.html
func (s *State) DescribeNetworkInsightsAnalyses(c *cloud.Call, in DescribeNetworkInsightsAnalysesInput) (DescribeNetworkInsightsAnalysesOutput, error) {
	r := s.At(c)
	if in.NetworkInsightsPathId != nil {
		if _, err := find(&r.Paths, pathKind, *in.NetworkInsightsPathId); err != nil {
			return DescribeNetworkInsightsAnalysesOutput{}, err
		}
	}
	list, err := choose(r, &r.Analyses, in.NetworkInsightsAnalysisIds, analysisKind.missing, analysisFilters, in.Filters, func(a *InsightsAnalysis) Tags { return a.Tags })
	if err != nil {
		return DescribeNetworkInsightsAnalysesOutput{}, err
	}
	var asked []*InsightsAnalysis
	for _, a := range list {
		late := in.AnalysisStartTime != nil && a.Started < *in.AnalysisStartTime || in.AnalysisEndTime != nil && a.Started > *in.AnalysisEndTime
		if !late && (in.NetworkInsightsPathId == nil || a.Path == *in.NetworkInsightsPathId) {
			asked = append(asked, a)
		}
	}
	part, next, err := page(asked, in.MaxResults, in.NextToken)
	out := DescribeNetworkInsightsAnalysesOutput{NetworkInsightsAnalyses: []NetworkInsightsAnalysis{}, NextToken: next}
	for _, a := range part {
		out.NetworkInsightsAnalyses = append(out.NetworkInsightsAnalyses, s.analysisOut(r, a))
	}
	return out, err
}

// DeleteNetworkInsightsAnalysisInput names a run.
type DeleteNetworkInsightsAnalysisInput struct {
	DryRun                    *bool  `doc:"check only, change nothing"`
	NetworkInsightsAnalysisId string `required:"true" doc:"the analysis"`
}

// DeleteNetworkInsightsAnalysisOutput names it again.
type DeleteNetworkInsightsAnalysisOutput struct{ NetworkInsightsAnalysisId string }

// DeleteNetworkInsightsAnalysis forgets an answer.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteNetworkInsightsAnalysis.html
func (s *State) DeleteNetworkInsightsAnalysis(c *cloud.Call, in DeleteNetworkInsightsAnalysisInput) (out DeleteNetworkInsightsAnalysisOutput, err error) {
	r := s.At(c)
	if _, err := find(&r.Analyses, analysisKind, in.NetworkInsightsAnalysisId); err != nil {
		return out, err
	}
	r.Analyses.Remove(in.NetworkInsightsAnalysisId)
	return DeleteNetworkInsightsAnalysisOutput{in.NetworkInsightsAnalysisId}, nil
}

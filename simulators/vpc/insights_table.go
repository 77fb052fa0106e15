package vpc

import "skylab/simulators/cloud"

// insightsOperations are Reachability Analyzer's.
var insightsOperations = []cloud.Op{
	change("CreateNetworkInsightsPath", "keep a question: can this reach that?", (*State).CreateNetworkInsightsPath),
	change("DeleteNetworkInsightsPath", "forget a question", (*State).DeleteNetworkInsightsPath),
	read("DescribeNetworkInsightsPaths", "list questions", (*State).DescribeNetworkInsightsPaths),
	change("StartNetworkInsightsAnalysis", "ask a question", (*State).StartNetworkInsightsAnalysis),
	read("DescribeNetworkInsightsAnalyses", "tell the answers", (*State).DescribeNetworkInsightsAnalyses),
	change("DeleteNetworkInsightsAnalysis", "forget an answer", (*State).DeleteNetworkInsightsAnalysis),
}

// insightsEvents are the analyses that come to an end.
var insightsEvents = []cloud.On{
	cloud.Handle((*State).analyse),
}

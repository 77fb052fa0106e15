package home

import "skylab/lessons"

// group is a part of the course. Its title is the sentence home.group.ID.
type group struct {
	id      string
	modules []string
}

// course is every module of the curriculum, those to come included, in the
// order of the course.
var course = []group{
	{"core", []string{"vpc", "kms", "route53", "lambda"}},
	{"foundations", []string{"cloud-concepts", "cloud-basics", "linux-ssh", "iam", "accounts", "pricing", "cost-cleanup", "s3", "storage-backup-dr", "service-atlas"}},
	{"web", []string{"elb", "autoscaling", "deployments", "cloudfront", "acm-https", "edge-security", "sessions", "beanstalk-rds", "hybrid-network"}},
	{"serverless", []string{"pipeline", "kinesis", "dynamodb", "db-choice", "apigateway", "cognito", "sam", "workflows", "microservices", "event-storming"}},
	{"devops", []string{"devops-metrics", "containers", "kubernetes", "cicd", "cloudformation", "terraform", "ansible", "ops-tools", "cloudwatch", "logs", "prometheus", "system-design-basics", "system-design-blocks", "system-design-cases"}},
}

// columns says which groups stand below each other when there is room for one,
// two or three columns.
var columns = map[int][][]int{
	1: {{0, 1, 2, 3, 4}},
	2: {{0, 1, 2}, {3, 4}},
	3: {{0, 1}, {2, 3}, {4}},
}

// Later counts the modules of the course that have no lesson yet.
func Later(l *lessons.Library) int {
	n := 0
	for _, g := range course {
		for _, id := range g.modules {
			if m := l.Find(id); m == nil || len(m.Steps) == 0 {
				n++
			}
		}
	}
	return n
}

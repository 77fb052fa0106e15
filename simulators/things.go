package simulators

import "skylab/simulators/cloud"

// Things lists what the services other than the network hold, service by
// service. The network's resources are Collections of its Regions.
func (w *World) Things() []cloud.Thing {
	var list []cloud.Thing
	for _, service := range [...]any{&w.IAM, &w.KMS, &w.S3, &w.RDS, &w.DynamoDB, &w.Route53, &w.ACM, &w.ELB, &w.Lambda, &w.SQS, &w.Logs, &w.CloudWatch} {
		if l, ok := service.(cloud.Lister); ok {
			list = append(list, l.Things()...)
		}
	}
	return list
}

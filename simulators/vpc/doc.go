// Package vpc simulates Amazon VPC and the part of EC2 that a network needs.
package vpc

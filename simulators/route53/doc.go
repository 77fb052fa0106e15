// Package route53 is a simulated service.
package route53

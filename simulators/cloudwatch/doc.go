// Package cloudwatch is a simulated service.
package cloudwatch

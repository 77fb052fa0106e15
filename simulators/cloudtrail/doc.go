// Package cloudtrail is a simulated service.
package cloudtrail

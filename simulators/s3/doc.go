// Package s3 is a simulated service.
package s3

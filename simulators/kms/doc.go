// Package kms is a simulated service.
package kms

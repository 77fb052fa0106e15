// Package lambda is a simulated service.
package lambda

// Package logs is a simulated service.
package logs

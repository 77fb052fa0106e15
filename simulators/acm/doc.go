// Package acm is a simulated service.
package acm

// Package elbv2 is a simulated service.
package elbv2

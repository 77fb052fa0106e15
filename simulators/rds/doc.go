// Package rds is a simulated service.
package rds

// Package sqs is a simulated service.
package sqs

// Package dynamodb is a simulated service.
package dynamodb

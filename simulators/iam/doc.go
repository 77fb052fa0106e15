// Package iam is a simulated service.
package iam

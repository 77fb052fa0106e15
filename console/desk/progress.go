package desk

import "context"

type progressKey struct{}

// WithProgress is a context in which tools that work for long tell how far they
// are: a share from 0 to 1. The function is called from the goroutine that runs
// the line, some hundred times a second.
func WithProgress(ctx context.Context, tell func(share float64)) context.Context {
	return context.WithValue(ctx, progressKey{}, tell)
}

// Tell tells whoever listens how far a tool is.
func Tell(ctx context.Context, share float64) {
	if tell, ok := ctx.Value(progressKey{}).(func(float64)); ok {
		tell(share)
	}
}

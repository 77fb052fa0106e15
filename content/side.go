package content

import (
	"runtime"
	"sync"
)

// SideBySide runs do for every one of list, workers at a time (0: one for each
// processor), and returns when all are done.
func SideBySide[T any](workers int, list []T, do func(T)) {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	next := make(chan T)
	var wait sync.WaitGroup
	for range workers {
		wait.Go(func() {
			for one := range next {
				do(one)
			}
		})
	}
	for _, one := range list {
		next <- one
	}
	close(next)
	wait.Wait()
}

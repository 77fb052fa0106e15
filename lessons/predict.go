package lessons

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"skylab/console"
	"skylab/content"
)

// Answer computes which option of the step's prediction holds in a moment (the
// step's start, as a rule), by running its block in a fork: the index of the
// option, or -1 when none or more than one holds. The second result is what
// the run showed.
func (s *Step) Answer(ctx context.Context, m *console.Moment) (int, content.Outcome) {
	desk, err := s.desk(ctx, m, variantOf(m))
	if err != nil {
		return -1, content.Outcome{Cut: err, After: m}
	}
	o := content.Run(ctx, desk, s.Predict.Block.Body)
	right := -1
	for i, option := range s.Predict.Options {
		if !option.holds(o) {
			continue
		}
		if right >= 0 {
			return -1, o
		}
		right = i
	}
	return right, o
}

// holds compares an option's key with what a run showed: ok, status=N, an API
// error code, or the fields of the standard output.
func (p Option) holds(o content.Outcome) bool {
	if o.Cut != nil {
		return false
	}
	if p.Key == "ok" {
		return o.Status == 0
	}
	if n, ok := strings.CutPrefix(p.Key, "status="); ok {
		status, err := strconv.Atoi(n)
		return err == nil && o.Status == status
	}
	return o.Status != 0 && p.Key == o.ErrorCode() || slices.Equal(strings.Fields(p.Key), o.Fields())
}

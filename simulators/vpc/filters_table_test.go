package vpc_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"skylab/simulators/vpc"
)

// TestFiltersFindWhatIsShown builds a world with something of every kind and
// asks each filter of testdata/filters/table.txt for each value that the answer
// shows: it has to find the resources that show it, and no others.
func TestFiltersFindWhatIsShown(t *testing.T) {
	table, err := os.ReadFile("testdata/filters/table.txt")
	if err != nil {
		t.Fatal(err)
	}
	w := newAnswers(t)
	left := vpc.FilterNames()
	for _, part := range strings.Split(string(table), "\n\n")[1:] {
		lines := strings.Split(strings.TrimSpace(part), "\n")
		head := append(strings.Fields(lines[0]), "--filters")
		for _, line := range lines[1:] {
			filter, where, _ := strings.Cut(line, " ")
			left[head[0]] = slices.DeleteFunc(left[head[0]], func(name string) bool { return name == filter })
			if where = strings.TrimSpace(where); where != "shown nowhere" {
				w.filter(head, filter, where)
			}
		}
	}
	for operation, filters := range left {
		if len(filters) > 0 {
			t.Errorf("%s: the table lacks %q", operation, filters)
		}
	}
}

// filter looks for each of the values that the answer shows at a place.
func (w *answers) filter(head []string, filter, where string) {
	operation, list, id, flag := head[0], head[1], head[2], head[3]
	var shown []struct {
		ID     string
		Values []any
	}
	ask := fmt.Sprintf("aws ec2 %s --query \"%s.{ID:%s,Values:[%s][]}\"", operation, list, id, where)
	if err := json.Unmarshal(w.ask(ask), &shown); err != nil {
		w.t.Fatalf("%s: %v", ask, err)
	}
	having := map[string][]string{}
	var values []string
	for _, x := range shown {
		for _, v := range x.Values {
			s := fmt.Sprint(v)
			if v == nil || s == "" || len(having) == 6 && having[s] == nil {
				continue
			}
			if having[s] == nil {
				values = append(values, s)
			}
			if !slices.Contains(having[s], x.ID) {
				having[s] = append(having[s], x.ID)
			}
		}
	}
	if len(values) == 0 {
		w.t.Errorf("%s: no answer shows anything for %s at %s", operation, filter, where)
	}
	for _, v := range values {
		var found []string
		ask := fmt.Sprintf("aws ec2 %s --query \"%s.%s\" %s 'Name=%s,Values=\"%s\"'", operation, list, id, flag, filter, v)
		if err := json.Unmarshal(w.ask(ask), &found); err != nil || !slices.Equal(found, having[v]) {
			w.t.Errorf("%s\nfinds %q %v, want %q", ask, found, err, having[v])
		}
	}
}

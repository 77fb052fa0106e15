package vpc_test

import (
	"os"
	"path/filepath"
	"testing"
)

// TestComputeTranscripts runs testdata/compute/*.txt, in the form that
// TestTranscripts explains.
func TestComputeTranscripts(t *testing.T) {
	files, err := filepath.Glob("testdata/compute/*.txt")
	if err != nil || len(files) < 9 {
		t.Fatalf("%d transcripts: %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			is := newTalk().replay(t, string(want))
			if *rewrite {
				if err := os.WriteFile(file, []byte(is), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if is != string(want) {
				t.Errorf("%s says otherwise (go test -run TestComputeTranscripts -rewrite, then read the difference):\n%s", file, firstDifference(string(want), is))
			}
		})
	}
}

package aws

import "strings"

// optionName makes the name of an option or a command out of an API name, by
// botocore's rule: VpcId is vpc-id, EnableDnsHostnames enable-dns-hostnames,
// a plural run of capitals stays together (SnapshotIDs is snapshot-ids).
func optionName(api string) string {
	if name, ok := oddNames[api]; ok {
		return name
	}
	if n := pluralCapitals(api); n > 0 {
		api = api[:len(api)-n] + "-" + strings.ToLower(api[len(api)-n:])
	}
	return strings.ToLower(splitLower(splitWords(api)))
}

// oddNames are those that botocore sets apart.
var oddNames = map[string]string{
	"ExecutePartiQLStatement": "execute-partiql-statement", "ExecutePartiQLTransaction": "execute-partiql-transaction",
	"ExecutePartiQLBatch": "execute-partiql-batch", "ListHITsForQualificationType": "list-hits-for-qualification-type",
	"StartOTelEnrichment": "start-otel-enrichment", "StopOTelEnrichment": "stop-otel-enrichment", "GetOTelEnrichment": "get-otel-enrichment",
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }
func isLower(c byte) bool { return 'a' <= c && c <= 'z' }

// pluralCapitals is the length of an ending such as ARNs, or 0.
func pluralCapitals(s string) int {
	if !strings.HasSuffix(s, "s") {
		return 0
	}
	n := 1
	for n < len(s) && isUpper(s[len(s)-1-n]) {
		n++
	}
	if n < 3 {
		return 0
	}
	return n
}

// splitWords puts a dash before each capital that small letters follow:
// (.)([A-Z][a-z]+), matches never overlapping.
func splitWords(s string) string {
	b := make([]byte, 0, len(s)+8)
	for i := 0; i < len(s); {
		b = append(b, s[i])
		if i+2 < len(s) && isUpper(s[i+1]) && isLower(s[i+2]) {
			b = append(b, '-', s[i+1])
			for i += 2; i < len(s) && isLower(s[i]); i++ {
				b = append(b, s[i])
			}
			continue
		}
		i++
	}
	return string(b)
}

// splitLower puts a dash between a small letter or digit and a capital:
// ([a-z0-9])([A-Z]).
func splitLower(s string) string {
	b := make([]byte, 0, len(s)+8)
	for i := 0; i < len(s); i++ {
		b = append(b, s[i])
		if (isLower(s[i]) || '0' <= s[i] && s[i] <= '9') && i+1 < len(s) && isUpper(s[i+1]) {
			b = append(b, '-', s[i+1])
			i++
		}
	}
	return string(b)
}

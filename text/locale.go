package text

import "strings"

// FromLocale reads the language out of the environment as POSIX orders it:
// LC_ALL, LC_MESSAGES, LANG. Anything but Korean is English, an unknown or
// broken value too.
func FromLocale(getenv func(string) string) Lang {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := strings.ToLower(getenv(name)); v != "" {
			if v == "ko" || strings.HasPrefix(v, "ko_") || strings.HasPrefix(v, "ko-") || strings.HasPrefix(v, "ko.") || strings.HasPrefix(v, "korean") {
				return Korean
			}
			return English
		}
	}
	return English
}

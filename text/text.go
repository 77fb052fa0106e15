// Package text holds every sentence that the program says, in English and
// Korean. It is known to whatever speaks and knows nobody.
package text

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
	"gopkg.in/yaml.v3"
)

// Lang is a language of the program.
type Lang string

// The languages. English is the source; both are complete.
const (
	English Lang = "en"
	Korean  Lang = "ko"
)

// Langs lists the languages in the order in which they are offered.
func Langs() []Lang { return []Lang{English, Korean} }

//go:embed messages/*.yaml
var messages embed.FS

// Each language's catalogue is read once, when somebody first speaks it, and
// never changed afterwards.
var (
	english = sync.OnceValue(func() *i18n.Localizer { return catalogue(English) })
	korean  = sync.OnceValue(func() *i18n.Localizer { return catalogue(Korean) })
)

// Speaker says sentences in one language. The zero Speaker speaks English. It
// is safe for concurrent use.
type Speaker struct{ lang Lang }

// For is the speaker of a language; an unknown one gets English.
func For(lang Lang) Speaker {
	if lang == Korean {
		return Speaker{Korean}
	}
	return Speaker{English}
}

// Lang is the language spoken.
func (s Speaker) Lang() Lang {
	if s.lang == "" {
		return English
	}
	return s.lang
}

// Say is the sentence with the given id; args are name, value pairs for its
// {{.name}} places. An id that no catalogue has is given back in ‹› marks, so
// that a mistake is seen and nothing is lost.
func (s Speaker) Say(id string, args ...any) string {
	localizer := english
	if s.lang == Korean {
		localizer = korean
	}
	said, err := localizer().Localize(&i18n.LocalizeConfig{MessageID: id, TemplateData: places(args)})
	if err != nil {
		return "‹" + id + "›"
	}
	if s.lang == Korean {
		return Particles(said)
	}
	return said
}

// Has tells whether the language has a sentence of its own for the id.
func (s Speaker) Has(id string) bool { return !strings.HasPrefix(s.Say(id), "‹") }

func places(args []any) map[string]any {
	if len(args) == 0 {
		return nil
	}
	m := make(map[string]any, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		m[fmt.Sprint(args[i])] = args[i+1]
	}
	return m
}

// catalogue reads the message files of one language. They are part of the
// program, so a broken one is a mistake of ours and stops it.
func catalogue(lang Lang) *i18n.Localizer {
	bundle := i18n.NewBundle(language.English)
	bundle.RegisterUnmarshalFunc("yaml", yaml.Unmarshal)
	files, err := fs.Glob(messages, "messages/*."+string(lang)+".yaml")
	if err != nil {
		panic(err)
	}
	for _, name := range files {
		body, err := messages.ReadFile(name)
		if err == nil {
			_, err = bundle.ParseMessageFileBytes(body, name)
		}
		if err != nil {
			panic("text: " + name + ": " + err.Error())
		}
	}
	return i18n.NewLocalizer(bundle, string(lang))
}

package mock

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"skylab/content"
	"skylab/quizzes"
	"skylab/text"
)

// exported is the result of the taken sitting with an item of everything that
// could break a page.
func exported(t *testing.T) Result {
	_, state, items := taken(t)
	bad := items["vpc/1"]
	bad.Stem = content.WordsOf(strings.Join([]string{
		"# A heading", "<script>alert(1)</script> and <b>bold</b> & \"quotes\" in [a link](https://evil.example/x) ![a picture](https://evil.example/p.png) <https://evil.example/auto>",
		"| Route | Target |\n|---|---|\n| 10.0.0.0/16 | local |\n| 0.0.0.0/0 | igw-1 |", "```sh\naws ec2 describe-vpcs --query '[^code]' # <tag>\n```",
		"A fact that nobody knows[^no.such-fact], `[^vpc.reserved-addresses]` in code, ＷＩＤＥ, e\u0301 and \x1b[31mred\x07.",
	}, "\n\n"), "")
	bad.Options[0].Text = content.WordsOf("Use `</li></ul></section>` **boldly**", "")
	items["vpc/2"].Stem = content.WordsOf(strings.Repeat("A very long stem. ", 560)+strings.Repeat("x", 400), "")
	return Assess(state, items, nil)
}

func facts(t testing.TB) *content.Facts {
	f, problems := content.BuiltinFacts()
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return f
}

func TestMarkdownExport(t *testing.T) {
	r := exported(t)
	for _, lang := range text.Langs() {
		md := r.Markdown(text.For(lang), facts(t))
		for _, want := range map[text.Lang][]string{
			text.English: {"3 of 6 scored questions right: 50 %", "720", "does not publish", "| 3 Design High-Performing Architectures (24\u00a0%) | 1/3 | 33 | 6–79 | 0:17 |", "### 5. Unanswered",
				"**Right, and your answer:** Option a", "  > Reason d", "[^vpc.reserved-addresses]: ", "Lesson steps: vpc/endpoint.", "unscored", "Sure: 1 of 2"},
			text.Korean: {"채점 대상 6문항 중 3문항 정답, 50%", "720", "공개하지 않으므로", "고성능 아키텍처 설계", "### 5. 답하지 않음", "**정답, 내가 고른 답:** a번 보기", "d의 이유", "수업: vpc/endpoint", "확신한 문항"},
		}[lang] {
			if !strings.Contains(md, want) {
				t.Errorf("%s: lacks %q", lang, want)
			}
		}
		if strings.Contains(md, "‹") || strings.Contains(md, "\x1b") || strings.Count(md, "[^vpc.reserved-addresses]: ") != 1 {
			t.Error("a sentence is missing, a control character came through, or a source is not there once")
		}
		if lang == text.Korean && strings.Contains(md, "Option") && !strings.Contains(md, "boldly") {
			t.Error("English where there is Korean")
		}
	}
}

// wellFormed: XHTML is read by an XML parser, which forgives nothing.
func wellFormed(page string) error {
	d := xml.NewDecoder(strings.NewReader(page))
	d.Entity = xml.HTMLEntity
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

var addresses = regexp.MustCompile(`(?i)(?:src|href|action|data|poster|srcset|xlink:href)\s*=\s*["']?([^"'\s>]*)|url\(([^)]*)\)|@import`)

func TestHTMLExport(t *testing.T) {
	r := exported(t)
	known := map[string]bool{}
	for _, f := range facts(t).All() {
		known[f.Source] = true
	}
	for _, lang := range text.Langs() {
		page := r.HTML(text.For(lang), facts(t))
		if err := wellFormed(strings.Replace(page, "<!doctype html>", "", 1)); err != nil {
			t.Errorf("%s: %v", lang, err)
		}
		for _, m := range addresses.FindAllStringSubmatch(page, -1) {
			if !strings.HasPrefix(m[1], "#source-") && !known[strings.ReplaceAll(m[1], "&amp;", "&")] {
				t.Errorf("%s: leads to %q", lang, m[0])
			}
		}
		if strings.Contains(page, "<script") || strings.Contains(page, "<b>") || strings.Contains(page, "<img") || strings.Contains(page, "\x1b") || strings.Contains(page, "‹") {
			t.Errorf("%s: something came through that must not", lang)
		}
		for _, want := range []string{`<html lang="` + string(lang) + `">`, "&lt;script&gt;alert(1)&lt;/script&gt;", "@media print", "break-inside: avoid", "prefers-color-scheme: dark", `<li id="source-1">`,
			`<sup><a href="#source-1">1</a></sup>`, "[^no.such-fact]", "<code>[^vpc.reserved-addresses]</code>", "&lt;/li&gt;&lt;/ul&gt;", "<td>10.0.0.0/16</td>", "<strong>A heading</strong>", "a picture"} {
			if !strings.Contains(page, want) {
				t.Errorf("%s: lacks %q", lang, want)
			}
		}
		if got := strings.Count(page, `<section class="item `); got != len(r.Lines) {
			t.Errorf("%d of %d items", got, len(r.Lines))
		}
	}
}

// browser finds a Chromium: SKYLAB_CHROMIUM, or one in PATH.
func browser(t *testing.T) string {
	if path := os.Getenv("SKYLAB_CHROMIUM"); path != "" {
		return path
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("no Chromium: set SKYLAB_CHROMIUM to one to check that the page prints")
	return ""
}

func chromium(t *testing.T, args ...string) string {
	t.Helper()
	home := t.TempDir()
	cmd := exec.CommandContext(t.Context(), browser(t), append([]string{"--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--user-data-dir=" + home}, args...)...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr, cmd.Env = &out, &errs, append(os.Environ(), "HOME="+home)
	cmd.WaitDelay = time.Second
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %s", err, errs.String())
	}
	return out.String()
}

// In a real browser: the page comes through the parser as it is, nothing is
// wider than the window, and it prints on paper of several pages.
func TestPageInChromium(t *testing.T) {
	browser(t)
	r := exported(t)
	for _, lang := range text.Langs() {
		dir := t.TempDir()
		file := filepath.Join(dir, "page.html")
		if err := os.WriteFile(file, []byte(r.HTML(text.For(lang), facts(t))), 0o600); err != nil {
			t.Fatal(err)
		}
		address := (&url.URL{Scheme: "file", Path: filepath.ToSlash(file)}).String()
		dom := chromium(t, "--dump-dom", address)
		if got := strings.Count(dom, `<section class="item `); got != len(r.Lines) {
			t.Errorf("%s: the browser sees %d items of %d", lang, got, len(r.Lines))
		}
		if strings.Contains(dom, "<script") || strings.Contains(dom, "<b>bold") || strings.Contains(dom, "<img") {
			t.Errorf("%s: text of an item became an element", lang)
		}
		paper := filepath.Join(dir, "page.pdf")
		chromium(t, "--no-pdf-header-footer", "--print-to-pdf="+paper, address)
		body, err := os.ReadFile(paper)
		if err != nil || !bytes.HasPrefix(body, []byte("%PDF-")) {
			t.Fatalf("%s: %v", lang, err)
		}
		if pages := len(regexp.MustCompile(`/Type\s*/Page\b`).FindAll(body, -1)); pages < 3 || pages > 12 {
			t.Errorf("%s: prints on %d pages", lang, pages)
		}
		picture := filepath.Join(dir, "page.png")
		chromium(t, "--window-size=420,900", "--hide-scrollbars", "--screenshot="+picture, address)
		if body, err := os.ReadFile(picture); err != nil || !bytes.HasPrefix(body, []byte("\x89PNG")) {
			t.Errorf("%s: no picture: %v", lang, err)
		}
	}
}

func TestKoreanFallsBackToEnglish(t *testing.T) {
	_, state, items := taken(t)
	items["vpc/0"].Stem.KO = ""
	r := Assess(state, map[string]*quizzes.Item{"vpc/0": items["vpc/0"]}, nil)
	if !strings.Contains(r.Markdown(text.For(text.Korean), nil), "Stem of vpc/0") {
		t.Error("an item without Korean is not there at all")
	}
}

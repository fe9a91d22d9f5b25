package webtest

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"github.com/dateline-bot/dateline/bot"
)

// A Misdeed is a page that does harm to who fetches it, or means to.
type Misdeed struct {
	Name string
	URL  string
	// Kind is what a fetch of at most some megabytes and seconds comes to; ""
	// where the answer can be fetched whole, and it is for whoever reads it to
	// keep his head.
	Kind bot.ProblemKind
}

const misdeedPath = "/misdeeds/"

// Misdeeds lists all that w does, by name.
func (w *Web) Misdeeds() []Misdeed {
	var all []Misdeed
	for _, name := range slices.Sorted(maps.Keys(misdeeds)) {
		all = append(all, Misdeed{Name: name, URL: w.URL + misdeedPath + name, Kind: misdeeds[name].kind})
	}
	return append(all,
		Misdeed{Name: "tls-never-shakes-hands", URL: "https://" + w.silent + "/", Kind: bot.Timeout},
		Misdeed{Name: "tls-is-plain-http", URL: "https://" + strings.TrimPrefix(w.URL, "http://") + "/", Kind: bot.Unreachable},
		Misdeed{Name: "tls-forged-certificate", URL: "https://" + w.forged + "/", Kind: bot.Unreachable},
		Misdeed{Name: "never-answers", URL: "http://" + w.silent + "/", Kind: bot.Timeout},
	)
}

// A misdeed says on a connection what its request asked for.
type misdeed struct {
	kind bot.ProblemKind
	do   func(c net.Conn, r *http.Request)
}

const (
	ok   = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
	drip = 20 * time.Millisecond // between two bytes: some kilobytes a minute
)

// open is the beginning of an article.
const open = "<!DOCTYPE html><title>Bridge closes</title><h1>Bridge closes</h1><p>" + sentence

const sentence = "The council voted on Monday night to close the bridge, after inspectors had found cracks in nineteen of its rods. "

// say writes parts.
func say(parts ...string) func(net.Conn, *http.Request) {
	return func(c net.Conn, _ *http.Request) { _, _ = io.WriteString(c, strings.Join(parts, "")) }
}

// endless writes head, and then more for as long as the other end reads.
func endless(head, more string, pause time.Duration) func(net.Conn, *http.Request) {
	return func(c net.Conn, _ *http.Request) {
		_, err := io.WriteString(c, head)
		for err == nil {
			_, err = io.WriteString(c, more)
			if pause > 0 {
				time.Sleep(pause)
			}
		}
	}
}

// packed writes size bytes of news, packed in so few that they arrive at once.
func packed(coding string, size int) func(net.Conn, *http.Request) {
	return func(c net.Conn, _ *http.Request) {
		var b bytes.Buffer
		var z io.WriteCloser
		switch coding {
		case "gzip":
			z = gzip.NewWriter(&b)
		case "br":
			z = brotli.NewWriter(&b)
		case "zstd":
			z, _ = zstd.NewWriter(&b)
		}
		line := []byte(strings.Repeat(sentence, 1000))
		for n := 0; n < size; n += len(line) {
			_, _ = z.Write(line)
		}
		_ = z.Close()
		_, _ = fmt.Fprintf(c, "%sContent-Encoding: %s\r\nContent-Length: %d\r\n\r\n", ok, coding, b.Len())
		_, _ = c.Write(b.Bytes())
	}
}

// redirect answers 302 to where.
func redirect(where string) func(net.Conn, *http.Request) {
	return say("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nConnection: close\r\nLocation: ", where, "\r\n\r\n")
}

// body is a page of its own length.
func body(s string) func(net.Conn, *http.Request) {
	return say(ok, fmt.Sprintf("Content-Length: %d\r\nConnection: close\r\n\r\n", len(s)), s)
}

const mega = 1_000_000

var misdeeds = map[string]misdeed{
	// before the body
	"endless-header":           {bot.TooLarge, endless(ok, "X-More: "+strings.Repeat("x", 1000)+"\r\n", 0)},
	"endless-header-line":      {bot.TooLarge, endless(ok+"X-More: ", strings.Repeat("x", 1000), 0)},
	"ten-thousand-headers":     {bot.TooLarge, say(ok, strings.Repeat("X-More: and more and more and more\r\n", 10_000), "\r\n", open)},
	"endless-early-hints":      {bot.TooLarge, endless("", "HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n", 0)},
	"slow-header":              {bot.Timeout, endless(ok, "X", drip)},
	"another-protocol":         {bot.Unreachable, say("SSH-2.0-OpenSSH_9.9\r\n")},
	"no-header":                {bot.Unreachable, say(open)},
	"hangs-up":                 {bot.Unreachable, say()},
	"two-lengths":              {bot.Unreachable, say(ok, "Content-Length: 5\r\nContent-Length: 7\r\n\r\nhello, w")},
	"negative-length":          {bot.Unreachable, say(ok, "Content-Length: -5\r\n\r\nhello")},
	"less-than-announced":      {bot.Unreachable, say(ok, "Content-Length: 50000\r\n\r\n", open)},
	"ten-gigabytes-announced":  {bot.TooLarge, say(ok, "Content-Length: 10000000000\r\n\r\n")},
	"redirect-to-itself":       {bot.Unreachable, redirect("redirect-to-itself")},
	"redirect-for-ever":        {bot.Unreachable, func(c net.Conn, r *http.Request) { redirect("redirect-for-ever?"+r.URL.RawQuery+"x")(c, r) }},
	"redirect-nowhere":         {"", redirect("")},
	"redirect-with-a-megabyte": {bot.TooLarge, redirect("/" + strings.Repeat("x", mega))},
	"redirect-to-control":      {bot.Unreachable, redirect("http://ledger.example/\x01\x7f")},
	"redirect-to-loopback":     {bot.RefusedAddress, redirect("http://127.0.0.9:6379/")},
	"redirect-to-metadata":     {bot.RefusedAddress, redirect("http://169.254.169.254/latest/meta-data/")},
	"redirect-to-file":         {bot.RefusedAddress, redirect("file:///etc/hosts")},

	// the body
	"endless-body":            {bot.TooLarge, endless(ok+"\r\n"+open, sentence, 0)},
	"endless-chunks":          {bot.TooLarge, endless(ok+"Transfer-Encoding: chunked\r\n\r\n", "3e8\r\n"+strings.Repeat("x", 1000)+"\r\n", 0)},
	"endless-chunk-extension": {bot.Unreachable, endless(ok+"Transfer-Encoding: chunked\r\n\r\n5;x=", strings.Repeat("x", 1000), 0)},
	"endless-trailer":         {bot.Unreachable, endless(ok+"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n", "X-More: "+strings.Repeat("x", 1000)+"\r\n", 0)},
	"slow-body":               {bot.Timeout, endless(ok+"\r\n"+open, "x", drip)},
	"two-hundred-megabytes-of-one-line": {bot.TooLarge, func(c net.Conn, _ *http.Request) {
		_, err := io.WriteString(c, ok+"\r\n")
		line := strings.Repeat("x", mega)
		for n := 0; n < 200 && err == nil; n++ {
			_, err = io.WriteString(c, line)
		}
	}},

	// packed
	"gzip-bomb":               {bot.TooLarge, packed("gzip", 40*mega)},
	"br-bomb":                 {bot.TooLarge, packed("br", 40*mega)},
	"zstd-bomb":               {bot.TooLarge, packed("zstd", 40*mega)},
	"gzip-that-is-none":       {bot.Unsupported, say(ok, "Content-Encoding: gzip\r\n\r\n", open)},
	"br-that-is-none":         {bot.Unsupported, say(ok, "Content-Encoding: br\r\n\r\n", open)},
	"zstd-that-is-none":       {bot.Unsupported, say(ok, "Content-Encoding: zstd\r\n\r\n", open)},
	"gzip-cut-off":            {bot.Unsupported, say(ok, "Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x4b")},
	"packed-twice":            {bot.Unsupported, say(ok, "Content-Encoding: gzip, br\r\n\r\nx")},
	"packed-oddly":            {bot.Unsupported, say(ok, "Content-Encoding: compress\r\n\r\nx")},
	"endless-nothing-in-gzip": {bot.TooLarge, endless(ok+"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff", strings.Repeat("\x00\x00\x00\xff\xff", 200), 0)},

	// what can be fetched whole
	"fifty-thousand-nested-tags": {"", body(open + strings.Repeat("<div>", 50_000) + "<p>" + strings.Repeat(sentence, 5))},
	"a-megabyte-of-tags":         {"", body(open + strings.Repeat("<td>x", mega/5))},
	"three-megabytes-of-spans":   {"", body(open + strings.Repeat("<span>a b</span> ", 3*mega/17))},
	"a-megabyte-of-attributes":   {"", body(open + "<div " + strings.Repeat("a=b ", mega/4) + ">" + sentence)},
	"a-megabyte-of-one-word":     {"", body(open + strings.Repeat("x", mega))},
	"a-megabyte-of-sentences":    {"", body(open + strings.Repeat(sentence, mega/len(sentence)))},
	"xml-entities-that-multiply": {"", say("HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\nConnection: close\r\n\r\n", laughs)},
	"xml-entity-from-a-file":     {"", say("HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nConnection: close\r\n\r\n", outside)},
	"program-that-says-html":     {"", body("\x7fELF\x02\x01\x01" + strings.Repeat("\x00", 1000))},
}

// laughs is the billion laughs: an entity of entities of entities.
const laughs = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">` +
	`<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;"><!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;">]>` +
	`<rss version="2.0"><channel><title>&g;</title><item><title>&g;</title><guid>1</guid></item></channel></rss>`

// outside is an entity that stands for a file of the reader's.
const outside = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY hosts SYSTEM "file:///etc/hosts">]>` +
	`<rss version="2.0"><channel><title>&hosts;</title><item><title>&hosts;</title><guid>1</guid></item></channel></rss>`

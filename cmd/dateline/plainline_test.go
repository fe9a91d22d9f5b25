package main

import (
	"encoding/json"
	"testing"
	"unicode/utf8"
)

// plainLines are read without encoding/json, and others are left to it.
var plainLines = map[string]bool{
	`{"id":"1","title":"Rain","text":"It rained.\n\nThen \"it\" stopped."}`: true,
	" { \"id\" : \"1\" ,\t\"text\":\"a\" } \r\n":                            true,
	`{"url":"https:\/\/example.com","published":"2026-03-03","lang":"en"}`:  true,
	`{"text":"\u00e9\u2019\ud83d\ude00 é’😀","byline":"A","html":"<p>"}`:     true,
	`{"te\u0078t":"a\nb"}`:           true,
	`{"text":"a","text":"b"}`:        true,
	`{}`:                             false,
	`{"id":7,"text":"a"}`:            false,
	`{"id":"7","text":null}`:         false,
	`{"id":"7","more":{"text":"x"}}`: false,
	`{"Text":"a"}`:                   false,
	`{"ſ":"a"}`:                      false,
	`{"text":"\ud83d"}`:              false,
	`{"text":"\ud83d\u0041"}`:        false,
	`{"text":"\u+041"}`:              false,
	`{"text":"\u00_1"}`:              false,
	`{"text":"\x"}`:                  false,
	`{"text":"a` + "\n" + `"}`:       false,
	`{"text":"a",}`:                  false,
	`{"text":"a"} {}`:                false,
	`{"text":"a"`:                    false,
	`{"text":"a`:                     false,
	`{"text":"a\`:                    false,
	`{"text"`:                        false,
	`["text"]`:                       false,
	``:                               false,
}

func TestPlainLines(t *testing.T) {
	for in, want := range plainLines {
		var l line
		if got := l.readPlain([]byte(in)); got != want {
			t.Errorf("%s: plain is %v, want %v", in, got, want)
		}
		agrees(t, in)
	}
}

func FuzzPlainLine(f *testing.F) {
	for in := range plainLines {
		f.Add(in)
	}
	f.Fuzz(agrees)
}

// agrees sees that what is read as plain is read as encoding/json would.
func agrees(t *testing.T, in string) {
	var got, want line
	if !utf8.ValidString(in) || !got.readPlain([]byte(in)) {
		return
	}
	if err := json.Unmarshal([]byte(in), &want); err != nil || got != want {
		t.Errorf("%q: got %+v, want %+v, %v", in, got, want, err)
	}
}

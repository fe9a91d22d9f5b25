// Package score tells how well the engine reads articles that people labelled:
// who said what, the key facts, the sentences, the names. It reads no file and
// asks nobody; whoever has labelled articles hands it their lines.
package score

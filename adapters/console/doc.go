// Package console is Dateline in a terminal: briefings, editions and answers as
// people like to read them there, a prompt to ask for more, and, where there is
// no terminal, the same as plain text for a script of commands.
//
// A post is first laid down as blocks of styled words ([Face.Parts]), which
// know neither width nor colours and can be stored, and set for one terminal
// when it is shown ([Render], [Face.Publish]). Whatever comes from the web is
// made harmless on the way: no control character, escape sequence or
// direction override reaches the terminal.
package console

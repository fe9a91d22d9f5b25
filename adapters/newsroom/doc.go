// Package newsroom is a small press that comes with Dateline, so that there is
// something to read without a network, a token or a feed of one's own.
//
// It stands at the host newsroom.test, which no name server knows: [Transport]
// answers requests for it in process and hands all others on. Its four outlets
// report on seven events, at times in other words and with other figures than
// each other, and publish RSS, Atom and JSON feeds. Its towns, people and
// companies are invented; its pages are built like those of real newspapers.
package newsroom

// Package websub has hubs send feeds as they change, in place of asking for
// them: the subscriber's side of https://www.w3.org/TR/websub/.
//
// A [Client] asks a hub; the [Handler] is where it confirms that it will send,
// and where it sends. What a hub sends is taken only where it is signed with
// the secret that this hub alone was given.
package websub

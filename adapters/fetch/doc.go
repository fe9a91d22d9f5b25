// Package fetch is the guarded way out: the one *http.Client that everything
// which people give Dateline to read is fetched with.
//
// People can name any address, and a page can redirect to any other. So each
// hop's address is checked before a connection is made: by its form first, and
// by the IP address that its name came to at the moment of dialling, so that no
// name can change its mind in between. Private, local and special networks,
// other schemes and ports, and user names in addresses are refused. What comes
// back is limited in headers, in bytes after decompression, in redirects and in
// time.
//
// No host is asked faster or by more at once than is polite, and the whole
// program fetches no faster than it is set to.
//
// All of this lives in the client's Transport and CheckRedirect. A Transport
// wrapped around it to answer for one host keeps every guard for the others.
//
// Errors about an address or an answer are *bot.Problem, inside the *url.Error
// that net/http makes, for errors.As to find.
package fetch

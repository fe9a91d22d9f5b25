// Package discordtest is a Discord for tests: a server on 127.0.0.1 that
// speaks as much of the REST API and of the gateway as a bot like Dateline
// uses, keeps what it is told, refuses what Discord refuses, and fails on
// request as Discord does.
//
//	srv := discordtest.NewServer(t)
//	// run a bot with srv.URL and srv.Token, then
//	srv.Mention(discordtest.Reader(), discordtest.General, "what did Okafor say?")
//	for _, m := range srv.WaitMessages(discordtest.General, 1) {
//		fmt.Println(m.Text())
//	}
//
// Nothing here sleeps: what waits, waits for something to happen.
package discordtest

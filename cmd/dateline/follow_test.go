package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/dateline-bot/dateline/adapters/discord/discordtest"
	"github.com/dateline-bot/dateline/adapters/slack/slacktest"
)

// What is followed, what of it is taken, and why an article was left out, in
// Slack and in Discord.
func TestFollowingInChats(t *testing.T) {
	press := newPress(t, "/bridge")
	s := &service{t: t, slack: slacktest.NewServer(t), discord: discordtest.NewServer(t),
		database: filepath.Join(t.TempDir(), "dateline.db"), log: &lockedBuffer{}}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("the log:\n%s", s.log)
		}
	})
	s.start()
	s.slack.WaitConnected(1)
	s.discord.WaitReady()
	feed, opml := press.URL+"/feed.xml", press.URL+"/attachments/mine.opml"

	slack := func(n int, channel, line string, want ...string) {
		t.Helper()
		s.slack.Command(channel, slacktest.Ana, "/dateline", line)
		shows(t, "Slack: "+line, slacktest.Show(s.slack.WaitPosts(channel, n)[n-1:]), want...)
	}
	slack(1, slacktest.General, "follow "+feed+" ukraine", "says nothing yet", "only ukraine")
	slack(2, slacktest.General, "follow "+feed+" only bridge, “mill tunnel” not sport", "Following The Velmar Ledger", "only what mentions “bridge” or “mill tunnel”, and nothing that mentions “sport”")
	slack(3, slacktest.General, "following", "only what mentions “bridge” or “mill tunnel”")
	slack(4, slacktest.General, "following opml", "1 feed followed here, as OPML.", `<opml version="2.0"`, `type="rss" xmlUrl="`+feed+`"`, `dateline:filter="only bridge, &#34;mill tunnel&#34; not sport"`)
	slack(5, slacktest.General, "follow "+opml, "mine.opml: 1 followed already, 1 could not be followed", "Gone", "has no such feed")
	slack(6, slacktest.General, "why "+press.URL+"/bridge", "older than this channel's follow of The Velmar Ledger")
	slack(7, slacktest.General, "why "+press.URL+"/ferry", "its feed has not named that address")
	s.slack.Mention(slacktest.General, slacktest.Ana, "follow "+feed+" everything", "")
	shows(t, "Slack: a mention", slacktest.Show(s.slack.WaitPosts(slacktest.General, 8)[7:]), "From now on this channel takes of The Velmar Ledger: everything.")

	ana := discordtest.Manager()
	file := s.discord.CommandWithFile(ana, discordtest.General, "follow", map[string]string{"only": "tunnel", "not": `"harbour bridge"`}, "file", opml)
	shows(t, "Discord: a file", file.Wait(1)[0].Picture(), "mine.opml: 1 feed followed from now on, 1 could not be followed", "only what mentions “tunnel”, and nothing that mentions “harbour bridge”")
	again := s.discord.CommandWithFile(ana, discordtest.General, "follow", map[string]string{"url": feed}, "file", opml)
	shows(t, "Discord: a file and an address", again.Wait(1)[0].Picture(), "not both")
	notOPML := s.discord.CommandWithFile(ana, discordtest.General, "follow", nil, "file", feed)
	shows(t, "Discord: a feed as a file", notOPML.Wait(1)[0].Picture(), "feed.xml is no OPML")
	changed := s.discord.Command(ana, discordtest.General, "follow", map[string]string{"url": feed, "only": "person:Okafor, in German"})
	shows(t, "Discord: another filter", changed.Wait(1)[0].Picture(), "only what is in German and mentions the person “Okafor”")
	kept := s.discord.Command(discordtest.Reader(), discordtest.General, "following", map[string]string{"as": "opml"}).Wait(1)[0]
	shows(t, "Discord: as OPML", kept.Picture()+kept.Files["followed.opml"], "1 feed followed here, as OPML.", `<opml version="2.0"`, `xmlUrl="`+feed+`"`)
	if !kept.Ephemeral {
		t.Error("Discord: what is private is seen by all")
	}
	why := s.discord.Command(discordtest.Reader(), discordtest.General, "why", map[string]string{"url": press.URL + "/bridge"})
	shows(t, "Discord: why", why.Wait(1)[0].Picture(), "older than this channel's follow")
	s.discord.MentionWithFile(ana, discordtest.General, "follow", opml)
	s.discord.Await("what became of a file that was mentioned", func() bool {
		return slices.ContainsFunc(s.discord.Messages(discordtest.General), func(m discordtest.Message) bool {
			return strings.Contains(m.Picture(), "mine.opml: 1 followed already")
		})
	})
	if status := s.stop(); status != statusOK {
		t.Errorf("a signal ended it with status %d", status)
	}
}

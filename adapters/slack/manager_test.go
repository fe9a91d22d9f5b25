package slack_test

import (
	"maps"
	"net/http"
	"strings"
	"testing"

	"github.com/dateline-bot/dateline/adapters/slack"
	"github.com/dateline-bot/dateline/adapters/slack/slacktest"
)

// Who may configure a channel is asked of Slack once in a while, and follows
// the roles that are configured.
func TestManagers(t *testing.T) {
	for _, c := range []struct {
		roles []string
		want  string // of ana, admin; ben, member; cid, creator; olga, owner
	}{
		{nil, "ana cid olga"},
		{[]string{"owners"}, "olga"},
		{[]string{"creator"}, "cid"},
		{[]string{"owners", slacktest.Ben}, "ben olga"},
		{[]string{"members"}, "ana ben cid olga"},
	} {
		t.Run(strings.Join(c.roles, " "), func(t *testing.T) {
			s := slacktest.NewServer(t)
			s.AddUser(slacktest.User{ID: "U0CID", Name: "cid"})
			s.AddUser(slacktest.User{ID: "U0OLGA", Name: "olga", Owner: true})
			s.AddChannel(slacktest.Channel{ID: slacktest.General, Creator: "U0CID"})
			r := serveWith(t, s, slack.Config{Managers: c.roles})
			for round := range 2 {
				for _, u := range []string{slacktest.Ana, slacktest.Ben, "U0CID", "U0OLGA"} {
					r.Command(slacktest.General, u, "/dateline", "follow https://ledger.example")
				}
				r.asker.answered(4 * (round + 1))
			}
			if n := len(r.Calls("users.info")); n > 4 {
				t.Errorf("Slack was asked %d times who 4 users are", n)
			}
			may := map[string]int{}
			for _, q := range r.asker.answered(8) {
				if q.User.Manager {
					may[strings.ToLower(strings.TrimPrefix(q.User.ID, "U0"))]++
				}
			}
			want := map[string]int{}
			for _, name := range strings.Fields(c.want) {
				want[name] = 2
			}
			if !maps.Equal(may, want) {
				t.Errorf("%v may configure, want %v", may, want)
			}
		})
	}
}

// In a channel that another organization shares, its admins are guests.
func TestManagersOfAnotherOrganization(t *testing.T) {
	s := slacktest.NewServer(t)
	s.AddUser(slacktest.User{ID: "U0VERA", Name: "vera", Admin: true, Owner: true, Team: "T0ELSEWHERE"})
	r := serve(t, s)
	r.Command(slacktest.General, "U0VERA", "/dateline", "follow https://ledger.example")
	if q := r.asker.answered(1)[0]; q.User.Manager {
		t.Error("another organization's owner may configure the channel")
	}
}

// Where Slack does not tell who somebody is, they may not configure anything.
func TestManagersWhereSlackIsSilent(t *testing.T) {
	s := serve(t, slacktest.NewServer(t))
	s.Fail("users.info", slacktest.Fault{Status: http.StatusBadGateway})
	s.Command(slacktest.General, slacktest.Ana, "/dateline", "follow https://ledger.example")
	s.asker.answered(1)
	s.Command(slacktest.General, slacktest.Ana, "/dateline", "follow https://ledger.example")
	asked := s.asker.answered(2)
	if asked[0].User.Manager || !asked[1].User.Manager {
		t.Errorf("may configure: %t, then %t; want false, then true", asked[0].User.Manager, asked[1].User.Manager)
	}
}

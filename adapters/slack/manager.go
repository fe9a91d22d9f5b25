package slack

import (
	"context"
	"slices"
	"time"

	"github.com/slack-go/slack"
)

// managerLife is how long it is believed that somebody may configure a channel
// or not.
const managerLife = 5 * time.Minute

// maxManagers bounds how many answers are remembered.
const maxManagers = 4096

type managerKey struct{ channel, user string }

type managerEntry struct {
	may   bool
	until time.Time
}

// manages reports whether user may configure channel, by the roles that the
// configuration names. Where Slack does not tell, they may not.
func (f *Face) manages(ctx context.Context, channel, user string) bool {
	if direct(channel) {
		return true // one's own conversation with the bot
	}
	k := managerKey{channel, user}
	f.mu.Lock()
	e, ok := f.managers[k]
	f.mu.Unlock()
	if ok && time.Now().Before(e.until) {
		return e.may
	}
	may, err := f.askManages(ctx, channel, user)
	if err != nil {
		f.log.WarnContext(ctx, "slack does not tell who may configure a channel",
			"channel", channel, "user", user, "error", err)
		return false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.managers) >= maxManagers {
		clear(f.managers)
	}
	f.managers[k] = managerEntry{may: may, until: time.Now().Add(managerLife)}
	return may
}

func (f *Face) askManages(ctx context.Context, channel, user string) (bool, error) {
	allowed := f.cfg.Managers
	if len(allowed) == 0 {
		allowed = defaultRoles
	}
	has := func(role string) bool { return slices.Contains(allowed, role) }
	if has(roleMembers) || has(user) {
		return true, nil
	}
	if has(roleAdmins) || has(roleOwners) {
		u, err := f.api.GetUserInfoContext(ctx, user)
		if err != nil {
			return false, explain("users.info", err)
		}
		self, err := f.identify(ctx)
		if err != nil {
			return false, explain("auth.test", err)
		}
		owner := u.IsOwner || u.IsPrimaryOwner
		if belongs(u, self.team) && (has(roleOwners) && owner || has(roleAdmins) && (u.IsAdmin || owner)) {
			return true, nil
		}
	}
	if !has(roleCreator) {
		return false, nil
	}
	c, err := f.api.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: channel})
	if err != nil {
		return false, explain("conversations.info", err)
	}
	return c.Creator == user, nil
}

// belongs reports whether u is of the workspace with the id team. In a channel
// that two organizations share, the other's admins are admins too, of theirs.
// https://docs.slack.dev/apis/slack-connect
func belongs(u *slack.User, team string) bool {
	if u.IsStranger {
		return false
	}
	return u.TeamID == "" || u.TeamID == team || slices.Contains(u.Enterprise.Teams, team)
}

package slack

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A Config is what Dateline needs to serve a Slack workspace.
type Config struct {
	BotToken string `koanf:"bot_token"` // xoxb-…
	AppToken string `koanf:"app_token"` // xapp-…, with the scope connections:write
	APIURL   string `koanf:"api_url"`   // "" for Slack's own; another for a test server
	// Managers says who may change what a channel follows and its digest:
	// admins (the workspace's owners among them), owners, creator (the
	// channel's), members (everybody who can write there) and users by their
	// id (U024BE7LH). Without any it is admins and creator.
	Managers []string `koanf:"managers"`
}

// The roles that Config.Managers may name.
const (
	roleAdmins  = "admins"
	roleOwners  = "owners"
	roleCreator = "creator"
	roleMembers = "members"
)

var (
	roles        = []string{roleAdmins, roleOwners, roleCreator, roleMembers}
	defaultRoles = []string{roleAdmins, roleCreator}

	userID     = regexp.MustCompile(`^[UW][A-Z0-9]{2,}$`)
	tokenShape = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)
)

// Enabled reports whether both tokens are set.
func (c Config) Enabled() bool { return c.BotToken != "" && c.AppToken != "" }

// Validate tells what is wrong with c, key by key, and never shows a token.
func (c Config) Validate() error {
	var errs []error
	if c.BotToken != "" || c.AppToken != "" {
		errs = append(errs,
			checkToken("slack.bot_token", c.BotToken, "xoxb-", "the bot user OAuth token, under OAuth & Permissions"),
			checkToken("slack.app_token", c.AppToken, "xapp-", "an app-level token with the scope connections:write, under Basic Information"))
	}
	if c.APIURL != "" {
		u, err := url.Parse(c.APIURL)
		shown := strconv.Quote(c.APIURL)
		if strings.Contains(c.APIURL, "@") || strings.Contains(c.APIURL, "?") {
			shown = "its value" // which may hold a password or a token
		}
		if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.User != nil || u.RawQuery != "" {
			errs = append(errs, fmt.Errorf("slack.api_url: %s is not an http or https address without user or query, such as https://slack.com/api", shown))
		}
	}
	for _, m := range c.Managers {
		if !slices.Contains(roles, m) && !userID.MatchString(m) {
			errs = append(errs, fmt.Errorf("slack.managers: %q is neither a role (%s) nor a user's id as U024BE7LH", m, strings.Join(roles, ", ")))
		}
	}
	return errors.Join(errs...)
}

func checkToken(key, token, prefix, what string) error {
	switch {
	case token == "":
		return fmt.Errorf("%s is not set: Slack needs both tokens; this one is %s", key, what)
	case !strings.HasPrefix(token, prefix):
		return fmt.Errorf("%s does not begin with %s: it is %s", key, prefix, what)
	case !tokenShape.MatchString(token):
		return fmt.Errorf("%s holds a character that no token has", key)
	}
	return nil
}

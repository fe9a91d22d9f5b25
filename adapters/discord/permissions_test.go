package discord_test

import (
	"testing"

	"github.com/bwmarrin/discordgo"

	"github.com/dateline-bot/dateline/adapters/discord"
)

// TestPermissions counts what somebody may do as Discord does.
// https://discord.com/developers/docs/topics/permissions#permission-overwrites
func TestPermissions(t *testing.T) {
	const manage, send = discordgo.PermissionManageChannels, discordgo.PermissionSendMessages
	guild := &discordgo.Guild{ID: "g", Roles: []*discordgo.Role{
		{ID: "g", Permissions: send}, {ID: "editors", Permissions: manage}, {ID: "admins", Permissions: discordgo.PermissionAdministrator},
	}}
	role := func(id string, allow, deny int64) *discordgo.PermissionOverwrite {
		return &discordgo.PermissionOverwrite{ID: id, Type: discordgo.PermissionOverwriteTypeRole, Allow: allow, Deny: deny}
	}
	person := func(id string, allow, deny int64) *discordgo.PermissionOverwrite {
		return &discordgo.PermissionOverwrite{ID: id, Type: discordgo.PermissionOverwriteTypeMember, Allow: allow, Deny: deny}
	}
	type overwrites = []*discordgo.PermissionOverwrite
	for _, c := range []struct {
		name       string
		roles      []string
		overwrites overwrites
		manages    bool
	}{
		{"everyone", nil, nil, false},
		{"an editor", []string{"editors"}, nil, true},
		{"an administrator, whatever the channel says", []string{"admins"}, overwrites{role("g", 0, manage), person("u", 0, manage)}, true},
		{"everyone where the channel lets them", nil, overwrites{role("g", manage, 0)}, true},
		{"an editor where the channel forbids everyone", []string{"editors"}, overwrites{role("g", 0, manage)}, false},
		{"an editor where the channel allows editors", []string{"editors"}, overwrites{role("editors", manage, 0), role("g", 0, manage)}, true},
		{"an editor whom the channel forbids", []string{"editors"}, overwrites{person("u", 0, manage)}, false},
		{"somebody whom the channel allows", nil, overwrites{person("u", manage, 0), role("g", 0, manage)}, true},
		{"somebody else", nil, overwrites{person("v", manage, 0), role("editors", manage, 0)}, false},
		{"a role that allows beside one that forbids", []string{"editors", "x"}, overwrites{role("x", manage, 0), role("editors", 0, manage)}, true},
	} {
		p := discord.Permissions(guild, &discordgo.Channel{PermissionOverwrites: c.overwrites}, "u", c.roles)
		if got := p&manage != 0; got != c.manages {
			t.Errorf("%s: manages is %t, want %t", c.name, got, c.manages)
		}
		if p&send == 0 {
			t.Errorf("%s may not even write", c.name)
		}
	}
}

package discord

import (
	"context"
	"encoding/json"
	"reflect"
	"slices"

	"github.com/bwmarrin/discordgo"

	"github.com/dateline-bot/dateline/bot"
)

// Registration returns the slash commands that cmds are in Discord: one each,
// its required options first, usable in servers and in direct messages with
// the bot. Commands for managers are shown to those who may manage channels.
func Registration(cmds []bot.Command) []*discordgo.ApplicationCommand {
	var out []*discordgo.ApplicationCommand
	for _, c := range cmds[:min(len(cmds), maxCommands)] {
		a := &discordgo.ApplicationCommand{
			Type:             discordgo.ChatApplicationCommand,
			Name:             cut(c.Name, maxCommandName),
			Description:      orUntitled(cut(c.Summary, maxCommandDescription)),
			Contexts:         &[]discordgo.InteractionContextType{discordgo.InteractionContextGuild, discordgo.InteractionContextBotDM},
			IntegrationTypes: &[]discordgo.ApplicationIntegrationType{discordgo.ApplicationIntegrationGuildInstall},
			Options:          options(c),
		}
		if c.Managers {
			p := int64(discordgo.PermissionManageChannels)
			a.DefaultMemberPermissions = &p
		}
		out = append(out, a)
	}
	return out
}

func options(c bot.Command) []*discordgo.ApplicationCommandOption {
	var out []*discordgo.ApplicationCommandOption
	for _, o := range c.Options[:min(len(c.Options), maxOptions)] {
		a := &discordgo.ApplicationCommandOption{
			Type:        discordgo.ApplicationCommandOptionString,
			Name:        cut(o.Name, maxCommandName),
			Description: orUntitled(cut(o.Summary, maxCommandDescription)),
			Required:    o.Required && !c.TakesFile(),
		}
		if o.Kind == bot.FileOption {
			a.Type = discordgo.ApplicationCommandOptionAttachment
		}
		for _, c := range o.Choices[:min(len(o.Choices), maxChoices)] {
			a.Choices = append(a.Choices, &discordgo.ApplicationCommandOptionChoice{Name: cut(c, maxChoiceName), Value: c})
		}
		out = append(out, a)
	}
	slices.SortStableFunc(out, func(x, y *discordgo.ApplicationCommandOption) int {
		switch {
		case x.Required == y.Required:
			return 0
		case x.Required:
			return -1
		}
		return 1
	})
	return out
}

// register brings the application's commands up to date. Discord counts how
// often commands are made, so it is left alone where nothing changed.
// https://discord.com/developers/docs/interactions/application-commands#bulk-overwrite-global-application-commands
func (f *Face) register(ctx context.Context, app string) error {
	want := Registration(bot.Commands())
	var have []*discordgo.ApplicationCommand
	r := request{method: "GET", path: "applications/" + app + "/commands", bucket: "applications/commands"}
	if err := f.call(ctx, r, &have); err != nil {
		return err
	}
	if same(have, want) {
		f.log.Debug("slash commands are up to date", "commands", len(want))
		return nil
	}
	r.method, r.body = "PUT", wired(want)
	if err := f.call(ctx, r, nil); err != nil {
		return err
	}
	f.log.Info("slash commands registered", "commands", len(want))
	return nil
}

// A slash is a command as Discord's API description has it: the library's own
// type says null where it has nothing to say, and writes permissions as text.
// https://github.com/discord/discord-api-spec (ApplicationCommandUpdateRequest)
type slash struct {
	Type             discordgo.ApplicationCommandType        `json:"type"`
	Name             string                                  `json:"name"`
	Description      string                                  `json:"description"`
	Permissions      *int64                                  `json:"default_member_permissions,omitempty"`
	Contexts         *[]discordgo.InteractionContextType     `json:"contexts,omitempty"`
	IntegrationTypes *[]discordgo.ApplicationIntegrationType `json:"integration_types,omitempty"`
	Options          []slashOption                           `json:"options,omitempty"`
}

type slashOption struct {
	Type        discordgo.ApplicationCommandOptionType      `json:"type"`
	Name        string                                      `json:"name"`
	Description string                                      `json:"description"`
	Required    bool                                        `json:"required,omitempty"`
	Choices     []*discordgo.ApplicationCommandOptionChoice `json:"choices,omitempty"`
}

func wired(cmds []*discordgo.ApplicationCommand) []slash {
	out := make([]slash, len(cmds))
	for i, c := range cmds {
		out[i] = slash{c.Type, c.Name, c.Description, c.DefaultMemberPermissions, c.Contexts, c.IntegrationTypes, nil}
		for _, o := range c.Options {
			out[i].Options = append(out[i].Options, slashOption{o.Type, o.Name, o.Description, o.Required, o.Choices})
		}
	}
	return out
}

// same reports whether two registrations come to the same, in any order and
// with whatever Discord fills in.
func same(have, want []*discordgo.ApplicationCommand) bool {
	return len(have) == len(want) && reflect.DeepEqual(essence(have), essence(want))
}

// essence returns, by name, what a registration says as plain JSON values.
func essence(cmds []*discordgo.ApplicationCommand) map[string]any {
	out := map[string]any{}
	for _, c := range cmds {
		var opts []any
		for _, o := range c.Options {
			var choices []any
			for _, ch := range o.Choices {
				choices = append(choices, []any{ch.Name, ch.Value})
			}
			opts = append(opts, []any{o.Type, o.Name, o.Description, o.Required, choices})
		}
		text, _ := json.Marshal([]any{c.Description, c.DefaultMemberPermissions, c.Contexts, c.IntegrationTypes, opts})
		out[c.Name] = string(text)
	}
	return out
}

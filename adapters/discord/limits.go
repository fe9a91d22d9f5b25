package discord

// What one message may hold. Lengths are counted in UTF-16 code units here,
// which is never fewer than what Discord counts.
const (
	// https://discord.com/developers/docs/resources/message#create-message-jsonform-params
	maxContent = 2000
	maxEmbeds  = 10
	maxNonce   = 25

	// https://discord.com/developers/docs/resources/message#embed-object-embed-limits
	maxTitle       = 256
	maxDescription = 4096
	maxFields      = 25
	maxFieldName   = 256
	maxFieldValue  = 1024
	maxFooter      = 2048
	maxEmbedsTotal = 6000 // title, description, fields and footer of all embeds together

	// https://discord.com/developers/docs/components/reference#button
	maxButtonURL = 512
	// The API description's own bound on an embed's address:
	// https://github.com/discord/discord-api-spec (RichEmbed.url)
	maxEmbedURL = 2048

	// https://discord.com/developers/docs/resources/channel#channel-object-channel-structure
	maxThreadName = 100

	// https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-structure
	maxCommands           = 100
	maxCommandName        = 32
	maxCommandDescription = 100
	maxOptions            = 25
	maxChoices            = 25
	maxChoiceName         = 100
)

// Our own bounds within these, which leave room for what is added later.
const (
	footerRoom = 500                                    // a footer's text
	markRoom   = 32                                     // the key that Publish adds to it
	bodyRoom   = maxEmbedsTotal - footerRoom - markRoom // all else of a message
	quoteRoom  = maxDescription - 96                    // the longest quote that is shown whole, with its marks
	cardQuote  = 400                                    // the longest quote that a card takes in
	cardFact   = 400                                    // where a card cuts a fact off
)

package slack

import "time"

const (
	// https://docs.slack.dev/reference/block-kit/blocks: a message holds 50.
	maxBlocks = 45

	// All blocks of a message together. Slack answers msg_blocks_too_long
	// from some 11,000 to 13,000 characters of JSON on, though each block is
	// within its own limit:
	// https://github.com/slackapi/bolt-js/issues/2509,
	// https://github.com/slackapi/bolt-js/issues/2867
	maxChars = 9_800

	// https://docs.slack.dev/reference/block-kit/blocks/header-block
	maxHeader = 150

	// https://docs.slack.dev/reference/block-kit/composition-objects/text-object
	maxText = 3_000

	// https://docs.slack.dev/reference/block-kit/block-elements/button-element
	maxURL = 3_000

	// https://docs.slack.dev/reference/methods/chat.postMessage: 40,000, and
	// 4,000 as the best practice. It is for notifications, which show less.
	maxFallback = 1_000

	// A list of facts is closed at this size, so that a message fills well.
	maxList = 2_400

	// The longest text that is shown as one, so that a message can hold it
	// together with its speaker.
	maxPassage = 8_000

	// Names, roles and cues as they stand in a line below a quote.
	maxName = 300
)

const (
	// https://docs.slack.dev/interactivity/handling-user-interaction: a
	// response_url serves up to five times within 30 minutes.
	responseURLUses = 5
	responseURLLife = 30 * time.Minute

	// https://docs.slack.dev/apis/web-api/rate-limits: one message a second a
	// channel, with short bursts.
	postsPerSecond = 1
	postsBurst     = 5
)

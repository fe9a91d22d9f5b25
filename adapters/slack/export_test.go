package slack

// Typed is what somebody typed, from the text that Slack makes of it.
var Typed = typed

// MaxAsks is how many requests are answered at the same time.
const MaxAsks = asksAtOnce

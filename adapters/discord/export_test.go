package discord

import "time"

// Hurry makes the face wait for nothing longer than tests can.
func (f *Face) Hurry(silence time.Duration) {
	f.wait = patience{open: 5 * silence, silence: silence, retry: time.Millisecond, healthy: time.Hour, grace: 2 * time.Second}
}

// Escape is escape.
func Escape(s string) string { return escape(s) }

// Link is link.
func Link(s string) string { return link(s) }

// Permissions is permissions.
var Permissions = permissions

package discord

import (
	"context"
	"net/http"
	"time"
)

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

// NewPace is newPace.
var NewPace = newPace

// Enter is enter.
func (p *pace) Enter(ctx context.Context, name string) (leave func(http.Header, time.Duration), err error) {
	return p.enter(ctx, name)
}

// Buckets returns how many buckets are remembered.
func (p *pace) Buckets() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.buckets)
}

// Package listen is the one address at which the bot is reached over HTTP. What
// is to be reached there is mounted by path; nothing else is told of the bot.
//
// It speaks plain HTTP, for a proxy in front of it that has the certificate.
package listen

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// A Config says where the bot listens. The zero Config is: nowhere.
type Config struct {
	// Listen is the address to listen on, as host:port or :port; "" for none.
	Listen string `koanf:"listen"`
	// PublicURL is how the world reaches that address. Without it no hub can
	// send to this bot.
	PublicURL string `koanf:"public_url"`
}

// Validate reports the first key whose value will not do, with what is allowed.
func (c Config) Validate() error {
	if c.Listen != "" {
		if _, port, err := net.SplitHostPort(c.Listen); err != nil || port == "" {
			return fmt.Errorf("http.listen: %q: must be an address such as :8080 or 127.0.0.1:8080", c.Listen)
		}
	}
	if c.PublicURL == "" {
		return nil
	}
	u, err := url.Parse(c.PublicURL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return fmt.Errorf("http.public_url: %q: must be an address such as https://dateline.ledger.example, without ? and #", c.PublicURL)
	}
	if c.Listen == "" {
		return errors.New("http.public_url: needs http.listen, the address of this machine that it leads to")
	}
	return nil
}

// Public returns the public address of a path that begins with a slash.
func (c Config) Public(path string) string { return strings.TrimSuffix(c.PublicURL, "/") + path }

// What a client may take before it is cut off.
const (
	headerTime  = 5 * time.Second
	requestTime = 30 * time.Second
	idleTime    = time.Minute
	headerBytes = 16 << 10
	endTime     = 5 * time.Second // to finish what is under way at the end
)

// A Server answers at one address.
type Server struct {
	config Config
	log    *slog.Logger
	mux    *http.ServeMux
}

// New returns a server that answers nothing yet.
func New(c Config, log *slog.Logger) *Server {
	return &Server{config: c, log: log, mux: http.NewServeMux()}
}

// Handle mounts h at a pattern of http.ServeMux, before Run.
func (s *Server) Handle(pattern string, h http.Handler) { s.mux.Handle(pattern, h) }

// Run listens and answers until ctx ends. Where Config.Listen is "" it only
// waits for that.
func (s *Server) Run(ctx context.Context) error {
	if s.config.Listen == "" {
		<-ctx.Done()
		return nil
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", s.config.Listen)
	if err != nil {
		return fmt.Errorf("http.listen: %s: %w", s.config.Listen, err)
	}
	s.log.Info("listens", "address", l.Addr().String(), "public", s.config.PublicURL)
	server := &http.Server{
		Handler:           s.mux,
		ReadHeaderTimeout: headerTime,
		ReadTimeout:       requestTime,
		WriteTimeout:      requestTime,
		IdleTimeout:       idleTime,
		MaxHeaderBytes:    headerBytes,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
		BaseContext:       func(net.Listener) context.Context { return context.WithoutCancel(ctx) },
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), endTime)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil {
		return server.Close()
	}
	return nil
}

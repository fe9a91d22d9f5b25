package config

import (
	"fmt"
	"log/slog"
)

// Log says what is logged and how.
type Log struct {
	Level  string `koanf:"level"`  // debug, info, warn, error; "" for info in a service and error at a terminal
	Format string `koanf:"format"` // text or json
}

// Validate reports a level or format that does not exist.
func (l Log) Validate() error {
	if l.Level != "" {
		var level slog.Level
		if err := level.UnmarshalText([]byte(l.Level)); err != nil {
			return fmt.Errorf("log.level: %q is none of debug, info, warn, error", l.Level)
		}
	}
	if l.Format != "text" && l.Format != "json" {
		return fmt.Errorf("log.format: %q is neither text nor json", l.Format)
	}
	return nil
}

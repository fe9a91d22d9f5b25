package config

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/adrg/xdg"
	"github.com/knadh/koanf/parsers/yaml"
	"github.com/knadh/koanf/providers/confmap"
	"github.com/knadh/koanf/providers/rawbytes"
	"github.com/knadh/koanf/v2"

	"github.com/dateline-bot/dateline/bot"
)

// A Layer is where a value came from.
type Layer string

const (
	Default     Layer = "default"
	File        Layer = "file"
	Environment Layer = "environment"
	Flag        Layer = "flag"
)

// Input is where settings are looked for.
type Input struct {
	// Path names the file; "" looks for dateline.yaml in the working
	// directory, then in the user's configuration directory, and is content
	// with none.
	Path    string
	Environ []string          // as os.Environ gives it
	Flags   map[string]string // by key
}

// Loaded is a configuration and where each of its values came from.
type Loaded struct {
	Config
	Path   string           // of the file that was read; "" for none
	Origin map[string]Layer // by key
}

// Load reads, merges and checks the settings. Its errors name the key, the
// value unless it is a secret, and what is allowed.
func Load(in Input) (*Loaded, error) {
	l := &Loaded{Config: Defaults(), Origin: map[string]Layer{}}
	known := map[string]key{}
	for _, k := range keys(&l.Config) {
		known[k.name] = k
		l.Origin[k.name] = Default
	}
	merged := koanf.New(".")
	apply := func(layer Layer, from string, values map[string]any) error {
		one := koanf.New(".")
		if err := one.Load(confmap.Provider(values, "."), nil); err != nil {
			return fmt.Errorf("%s: %w", from, err)
		}
		for name := range one.All() {
			k, ok := known[name]
			if !ok {
				return unknown(from, name, known)
			}
			if layer == Flag && k.secret() {
				return fmt.Errorf("%s: %s is a secret: set it in the file or as %s, where no list of processes shows it", from, name, k.variable())
			}
			l.Origin[name] = layer
		}
		return merged.Merge(one)
	}

	values, err := l.readFile(in.Path)
	if err != nil {
		return nil, err
	}
	if err := apply(File, l.Path, values); err != nil {
		return nil, err
	}
	if values, err = fromEnvironment(in.Environ, known); err != nil {
		return nil, err
	}
	if err := apply(Environment, "environment", values); err != nil {
		return nil, err
	}
	values = map[string]any{}
	for name, v := range in.Flags {
		values[name] = v
	}
	if err := apply(Flag, "--set", values); err != nil {
		return nil, err
	}

	for name, value := range merged.All() {
		if err := known[name].set(value); err != nil {
			return nil, fmt.Errorf("%w (from the %s)", err, l.Origin[name])
		}
	}
	return l, l.validate()
}

// readFile finds the file and returns its values; l.Path tells which it was.
func (l *Loaded) readFile(path string) (map[string]any, error) {
	candidates := []string{path}
	if path == "" {
		candidates = []string{"dateline.yaml", filepath.Join(xdg.ConfigHome, "dateline", "dateline.yaml")}
	}
	for _, p := range candidates {
		b, err := os.ReadFile(p)
		if errors.Is(err, fs.ErrNotExist) {
			if path != "" {
				return nil, fmt.Errorf("no configuration file at %s: check --config", path)
			}
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("the configuration file cannot be read: %w", err)
		}
		l.Path = p
		k := koanf.New(".")
		if err := k.Load(rawbytes.Provider(b), yaml.Parser()); err != nil {
			return nil, fmt.Errorf("%s is no valid YAML: %w", p, err)
		}
		return k.All(), nil
	}
	return nil, nil
}

// fromEnvironment returns the values of the variables that are keys. Any other
// variable that begins with DATELINE_ is refused: it is a key misspelt.
func fromEnvironment(environ []string, known map[string]key) (map[string]any, error) {
	names := map[string]string{}
	for name, k := range known {
		names[k.variable()] = name
	}
	values := map[string]any{}
	for _, pair := range environ {
		variable, value, _ := strings.Cut(pair, "=")
		if !strings.HasPrefix(variable, "DATELINE_") || variable == "DATELINE_CONFIG" {
			continue
		}
		name, ok := names[variable]
		if !ok {
			guess := strings.ToLower(strings.TrimPrefix(variable, "DATELINE_"))
			return nil, fmt.Errorf("environment: no setting has the variable %s%s", variable, suggest(guess, known, key.variable))
		}
		values[name] = value
	}
	return values, nil
}

func unknown(from, name string, known map[string]key) error {
	return fmt.Errorf("%s: there is no setting %q%s", from, name, suggest(name, known, func(k key) string { return k.name }))
}

// suggest names the known key nearest to name, as show writes it, or nothing
// where none comes near.
func suggest(name string, known map[string]key, show func(key) string) string {
	flat := func(s string) string { return strings.ReplaceAll(s, "_", ".") }
	best, at := "", len(name)/3+2
	for candidate, k := range known {
		d := distance(flat(name), flat(candidate))
		if d < at || d == at && best != "" && show(k) < best {
			best, at = show(k), d
		}
	}
	if best == "" {
		return "; `dateline config show` lists them all"
	}
	return "; did you mean " + best + "?"
}

// distance is Levenshtein's, in bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j]+1, row[j+1]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}

// validate asks every part of c that can say whether it is sound.
func (c *Config) validate() error {
	if scheme, _, ok := strings.Cut(c.Database, "://"); ok && !strings.Contains(scheme, "/") && scheme != "sqlite" {
		return fmt.Errorf("database: an address that begins with %q is not supported; give the path of a file, such as /var/lib/dateline/dateline.db", scheme+"://")
	}
	if c.Zone != "" {
		if _, problem := bot.LoadZone(c.Zone); problem != nil {
			return fmt.Errorf("zone: %w", problem)
		}
	}
	v := reflect.ValueOf(c).Elem()
	for i := range v.NumField() {
		if part, ok := v.Field(i).Interface().(interface{ Validate() error }); ok {
			if err := part.Validate(); err != nil {
				return err
			}
		}
	}
	return nil
}

// withoutPassword returns s with the password of a URL blotted out.
func withoutPassword(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.User == nil {
		return s
	}
	return u.Redacted()
}

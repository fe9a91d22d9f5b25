package bot

import (
	_ "embed"
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // zones are the same wherever the bot runs
)

// zoneList is the names of the IANA time zone database that time/tzdata holds,
// one a line.
//
//go:embed zones.txt
var zoneList string

var zoneNames = sync.OnceValue(func() []string { return strings.Fields(zoneList) })

// LoadZone returns the zone that people mean by name: an IANA name in any case
// (europe/berlin), with blanks for underscores, or a city alone where only one
// zone is called after it (Berlin). The error is a *Problem that suggests the
// nearest name.
func LoadZone(name string) (*time.Location, *Problem) {
	if full, ok := zoneNamed(name); ok {
		loc, err := time.LoadLocation(full)
		if err == nil {
			return loc, nil
		}
	}
	if strings.TrimSpace(name) == "" {
		return nil, Problemf(BadInput, "Which time zone? Name one like Europe/Berlin.")
	}
	if near, ok := nearestZone(name); ok {
		return nil, Problemf(BadInput, "%s is no time zone. Did you mean %s?", shorten(name, 60), near)
	}
	return nil, Problemf(BadInput, "%s is no time zone. Name one like Europe/Berlin or America/New_York.", shorten(name, 60))
}

// zoneNamed finds the zone by its name or, where that is unique, its city.
func zoneNamed(name string) (string, bool) {
	name = strings.ReplaceAll(strings.TrimSpace(name), " ", "_")
	if name == "" {
		return "", false
	}
	city, cities := "", 0
	for _, z := range zoneNames() {
		if strings.EqualFold(z, name) {
			return z, true
		}
		if i := strings.LastIndexByte(z, '/'); i >= 0 && !strings.HasPrefix(z, "Etc/") && strings.EqualFold(z[i+1:], name) {
			city = z
			cities++
		}
	}
	return city, cities == 1
}

func nearestZone(name string) (string, bool) {
	name = strings.ReplaceAll(strings.TrimSpace(name), " ", "_")
	if len(name) > 60 {
		return "", false
	}
	if z, ok := nearest(name, zoneNames()); ok {
		return z, true
	}
	// A city alone, with a slip in it.
	cities := make([]string, 0, len(zoneNames()))
	full := make(map[string]string, len(zoneNames()))
	for _, z := range zoneNames() {
		city := z[strings.LastIndexByte(z, '/')+1:]
		cities = append(cities, city)
		if full[city] == "" {
			full[city] = z
		}
	}
	c, ok := nearest(name, cities)
	return full[c], ok
}

// shorten returns s with at most n runes, an ellipsis the last of them where
// something is left out.
func shorten(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return strings.TrimSpace(string(r[:n-1])) + "…"
}

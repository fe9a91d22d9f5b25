package jobs

import "fmt"

// A Config says how many jobs of each kind run at once in one process; 0 is
// Default's.
type Config struct {
	Harvests int `koanf:"harvests"` // feeds fetched
	Reads    int `koanf:"reads"`    // articles fetched and read
	Editions int `koanf:"editions"` // editions put together and posted
}

// most is the largest number of one kind. What is more waits for the
// database's single writer all the same.
const most = 64

// Default returns what fits a small machine. Most of a harvest is waiting for a
// server.
func Default() Config { return Config{Harvests: 16, Reads: 4, Editions: 4} }

// Validate tells what is wrong with c, by the key's name.
func (c Config) Validate() error {
	for _, v := range []struct {
		key string
		n   int
	}{{"jobs.harvests", c.Harvests}, {"jobs.reads", c.Reads}, {"jobs.editions", c.Editions}} {
		if v.n < 0 || v.n > most {
			return fmt.Errorf("%s: %d is not allowed: give a number from 1 to %d, or 0 for the usual", v.key, v.n, most)
		}
	}
	return nil
}

// withDefaults fills in what c leaves open.
func (c Config) withDefaults() Config {
	d := Default()
	for _, v := range []struct{ is, usual *int }{{&c.Harvests, &d.Harvests}, {&c.Reads, &d.Reads}, {&c.Editions, &d.Editions}} {
		if *v.is == 0 {
			*v.is = *v.usual
		}
	}
	return c
}

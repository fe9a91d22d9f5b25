// Package bottest holds the contracts that the adapters of bot keep, as test
// suites: each adapter runs the suite of its door against itself.
package bottest

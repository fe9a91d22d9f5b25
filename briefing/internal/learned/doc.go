// Package learned holds scorers whose weights are learned from examples, and what
// learns them. It knows nothing of news: what an instance is like comes in as
// numbers. The same instances in the same order give the same weights, byte for
// byte, on every machine.
package learned

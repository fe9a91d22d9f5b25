package bottest_test

import (
	"testing"

	"github.com/dateline-bot/dateline/bot/bottest"
)

func TestMemory(t *testing.T) {
	bottest.Store(t, func(t *testing.T) bottest.Stores { return new(bottest.Memory) })
}

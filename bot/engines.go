package bot

import (
	"sync"

	"github.com/dateline-bot/dateline/briefing"
)

// Engines lends engines, each to one goroutine at a time.
type engines struct{ pool sync.Pool }

// brief returns a's briefing. An engine that panics is not used again.
func (e *engines) brief(a briefing.Article) briefing.Briefing {
	engine, _ := e.pool.Get().(*briefing.Engine)
	if engine == nil {
		engine = new(briefing.Engine)
	}
	b := engine.Parse(a).Brief()
	e.pool.Put(engine)
	return b
}

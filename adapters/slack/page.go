package slack

import (
	"encoding/json"

	"github.com/dateline-bot/dateline/bot"
)

// A pager fills messages with blocks, each message within Slack's limits.
type pager struct {
	headline string // of the part that is being filled
	parts    []bot.Part
	blocks   []block
	size     int // of blocks as JSON, in characters
}

// add puts blocks that must not be parted into the message that is being
// filled, or into the next where they do not fit.
func (p *pager) add(keep ...block) {
	var size int
	for _, b := range keep {
		size += sent(b) + 1
	}
	if len(p.blocks) > 0 && (len(p.blocks)+len(keep) > maxBlocks || p.size+size > maxChars) {
		p.end()
	}
	p.blocks = append(p.blocks, keep...)
	p.size += size
}

// begin starts a message of its own, with a headline of its own.
func (p *pager) begin(headline string) {
	p.end()
	p.headline = headline
}

// end closes the message that is being filled. All but the first stand under it.
func (p *pager) end() {
	if len(p.blocks) == 0 {
		return
	}
	fallback := cutEscaped(oneLine(p.headline), maxFallback)
	if fallback == "" {
		fallback = "Dateline"
	}
	out := struct {
		Text   string  `json:"text"`
		Blocks []block `json:"blocks"`
	}{escape(fallback), p.blocks}
	p.parts = append(p.parts, bot.Part{
		Headline: fallback, InThread: len(p.parts) > 0, Payload: encode(out),
	})
	p.blocks, p.size = nil, 0
}

// list adds items as bulleted lists, each closed before it outgrows a message.
func (p *pager) list(items []richElement) {
	var open []richElement
	size := 0
	for _, it := range items {
		n := sent(it)
		if len(open) > 0 && size+n > maxList {
			p.add(rich(bullets(open...)))
			open, size = nil, 0
		}
		open = append(open, it)
		size += n
	}
	if len(open) > 0 {
		p.add(rich(bullets(open...)))
	}
}

// context adds a line of small print where there is anything to print.
func (p *pager) context(items ...any) {
	if b := contextLine(items...); len(b.Elements) > 0 {
		p.add(b)
	}
}

// sent returns how many characters v takes as slack-go sends it.
func sent(v any) int {
	raw, err := json.Marshal(v)
	if err != nil {
		panic("slack: a block that is no JSON: " + err.Error()) // its types cannot fail
	}
	return length(string(raw))
}

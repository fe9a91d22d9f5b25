package briefing_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/dateline-bot/dateline/briefing"
)

// report is an article of the length that articles mostly have.
var report = strings.Repeat(`The council of Velmar voted 7–4 on Monday night to close Harbour Bridge for eleven months, after engineers found cracks in 19 of its 64 cables.

“Nobody wants to wait,” said Ines Okafor, the mayor. “Nobody on this council would close a bridge for the pleasure of it.”

Governor Anita Rowe said that the state would pay half of the bill, which the Port Authority puts at more than €48 million. She added that ferries would run every ten minutes from April.

According to the engineers, the cables had been sound in 2019. Tomas Reyl, who leads the dockers' union, called the plan “a slow goodbye” and promised to fight it in court.

Buses will be sent through Mill Tunnel, where a lorry overturned last month. Police have closed one lane since then, and the fire service has warned that it cannot reach the northern quays in less than fifteen minutes.

`, 4)

// TestReuse sees that an engine finds the same whatever it read before, and
// that a briefing outlives the next article.
func TestReuse(t *testing.T) {
	var used, fresh briefing.Engine
	first := used.Parse(briefing.Article{Text: report}).Brief()
	used.Parse(briefing.Article{Text: "“No,” Anna Weber said."}).Brief()
	if again := used.Parse(briefing.Article{Text: report}).Brief(); !reflect.DeepEqual(first, again) {
		t.Error("a second reading differs from the first")
	}
	if other := fresh.Parse(briefing.Article{Text: report}).Brief(); !reflect.DeepEqual(first, other) {
		t.Error("a used engine reads otherwise than a new one")
	}
}

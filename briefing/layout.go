package briefing

import "slices"

// layOut adds what layout rather than a verb attributes: turns of transcripts,
// and quotations with a name behind a dash. What cues attribute within it gives
// way.
func (d *Document) layOut() {
	n := len(d.attributions)
	d.transcribe()
	d.sign()
	d.head()
	if len(d.attributions) == n {
		return
	}
	told := d.attributions[n:]
	slices.SortStableFunc(told, func(a, b attribution) int { return int(a.start() - b.start()) })
	for k := range d.attributions[:n] {
		if a := &d.attributions[k]; !a.dropped {
			d.giveWay(a, told)
		}
	}
	slices.SortStableFunc(d.attributions, func(a, b attribution) int { return int(a.parts[0].first - b.parts[0].first) })
}

// giveWay takes from a what one of told, in reading order, holds as well, and
// drops a where its cue stands there or nothing is left.
func (d *Document) giveWay(a *attribution, told []attribution) {
	k, _ := slices.BinarySearchFunc(told, a.cue.head, func(t attribution, i int32) int { return int(t.end() - i - 1) })
	if k < len(told) && told[k].start() <= a.cue.head {
		a.dropped = true
		return
	}
	kept := 0
	for _, p := range a.content() {
		k, _ := slices.BinarySearchFunc(told, p.first, func(t attribution, i int32) int { return int(t.end() - i - 1) })
		if k < len(told) && told[k].start() < p.last {
			continue
		}
		a.parts[kept] = p
		kept++
	}
	a.count = kept
	a.dropped = kept == 0
}

// start and end return the tokens that a's content and cue reach over.
func (a *attribution) start() int32 { return min(a.cue.head, a.parts[0].first) }
func (a *attribution) end() int32   { return max(a.cue.head+1, a.parts[a.count-1].last) }

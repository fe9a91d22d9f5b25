package briefing

import "slices"

// How many attributions before and behind one are asked whether they say the same
// and how often its source speaks.
const (
	rivalsNear = 8
	voicesNear = 20
)

// A neighbour is what the attributions near one ask of it.
type neighbour struct {
	score       float64 // how likely its cue is
	head        int32   // its cue's head
	first, last int32   // no part of its content stands outside
	source      int64   // the hash of its source's head, or unnamed
	voice       int64   // the same where its cue is likely, or unheard
}

// Where there is no source, and where it does not count.
const (
	unnamed = -1
	unheard = -2
)

// meet notes for every attribution what those near it ask of it. Readings of a cue
// but the likeliest are none of anybody's business.
func (d *Document) meet() { d.meetFrom(0) }

// meetFrom does so for the attributions from first on. What was noted of those
// before may be out of date.
func (d *Document) meetFrom(first int) {
	if n := len(d.attributions); cap(d.neighbours) < n {
		d.neighbours = slices.Grow(d.neighbours[:0], n)
	}
	d.neighbours = d.neighbours[:len(d.attributions)]
	for n := first; n < len(d.attributions); n++ {
		a := &d.attributions[n]
		b := neighbour{a.cue.score, a.cue.head, -1, -1, unnamed, unheard}
		if a.source != noPhrase {
			b.source = int64(d.tokens[d.phrases[a.source].head].hash)
		}
		if a.other == likeliest {
			b.first, b.last = a.parts[0].first, a.parts[0].last
			for _, p := range a.parts[1:a.count] {
				b.first, b.last = min(b.first, p.first), max(b.last, p.last)
			}
			if a.source != noPhrase && b.score > 1 {
				b.voice = b.source
			}
		}
		d.neighbours[n] = b
	}
}

// ask notes in l, the look of attribution n, what its neighbours hold.
func (d *Document) ask(n int, l *look) {
	l.rival, l.inner = d.rivals(n)
	l.spoke = d.voices(n)
}

// rivals tells what others near attribution n hold: whether one before it (1) or
// behind it (4) says the same, with a likelier cue (2, 8); and whether one holds
// its cue (1), with a likelier cue (2).
func (d *Document) rivals(n int) (rival, inner uint32) {
	a, i := &d.attributions[n], d.neighbours[n].head
	first, last := i, i+1
	for _, p := range a.content() {
		first, last = min(first, p.first), max(last, p.last)
	}
	from := max(0, n-rivalsNear)
	for k, b := range d.neighbours[from:min(len(d.neighbours), n+rivalsNear+1)] {
		if (b.first-last)&(first-b.last) >= 0 || b.head == i { // they do not touch
			continue
		}
		k += from
		o := &d.attributions[k]
		likelier := flag(b.score > a.cue.score)
		if d.same(a, o) {
			side := 0
			if k > n {
				side = 2
			}
			rival |= (1 | likelier<<1) << side
		}
		if o.holds(i) {
			inner |= 1 | likelier<<1
		}
	}
	return rival, inner
}

// voices tells how many others near attribution n, 3 at most, have its source.
func (d *Document) voices(n int) (spoke uint32) {
	a := d.neighbours[n]
	all := d.neighbours[max(0, n-voicesNear):min(len(d.neighbours), n+voicesNear+1)]
	for k := range all {
		if b := &all[k]; b.voice == a.source && b.head != a.head {
			spoke++
		}
	}
	return min(spoke, 3)
}

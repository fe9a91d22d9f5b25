package briefing

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
	voice       uint32  // the hash of its source's head
	likeliest   bool    // it is the likeliest reading of its cue
	speaks      bool    // and its cue is likely, and it has a source
}

// meet notes for every attribution what its neighbours are like. It is called again
// where they have changed.
func (d *Document) meet() {
	d.neighbours = d.neighbours[:0]
	for n := range d.attributions {
		a := &d.attributions[n]
		b := neighbour{score: a.cue.score, head: a.cue.head, first: a.parts[0].first, last: a.parts[0].last, likeliest: a.other == likeliest}
		for _, p := range a.parts[1:a.count] {
			b.first, b.last = min(b.first, p.first), max(b.last, p.last)
		}
		if a.source != noPhrase {
			b.voice = d.tokens[d.phrases[a.source].head].hash
			b.speaks = b.likeliest && b.score > 1
		}
		d.neighbours = append(d.neighbours, b)
	}
	for n := range d.looks {
		d.ask(n, &d.looks[n])
	}
}

// ask notes in l what the neighbours of attribution n hold.
func (d *Document) ask(n int, l *look) {
	l.rival, l.inner = d.rivals(n)
	l.spoke = d.voices(n)
}

// rivals tells what others near attribution n hold: whether one before it (1) or
// behind it (4) says the same, with a likelier cue (2, 8); and whether one holds
// its cue (1), with a likelier cue (2).
func (d *Document) rivals(n int) (rival, inner uint32) {
	a, all := &d.neighbours[n], d.neighbours
	for k := max(0, n-rivalsNear); k < min(len(all), n+rivalsNear+1); k++ {
		b := &all[k]
		if !b.likeliest || b.head == a.head {
			continue
		}
		likelier := flag(b.score > a.score)
		if b.first < a.last && a.first < b.last && d.same(&d.attributions[n], &d.attributions[k]) {
			side := uint32(0)
			if k > n {
				side = 2
			}
			rival |= (1 | likelier<<1) << side
		}
		if b.first <= a.head && a.head < b.last && d.attributions[k].holds(a.head) {
			inner |= 1 | likelier<<1
		}
	}
	return rival, inner
}

// voices tells how many others near attribution n, 3 at most, have its source.
func (d *Document) voices(n int) (spoke uint32) {
	a, all := &d.neighbours[n], d.neighbours
	if d.attributions[n].source == noPhrase {
		return 0
	}
	for k := max(0, n-voicesNear); k < min(len(all), n+voicesNear+1); k++ {
		if b := &all[k]; b.voice == a.voice && b.speaks && b.head != a.head {
			spoke++
		}
	}
	return min(spoke, 3)
}

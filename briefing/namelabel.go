package briefing

// scoreRuns adds up for every token of the runs what it is like.
func (d *Document) scoreRuns(m *classModel) {
	for n := range d.runs {
		r := &d.runs[n]
		for i := r.first; i < r.last; i++ {
			d.features = d.nameFeatures(i, r, d.features[:0])
			d.sums[r.sums+i-r.first] = m.sum(d.features)
		}
	}
}

// recallRuns adds what the rest of the article tells.
func (d *Document) recallRuns(m *classModel) {
	for n := range d.runs {
		r := &d.runs[n]
		for i := r.first; i < r.last; i++ {
			d.features = d.recallFeatures(i, n, d.features[:0])
			s, more := &d.sums[r.sums+i-r.first], m.sum(d.features)
			s.even += more.even
			s.odd += more.odd
		}
	}
}

// edgeLabel stands for what is before a run.
const edgeLabel = labelCount

// labelSteps are the weights of each label after another.
type labelSteps [labelCount + 1][labelCount]int32

// steps returns the weights of each label after another. Those that cannot
// follow have a weight that no path makes up for.
func (m *classModel) steps() (w labelSteps) {
	for prev := range labelCount + 1 {
		row := m.sum([]uint32{stepFeature(prev)})
		for l := range labelCount {
			w[prev][l] = row.of(l)
			if !follows(l, prev) {
				w[prev][l] = -1 << 20
			}
		}
	}
	return w
}

// stepFeature is the feature of a label for the one before it.
func stepFeature(prev uint32) uint32 { return mix(300, prev) }

// follows reports whether label l may stand after prev: a later token needs one
// of the same name before it.
func follows(l, prev uint32) bool {
	return l == outside || l%2 == 1 || prev != edgeLabel && (prev == l || prev == l-1)
}

// labelRuns gives the tokens of every run the labels that together score
// highest.
func (d *Document) labelRuns(m *classModel) {
	if len(m.rows) == 0 {
		return
	}
	w := m.steps()
	for n := range d.runs {
		r := &d.runs[n]
		d.labelRun(d.labels[r.first:r.last], d.sums[r.sums:], &w)
	}
}

// labelRun finds the best path through the labels of one run (Viterbi).
func (d *Document) labelRun(labels []uint8, sums []laneSum, w *labelSteps) {
	var score, next [labelCount]int32
	var from [64][labelCount]uint8
	for l := range labelCount {
		score[l] = w[edgeLabel][l] + sums[0].of(l)
	}
	for i := 1; i < len(labels); i++ {
		for l := range labelCount {
			best, top := uint32(0), int32(-1<<30)
			if l != outside && l%2 == 0 { // only after a token of the same name
				best, top = l, score[l]+w[l][l]
				if v := score[l-1] + w[l-1][l]; v > top {
					best, top = l-1, v
				}
			} else {
				for p := range labelCount {
					if v := score[p] + w[p][l]; v > top {
						best, top = p, v
					}
				}
			}
			from[i][l], next[l] = uint8(best), top+sums[i].of(l)
		}
		score = next
	}
	best := uint8(0)
	for l := range labelCount {
		if score[l] > score[best] {
			best = uint8(l)
		}
	}
	for i := len(labels) - 1; i >= 0; i-- {
		labels[i] = best
		best = from[i][best]
	}
}

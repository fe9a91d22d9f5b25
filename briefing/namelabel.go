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

// recallRun adds what the rest of the article tells of the tokens of run n.
func (d *Document) recallRun(n int, m *classModel) {
	r := &d.runs[n]
	before, behind := d.neighbor(n, -1), d.neighbor(n, 1)
	for i := r.first; i < r.last; i++ {
		d.features = d.recallFeatures(i, r, before, behind, d.features[:0])
		s, more := &d.sums[r.sums+i-r.first], m.sum(d.features)
		s.even += more.even
		s.odd += more.odd
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
		row := m.sum([]uint32{stepFeature(prev)}).all()
		for l := range labelCount {
			w[prev][l] = row[l]
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

// labelRun gives the tokens of r the labels that together score highest.
func (d *Document) labelRun(r *run, w *labelSteps) {
	labels, sums := d.labels[r.first:r.last], d.sums[r.sums:]
	score := sums[0].all()
	for l := range labelCount {
		score[l] += w[edgeLabel][l]
	}
	d.from = grown(d.from, len(labels))
	for i := 1; i < len(labels); i++ {
		next := sums[i].all()
		for l := range labelCount {
			best, top := bestBefore(l, &score, w)
			d.from[i][l] = best
			next[l] += top
		}
		score = next
	}
	best := uint8(outside)
	for l := uint8(1); uint32(l) < labelCount; l++ {
		if score[l] > score[best] {
			best = l
		}
	}
	for i := len(labels) - 1; i >= 0; i-- {
		labels[i] = best
		best = d.from[i][best]
	}
}

// bestBefore returns the label before l on the path that scores highest, with
// that path's score.
func bestBefore(l uint32, score *[maxClasses]int32, w *labelSteps) (uint8, int32) {
	if l != outside && l%2 == 0 { // only after a token of the same name
		if first := score[l-1] + w[l-1][l]; first > score[l]+w[l][l] {
			return uint8(l - 1), first
		}
		return uint8(l), score[l] + w[l][l]
	}
	best, top := uint32(0), score[0]+w[0][l]
	for p := uint32(1); p < labelCount; p++ {
		if v := score[p] + w[p][l]; v > top {
			best, top = p, v
		}
	}
	return uint8(best), top
}

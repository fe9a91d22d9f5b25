package briefing

import "github.com/dateline-bot/dateline/briefing/internal/learned"

// scoreRuns adds up for every token of the runs what it is like.
func (d *Document) scoreRuns(m *learned.Classes) {
	for n := range d.runs {
		r := &d.runs[n]
		for i := r.first; i < r.last; i++ {
			d.features = d.nameFeatures(i, r, d.features[:0])
			d.sums[r.sums+i-r.first] = m.Sum(d.features)
		}
	}
}

// recallRun adds what the rest of the article tells of the tokens of run n.
func (d *Document) recallRun(n int, m *learned.Classes) {
	r := &d.runs[n]
	before, behind := d.neighbor(n, -1), d.neighbor(n, 1)
	for i := r.first; i < r.last; i++ {
		d.features = d.recallFeatures(i, r, before, behind, d.features[:0])
		s, more := &d.sums[r.sums+i-r.first], m.Sum(d.features)
		*s = s.Plus(more)
	}
}

// edgeLabel stands for what is before a run.
const edgeLabel = labelCount

// pathBits is how many bits of a path's score are left for the label that it came
// by, so that of two numbers the larger one is the better path.
const pathBits = 3

// labelSteps are the weights of each label behind each other one, or the edge.
// The lowest pathBits of a weight tell the one before, so that of paths that
// score the same the one that is to be preferred is the larger.
type labelSteps [labelCount][learned.MaxClasses]int32

// stepsOf returns the weights in m of each label after another. Those that cannot
// follow have a weight that no path makes up for.
func stepsOf(m *learned.Classes) (w labelSteps) {
	for prev := range labelCount + 1 {
		row := m.Sum([]uint32{stepFeature(prev)}).All()
		for l := range labelCount {
			if !follows(l, prev) {
				row[l] = -1 << 20
			}
			w[l][prev] = row[l] << pathBits
			switch {
			case prev == edgeLabel:
			case isLater(l):
				w[l][prev] |= int32(flag(prev == l))
			default:
				w[l][prev] |= int32(edgeLabel - prev)
			}
		}
	}
	return w
}

// cameBy returns the label before l on the path that has these lowest bits.
func cameBy(l uint8, path uint32) uint8 {
	if isLater(uint32(l)) {
		return l - 1 + uint8(path&1)
	}
	return uint8(edgeLabel - path)
}

// isLater reports whether l is the label of a name's later tokens.
func isLater(l uint32) bool { return l != outside && l%2 == 0 }

// stepFeature is the feature of a label for the one before it.
func stepFeature(prev uint32) uint32 { return mix(300, prev) }

// follows reports whether label l may stand after prev: a later token needs one
// of the same name before it.
func follows(l, prev uint32) bool {
	return l == outside || l%2 == 1 || prev != edgeLabel && (prev == l || prev == l-1)
}

// labelRun gives the tokens of r the labels that together score highest
// (Viterbi).
func (d *Document) labelRun(r *run, w *labelSteps) {
	labels, sums := d.labels[r.first:r.last], d.sums[r.sums:]
	score := sums[0].All()
	for l := range labelCount {
		score[l] = score[l]<<pathBits + w[l][edgeLabel]
	}
	if cap(d.paths) < len(labels) {
		d.paths = make([]uint32, 2*len(labels))
	}
	paths := d.paths[:len(labels)]
	for i := 1; i < len(labels); i++ {
		score, paths[i] = w.step(&score, sums[i].All())
	}
	best := bestLabel(&score)
	for i := len(labels) - 1; i > 0; i-- {
		labels[i] = best
		best = cameBy(best, paths[i]>>(pathBits*best)&(1<<pathBits-1))
	}
	labels[0] = best
}

// bestLabel returns the label of the path that scores highest, the first one of
// several. The lowest pathBits of the scores are 0.
func bestLabel(s *[learned.MaxClasses]int32) uint8 {
	const came = 1<<pathBits - 1
	return uint8(came - max(s[0]|came, s[1]|(came-1), s[2]|(came-2), s[3]|(came-3), s[4]|(came-4), s[5]|(came-5), s[6]|(came-6))&came)
}

// step returns what the best paths score one token on, where the labels score
// sums, and which label each came by, pathBits for each.
func (w *labelSteps) step(score *[learned.MaxClasses]int32, sums [learned.MaxClasses]int32) (next [learned.MaxClasses]int32, path uint32) {
	for l := range labelCount {
		s, top := &w[l], int32(0)
		if isLater(l) { // only after a token of the same name
			top = max(score[l-1]+s[l-1], score[l]+s[l])
		} else {
			top = max(score[0]+s[0], score[1]+s[1], score[2]+s[2], score[3]+s[3], score[4]+s[4], score[5]+s[5], score[6]+s[6])
		}
		const came = 1<<pathBits - 1
		path |= uint32(top&came) << (pathBits * l)
		next[l] = top&^came + sums[l]<<pathBits
	}
	return next, path
}

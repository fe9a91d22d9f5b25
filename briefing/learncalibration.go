package briefing

import (
	"cmp"
	"math"
	"slices"
)

// A verdict is one quote with what people say of it.
type verdict struct {
	confidence float64
	right      bool
}

// A bin is quotes of like confidence.
type bin struct {
	n, right int
	sum      float64 // of the confidences
}

func (b bin) said() float64 { return b.sum / float64(b.n) }
func (b bin) was() float64  { return float64(b.right) / float64(b.n) }

// binned puts verdicts into count bins of like size, the unsurest first.
func binned(all []verdict, count int) []bin {
	slices.SortStableFunc(all, func(a, b verdict) int { return cmp.Compare(a.confidence, b.confidence) })
	bins := make([]bin, count)
	for i, v := range all {
		b := &bins[i*count/len(all)]
		b.n++
		b.sum += v.confidence
		if v.right {
			b.right++
		}
	}
	return bins
}

// calibrationError returns by how much, in the mean over all quotes, the
// confidence of a bin is off the share of its quotes that are right.
func calibrationError(bins []bin) float64 {
	off, n := 0.0, 0
	for _, b := range bins {
		if b.n == 0 {
			continue
		}
		off += float64(b.n) * math.Abs(b.said()-b.was())
		n += b.n
	}
	return off / float64(max(1, n))
}

// verdicts tells of each quote that was found in l whether people have its
// content with the same speaker.
func verdicts(l QuoteLesson, got []Quote) []verdict {
	_, used := l.Match(got)
	out := make([]verdict, len(got))
	for j, q := range got {
		k, found := used[j]
		out[j] = verdict{q.Confidence, found && l.Attributions[k].SpeakerRight(l.Text, q)}
	}
	return out
}

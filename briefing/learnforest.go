package briefing

import "math"

// A case is an instance that a forest learns from.
type instance struct {
	traits []uint8
	offset float64 // log-odds that it has before the forest speaks
	yes    bool
}

// What a forest is grown with.
const (
	treeRate    = 0.1
	treeLeast   = 20.0 // how much weight a leaf needs
	treeShrink  = 4.0  // added to the weight of every leaf
	traitValues = 64
)

// growForest learns a forest of n trees by gradient steps on the log-odds
// (Friedman 2001), each tree on all instances.
func growForest(in []instance, n int, groups []tokenSpan) forest {
	width := len(in[0].traits)
	now := make([]float64, len(in))
	grad := make([]float64, len(in))
	hess := make([]float64, len(in))
	at := make([]int, len(in))
	for i := range in {
		now[i] = in[i].offset
	}
	var f forest
	var leaves []float64
	inner, outer := 1<<treeDepth-1, 1<<treeDepth
	sums := make([]float64, outer*width*traitValues*2)
	for range n {
		clear(at)
		if groups == nil {
			for i := range in {
				p := chance(now[i])
				grad[i], hess[i] = in[i].truth()-p, p*(1-p)
			}
		}
		for _, g := range groups {
			slopes(in[g.first:g.last], now[g.first:g.last], grad[g.first:g.last], hess[g.first:g.last])
		}
		splits := make([]limit, inner)
		for level := range treeDepth {
			first, count := 1<<level-1, 1<<level
			clear(sums[:count*width*traitValues*2])
			for i := range in {
				base := (at[i] - first) * width
				for t, v := range in[i].traits {
					k := ((base+t)*traitValues + int(v)) * 2
					sums[k] += grad[i]
					sums[k+1] += hess[i]
				}
			}
			for node := range count {
				splits[first+node] = bestSplit(sums[node*width*traitValues*2:(node+1)*width*traitValues*2], width)
			}
			for i := range in {
				s := splits[at[i]]
				at[i] = 2*at[i] + 1
				if in[i].traits[s.trait] > s.limit {
					at[i]++
				}
			}
		}
		g, h := make([]float64, outer), make([]float64, outer)
		for i := range in {
			g[at[i]-inner] += grad[i]
			h[at[i]-inner] += hess[i]
		}
		for k := range g {
			g[k] = treeRate * g[k] / (h[k] + treeShrink)
		}
		for i := range in {
			now[i] += g[at[i]-inner]
		}
		var t tree
		for k, s := range splits {
			t.splits[k+1] = split(s.trait) | split(s.limit)<<8
		}
		f.trees = append(f.trees, t)
		leaves = append(leaves, g...)
	}
	top := 1e-9
	for _, v := range leaves {
		top = max(top, math.Abs(v))
	}
	f.unit = top / 32000
	for n, v := range leaves {
		f.trees[n/outer].leaves[n%outer] = int16(math.Round(v / f.unit))
	}
	return f
}

// A limit sends an instance to the right where its trait is above it.
type limit struct{ trait, limit uint8 }

// bestSplit returns the limit that lowers the loss most: one that sends all to
// the left where none does.
func bestSplit(sums []float64, width int) limit {
	best, gain := limit{0, traitValues - 1}, 1e-6
	for t := range width {
		row := sums[t*traitValues*2 : (t+1)*traitValues*2]
		var g, h float64
		for v := range traitValues {
			g += row[2*v]
			h += row[2*v+1]
		}
		whole := g * g / (h + treeShrink)
		var lg, lh float64
		for v := range traitValues - 1 {
			lg += row[2*v]
			lh += row[2*v+1]
			rg, rh := g-lg, h-lh
			if lh < treeLeast || rh < treeLeast {
				continue
			}
			if w := lg*lg/(lh+treeShrink) + rg*rg/(rh+treeShrink) - whole; w > gain {
				best, gain = limit{uint8(t), uint8(v)}, w
			}
		}
	}
	return best
}

// truth returns 1 for yes.
func (x *instance) truth() float64 {
	if x.yes {
		return 1
	}
	return 0
}

// slopes fills in how the loss of choosing among in changes with each score.
func slopes(in []instance, now, grad, hess []float64) {
	top := now[0]
	for _, v := range now {
		top = max(top, v)
	}
	all, right := 0.0, 0.0
	for i, v := range now {
		hess[i] = math.Exp(v - top)
		all += hess[i]
		right += hess[i] * in[i].truth()
	}
	for i := range in {
		p := hess[i] / all
		grad[i] = hess[i]*in[i].truth()/right - p
		hess[i] = p * (1 - p)
	}
}

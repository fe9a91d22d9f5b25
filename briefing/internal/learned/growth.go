package learned

import "math"

// An Instance is one thing that a forest learns from.
type Instance struct {
	Traits []uint8 // below 64 each
	Offset float64 // log-odds that it has before the forest speaks
	Right  bool
}

// A Group is the instances [First, Last), of which one is chosen: a forest that
// learns from groups learns which, not whether.
type Group struct{ First, Last int }

// What a forest is grown with.
const (
	treeRate    = 0.14
	treeLeast   = 20.0 // how much weight a leaf needs
	treeShrink  = 4.0  // added to the weight of every leaf
	traitValues = 64
)

// The splits and leaves of a tree.
const (
	treeSplits = 1<<treeDepth - 1
	treeLeaves = 1 << treeDepth
)

// Grow learns a forest of n trees, each on all instances, by gradient steps on
// the log-odds (Friedman, Greedy Function Approximation, 2001): those of being
// right, or, where there are groups, of being the right one of its group.
func Grow(in []Instance, groups []Group, n int) Forest {
	g := grower{
		in: in, groups: groups, width: len(in[0].Traits),
		now: make([]float64, len(in)), slope: make([]float64, len(in)), bend: make([]float64, len(in)), at: make([]int, len(in)),
	}
	g.sums = make([]float64, treeLeaves*g.width*traitValues*2)
	for i := range in {
		g.now[i] = in[i].Offset
	}
	f := Forest{trees: make([]tree, n)}
	leaves := make([][treeLeaves]float64, n)
	top := 1e-9
	for k := range f.trees {
		g.aim()
		for i, s := range g.grow() {
			f.trees[k].splits[i+1] = split(s.trait) | split(s.limit)<<8
		}
		leaves[k] = g.settle()
		for _, v := range leaves[k] {
			top = max(top, math.Abs(v))
		}
	}
	f.unit = top / 32000
	for k := range leaves {
		for i, v := range leaves[k] {
			f.trees[k].leaves[i] = int16(math.Round(v / f.unit))
		}
	}
	return f
}

// A grower is what is known of the instances while trees are grown.
type grower struct {
	in          []Instance
	groups      []Group
	width       int
	now         []float64 // their log-odds
	slope, bend []float64 // the first and second derivative of the loss by these
	at          []int     // the nodes that they have come to in this tree, the root 0
	sums        []float64 // of slope and bend by node, trait and value
}

// aim fills in slope and bend.
func (g *grower) aim() {
	clear(g.at)
	for _, r := range g.groups {
		g.aimGroup(r)
	}
	if g.groups != nil {
		return
	}
	for i := range g.in {
		p := Chance(g.now[i])
		g.slope[i], g.bend[i] = g.in[i].truth()-p, p*(1-p)
	}
}

// aimGroup fills in how the loss of choosing among a group changes.
func (g *grower) aimGroup(r Group) {
	top := math.Inf(-1)
	for _, v := range g.now[r.First:r.Last] {
		top = max(top, v)
	}
	all, right := 0.0, 0.0
	for i := r.First; i < r.Last; i++ {
		g.bend[i] = math.Exp(g.now[i] - top)
		all += g.bend[i]
		right += g.bend[i] * g.in[i].truth()
	}
	for i := r.First; i < r.Last; i++ {
		p := g.bend[i] / all
		g.slope[i] = g.bend[i]*g.in[i].truth()/right - p
		g.bend[i] = p * (1 - p)
	}
}

// grow finds the splits of a tree, level by level, and sends the instances down.
func (g *grower) grow() []limit {
	splits := make([]limit, treeSplits)
	node := g.width * traitValues * 2
	for level := range treeDepth {
		first, count := 1<<level-1, 1<<level
		clear(g.sums[:count*node])
		for i := range g.in {
			base := (g.at[i] - first) * g.width
			for t, v := range g.in[i].Traits {
				k := ((base+t)*traitValues + int(v)) * 2
				g.sums[k] += g.slope[i]
				g.sums[k+1] += g.bend[i]
			}
		}
		for n := range count {
			splits[first+n] = bestSplit(g.sums[n*node:(n+1)*node], g.width)
		}
		for i := range g.in {
			s := splits[g.at[i]]
			g.at[i] = 2*g.at[i] + 1
			if g.in[i].Traits[s.trait] > s.limit {
				g.at[i]++
			}
		}
	}
	return splits
}

// settle returns what the leaves of the tree that was grown add, and adds it.
func (g *grower) settle() (leaves [treeLeaves]float64) {
	var bends [treeLeaves]float64
	for i, at := range g.at {
		leaves[at-treeSplits] += g.slope[i]
		bends[at-treeSplits] += g.bend[i]
	}
	for k := range leaves {
		leaves[k] = treeRate * leaves[k] / (bends[k] + treeShrink)
	}
	for i, at := range g.at {
		g.now[i] += leaves[at-treeSplits]
	}
	return leaves
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

// truth returns 1 for a right instance.
func (x *Instance) truth() float64 {
	if x.Right {
		return 1
	}
	return 0
}

package briefing

import (
	"math"
	"slices"
)

// ridge is how strongly weights are held to zero.
const ridge = 2

// togetherShare is how much a group of rows counts beside each of its rows.
const togetherShare = 16

// logistic returns the weights under which rows are likeliest, with a normal
// prior, by Newton's method. How many rows of a group are said is to come out
// right as well, beside which: sentences are chosen by their sums.
func logistic(rows []factRow, groups [][]int32, size int) []float64 {
	w := make([]float64, size)
	for range 6 {
		h := make([][]float64, size)
		for i := range h {
			h[i] = make([]float64, size+1)
			h[i][i] = ridge
			h[i][size] = -ridge * w[i]
		}
		for k := range rows {
			rows[k].addTo(h, w)
		}
		sum := make([]float64, size)
		for _, g := range groups {
			addGroup(h, rows, g, sum)
		}
		for i, s := range solve(h) {
			w[i] += s
		}
	}
	return w
}

// addTo adds the row's part of Newton's equations under the weights w.
func (r *factRow) addTo(h [][]float64, w []float64) {
	z := 0.
	for j, i := range r.at {
		z += w[i] * r.v[j]
	}
	r.chance = 1 / (1 + math.Exp(-z))
	g, c := -r.chance, r.chance*(1-r.chance)
	if r.said {
		g++
	}
	for j, i := range r.at {
		row, cv := h[i], c*r.v[j]
		for l, n := range r.at {
			row[n] += cv * r.v[l]
		}
		row[len(h)] += g * r.v[j]
	}
}

// addGroup adds what a group misses in all. sum is scratch, all zero.
func addGroup(h [][]float64, rows []factRow, group []int32, sum []float64) {
	missing, variance := 0., 0.
	var touched []int32
	for _, k := range group {
		r := &rows[k]
		c := r.chance * (1 - r.chance)
		variance += c
		missing -= r.chance
		if r.said {
			missing++
		}
		for j, i := range r.at {
			if sum[i] == 0 {
				touched = append(touched, i)
			}
			sum[i] += c * r.v[j]
		}
	}
	f := togetherShare / max(variance, .1)
	slices.Sort(touched)
	touched = slices.Compact(touched)
	for _, i := range touched {
		row, v := h[i], f*sum[i]
		for _, n := range touched {
			row[n] += v * sum[n]
		}
		row[len(h)] += v * missing
	}
	for _, i := range touched {
		sum[i] = 0
	}
}

// solve returns x with a·x = b, of which each row of a holds b in its last
// column. It works on a in place.
func solve(a [][]float64) []float64 {
	n := len(a)
	for i := range n {
		top := i
		for k := i + 1; k < n; k++ {
			if math.Abs(a[k][i]) > math.Abs(a[top][i]) {
				top = k
			}
		}
		a[i], a[top] = a[top], a[i]
		if a[i][i] == 0 {
			continue
		}
		for k := i + 1; k < n; k++ {
			if f := a[k][i] / a[i][i]; f != 0 {
				for j := i; j <= n; j++ {
					a[k][j] -= f * a[i][j]
				}
			}
		}
	}
	x := make([]float64, n)
	for i := n - 1; i >= 0; i-- {
		s := a[i][n]
		for j := i + 1; j < n; j++ {
			s -= a[i][j] * x[j]
		}
		if a[i][i] != 0 {
			x[i] = s / a[i][i]
		}
	}
	return x
}

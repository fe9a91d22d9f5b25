package briefing

import "math"

// ridge is how strongly weights are held to zero.
const ridge = 2

// logistic returns the weights under which rows are likeliest, with a normal
// prior, by Newton's method.
func logistic(rows []factRow, size int) []float64 {
	w := make([]float64, size)
	for range 6 {
		h := make([][]float64, size)
		for i := range h {
			h[i] = make([]float64, size+1)
			h[i][i] = ridge
			h[i][size] = -ridge * w[i]
		}
		for k := range rows {
			r := &rows[k]
			z := 0.
			for j, i := range r.at {
				z += w[i] * r.v[j]
			}
			p := 1 / (1 + math.Exp(-z))
			g, c := -p, p*(1-p)
			if r.said {
				g++
			}
			for j, i := range r.at {
				row, cv := h[i], c*r.v[j]
				for l, n := range r.at {
					row[n] += cv * r.v[l]
				}
				row[size] += g * r.v[j]
			}
		}
		for i, s := range solve(h) {
			w[i] += s
		}
	}
	return w
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

package vocab

// A distance measures how far two texts are apart in letters; it keeps its rows between calls.
type distance struct {
	before, last, row []int
}

// likeness says how near query is to the whole text and to its nearest beginning: 1 for equal, down to 0.
func (d *distance) likeness(query, text []rune) (whole, start float64) {
	w, s := d.edits(query, text)
	whole = 1 - float64(w)/float64(max(len(query), len(text), 1))
	start = 1 - float64(s)/float64(max(len(query), 1))
	return max(whole, 0), max(start, 0)
}

// edits counts the letters to insert, delete, replace or swap with their neighbour to get from query to the whole text,
// and to the nearest beginning of it.
func (d *distance) edits(query, text []rune) (whole, start int) {
	n := len(text)
	if cap(d.row) <= n {
		d.before, d.last, d.row = make([]int, n+1), make([]int, n+1), make([]int, n+1)
	}
	before, last, row := d.before[:n+1], d.last[:n+1], d.row[:n+1]
	for j := range last {
		last[j] = j
	}
	for i, q := range query {
		row[0] = i + 1
		for j, t := range text {
			cost := 1
			if q == t {
				cost = 0
			}
			v := min(last[j]+cost, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && q == text[j-1] && query[i-1] == t {
				v = min(v, before[j-1]+1)
			}
			row[j+1] = v
		}
		before, last, row = last, row, before
	}
	start = last[0]
	for _, v := range last {
		start = min(start, v)
	}
	return last[n], start
}

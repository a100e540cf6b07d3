package demo

import (
	"hash/fnv"
	"math/bits"
)

// dice are the random numbers of one row: they depend on the seed, on what the row is and on its number, and on nothing else. So row i
// is the same however many rows there are.
type dice struct{ state uint64 }

// roll takes up the dice of row i of what.
func roll(seed uint64, what string, i int) *dice {
	h := fnv.New64a()
	h.Write([]byte(what))
	d := &dice{h.Sum64() ^ seed*0x9e3779b97f4a7c15}
	d.next()
	d.state += uint64(i) * 0xd1342543de82ef95 //nolint:gosec // a bit pattern
	d.next()
	return d
}

// next is splitmix64.
func (d *dice) next() uint64 {
	d.state += 0x9e3779b97f4a7c15
	z := d.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below is a number from 0 to n-1.
func (d *dice) below(n int) int {
	hi, _ := bits.Mul64(d.next(), uint64(n)) //nolint:gosec // n is positive
	return int(hi)                           //nolint:gosec // below n
}

// between is a number from low to high.
func (d *dice) between(low, high int) int { return low + d.below(high-low+1) }

// chance is true percent times of a hundred.
func (d *dice) chance(percent int) bool { return d.below(100) < percent }

// weighted is an index of weights, each as often as its share.
func (d *dice) weighted(weights []int) int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	n := d.below(sum)
	for i, w := range weights {
		if n < w {
			return i
		}
		n -= w
	}
	return 0
}

// pick is one of list.
func pick[T any](d *dice, list []T) T { return list[d.below(len(list))] }

// state64 is the next number as the low bits of an id want it.
func (d *dice) state64() int64 { return int64(d.next()) } //nolint:gosec // a bit pattern

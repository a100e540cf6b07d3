package pdf

import (
	"bytes"
	"testing"
)

func TestSameInputGivesSameBytes(t *testing.T) {
	a, err := CV(germanCV())
	if err != nil {
		t.Fatal(err)
	}
	b, err := CV(germanCV())
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a, b) {
		t.Error("two CVs of the same input differ")
	}
}

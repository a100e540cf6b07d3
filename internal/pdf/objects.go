package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"sync"
	"unicode/utf16"
)

// Objects collects the numbered objects of a file. Streams stand on their own; all other objects are packed into object streams,
// which halves the size of a tagged file.
type objects struct {
	list []object
}

type object struct {
	body   []byte
	stream bool
}

// reserve returns the number of an object that is filled later.
func (o *objects) reserve() int {
	o.list = append(o.list, object{})
	return len(o.list)
}

func (o *objects) fill(n int, body string) { o.list[n-1].body = []byte(body) }

func (o *objects) add(body string) int {
	n := o.reserve()
	o.fill(n, body)
	return n
}

// addStream adds a compressed stream; entries are put into its dictionary.
func (o *objects) addStream(entries string, body []byte) int {
	n := o.reserve()
	o.list[n-1] = object{streamObject(entries+"/Filter/FlateDecode", deflate(body)), true}
	return n
}

// addRawStream adds a stream that can be read without unpacking.
func (o *objects) addRawStream(entries string, body []byte) int {
	n := o.reserve()
	o.list[n-1] = object{streamObject(entries, body), true}
	return n
}

func streamObject(entries string, body []byte) []byte {
	b := fmt.Appendf(make([]byte, 0, len(body)+len(entries)+48), "<<%s/Length %d>>stream\n", entries, len(body))
	return append(append(b, body...), "\nendstream"...)
}

// compressors keeps the large working memory of compression between documents.
var compressors = sync.Pool{New: func() any { return zlib.NewWriter(nil) }}

func deflate(body []byte) []byte {
	var out bytes.Buffer
	w := compressors.Get().(*zlib.Writer)
	defer compressors.Put(w)
	w.Reset(&out)
	_, _ = w.Write(body) // a bytes.Buffer takes everything
	_ = w.Close()
	return out.Bytes()
}

// perObjectStream bounds how much a reader unpacks to see one object.
const perObjectStream = 200

// file writes the whole file. root and properties are object numbers.
func (o *objects) file(root, properties int) []byte {
	type place struct{ kind, a, b int } // 1: at byte a; 2: in object stream a at index b
	places := make([]place, len(o.list)+1)
	var packed []int
	for i, obj := range o.list {
		if !obj.stream {
			packed = append(packed, i+1)
		}
	}
	for len(packed) > 0 {
		n := min(len(packed), perObjectStream)
		var heads, bodies bytes.Buffer
		for i, number := range packed[:n] {
			fmt.Fprintf(&heads, "%d %d ", number, bodies.Len())
			bodies.Write(o.list[number-1].body)
			bodies.WriteByte('\n')
			places[number] = place{2, len(o.list) + 1, i}
		}
		o.addStream(fmt.Sprintf("/Type/ObjStm/N %d/First %d", n, heads.Len()), append(heads.Bytes(), bodies.Bytes()...))
		places = append(places, place{})
		packed = packed[n:]
	}
	out := bytes.NewBufferString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	for i, obj := range o.list {
		if obj.stream {
			places[i+1] = place{1, out.Len(), 0}
			fmt.Fprintf(out, "%d 0 obj\n%s\nendobj\n", i+1, obj.body)
		}
	}
	sum := sha256.Sum256(out.Bytes())
	at := out.Len()
	places = append(places, place{1, at, 0})
	var table []byte
	for i, p := range places {
		if i == 0 {
			p.b = 0xffff // the head of the list of free objects
		}
		table = append(table, byte(p.kind))
		table = binary.BigEndian.AppendUint32(table, uint32(p.a))
		table = binary.BigEndian.AppendUint16(table, uint16(p.b))
	}
	entries := fmt.Sprintf("/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%x><%x>]/Filter/FlateDecode",
		len(places), root, properties, sum[:16], sum[:16])
	fmt.Fprintf(out, "%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n", len(places)-1, streamObject(entries, deflate(table)), at)
	return out.Bytes()
}

// textString returns a PDF text string in UTF-16.
func textString(s string) string {
	units := utf16.Encode([]rune(s))
	b := make([]byte, 0, 6+4*len(units))
	b = append(b, "<FEFF"...)
	for _, u := range units {
		b = appendHex(b, u)
	}
	return string(append(b, '>'))
}

// appendHex appends four hexadecimal digits.
func appendHex(b []byte, v uint16) []byte {
	const digits = "0123456789ABCDEF"
	return append(b, digits[v>>12], digits[v>>8&15], digits[v>>4&15], digits[v&15])
}

// byteString returns a PDF string of ASCII characters.
func byteString(s string) string {
	b := []byte{'('}
	for _, c := range []byte(s) {
		switch {
		case c == '(' || c == ')' || c == '\\':
			b = append(b, '\\', c)
		case c >= ' ' && c < 0x7f:
			b = append(b, c)
		default:
			b = fmt.Appendf(b, "\\%03o", c)
		}
	}
	return string(append(b, ')'))
}

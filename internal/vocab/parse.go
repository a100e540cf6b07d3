package vocab

import (
	"encoding/json"
	"fmt"
	"strings"
)

// A parser reads one line of a data file: JSON of objects, lists, strings and numbers below a million. It is
// several times as fast as encoding/json, because it knows the keys and cuts strings out of the text; that decides
// about the start of the server. After an error it reads nothing more.
type parser struct {
	text string
	at   int
	err  error
}

// A labelling is what one line of a file of labels says: the words for a concept in the language of the file.
type labelling struct {
	id     ID
	labels []string
	review Review
}

// labelling reads a line of a file of labels. An unknown key is an error.
func (p *parser) labelling() (labelling, error) {
	var l labelling
	p.object(func(key string) {
		switch key {
		case "id":
			l.id = ID(p.str())
		case "labels":
			l.labels = p.list()
		case "review":
			l.review = Review(p.str())
		default:
			p.fail("unknown key " + key)
		}
	})
	p.end()
	return l, p.err
}

// regulation reads a line of the file of regulated occupations. An unknown key is an error.
func (p *parser) regulation() (ID, Regulation, error) {
	var id ID
	var r Regulation
	p.object(func(key string) {
		switch key {
		case "id":
			id = ID(p.str())
		case "kind":
			r.Kind = RegulationKind(p.str())
		case "title":
			r.title = p.german()
		case "abroad":
			r.Abroad = p.truth()
		case "law":
			r.Law = p.str()
		case "note":
			r.Note = p.str()
		case "source":
			r.Source = p.str()
		case "checked_on":
			r.CheckedOn = p.str()
		case "confidence":
			r.Confidence = p.str()
		default:
			p.fail("unknown key " + key)
		}
	})
	p.end()
	return id, r, p.err
}

// concept reads a line of a file of concepts. An unknown key is an error.
func (p *parser) concept() (Concept, error) {
	var c Concept
	p.object(func(key string) {
		switch key {
		case "id":
			c.ID = ID(p.str())
		case "kind":
			c.Kind = Kind(p.str())
		case "group":
			c.Groups = append(c.Groups, p.str())
		case "groups":
			c.Groups = append(c.Groups, p.list()...)
		case "tasks":
			c.Tasks = p.ids()
		case "isco":
			c.ISCO = p.str()
		case "code":
			c.Code = p.str()
		case "icon":
			c.Icon = p.str()
		case "de":
			c.german = p.german()
		default:
			p.fact(&c.Fact, key)
		}
	})
	p.end()
	return c, p.err
}

// end fails if there is more than space behind the object.
func (p *parser) end() {
	if p.space(); p.at < len(p.text) {
		p.fail("more behind the end")
	}
}

func (p *parser) german() german {
	var g german
	p.object(func(key string) {
		switch key {
		case "m":
			g.M = p.str()
		case "f":
			g.F = p.str()
		case "neutral":
			g.Neutral = p.str()
		case "phrase":
			g.Phrase = p.str()
		case "label":
			g.Label = p.str()
		case "explicit":
			g.Explicit = p.str()
		default:
			p.fail("unknown key de." + key)
		}
	})
	return g
}

func (p *parser) fact(f *Fact, key string) {
	switch key {
	case "country":
		f.Country = p.str()
	case "original":
		f.Original = p.str()
	case "translit":
		f.Translit = p.str()
	case "level":
		f.Level = p.str()
	case "years":
		f.Years = p.number()
	case "source":
		f.Source = p.str()
	case "checked_on":
		f.CheckedOn = p.str()
	case "confidence":
		f.Confidence = p.str()
	default:
		p.fail("unknown key " + key)
	}
}

// object reads an object and calls field for each key; field must read the value.
func (p *parser) object(field func(key string)) {
	p.want('{')
	for more := !p.take('}'); more && p.err == nil; more = p.more('}') {
		key := p.str()
		p.want(':')
		if p.err == nil {
			field(key)
		}
	}
}

// ids reads a list of ids.
func (p *parser) ids() []ID {
	list := p.list()
	ids := make([]ID, len(list))
	for i, id := range list {
		ids[i] = ID(id)
	}
	return ids
}

// list reads a list of strings.
func (p *parser) list() []string {
	var few [8]string // most lists fit, so the result is made once, as long as it must be
	list := few[:0]
	p.want('[')
	for more := !p.take(']'); more && p.err == nil; more = p.more(']') {
		list = append(list, p.str())
	}
	return append(make([]string, 0, len(list)), list...)
}

// str reads a string.
func (p *parser) str() string {
	p.want('"')
	if p.err != nil {
		return ""
	}
	rest := p.text[p.at:]
	end := strings.IndexByte(rest, '"')
	if end >= 0 && strings.IndexByte(rest[:end], '\\') < 0 {
		p.at += end + 1
		return rest[:end]
	}
	return p.escaped()
}

// escaped reads the rest of a string that holds escapes.
func (p *parser) escaped() string {
	start := p.at - 1
	for ; p.at < len(p.text) && p.text[p.at] != '"'; p.at++ {
		if p.text[p.at] == '\\' {
			p.at++
		}
	}
	var s string
	p.at = min(p.at+1, len(p.text))
	if err := json.Unmarshal([]byte(p.text[start:p.at]), &s); err != nil {
		p.fail(err.Error())
	}
	return s
}

// number reads a whole number of at most six digits.
func (p *parser) number() int {
	p.space()
	start, n := p.at, 0
	for ; p.at < len(p.text) && p.at < start+6 && '0' <= p.text[p.at] && p.text[p.at] <= '9'; p.at++ {
		n = n*10 + int(p.text[p.at]-'0')
	}
	if p.at == start {
		p.fail("a number is missing")
	}
	return n
}

// truth reads true or false.
func (p *parser) truth() bool {
	p.space()
	for word, value := range map[string]bool{"true": true, "false": false} {
		if strings.HasPrefix(p.text[p.at:], word) {
			p.at += len(word)
			return value
		}
	}
	p.fail("true or false is missing")
	return false
}

func (p *parser) space() {
	for p.at < len(p.text) && (p.text[p.at] == ' ' || p.text[p.at] == '\t' || p.text[p.at] == '\r' || p.text[p.at] == '\n') {
		p.at++
	}
}

// take reads the sign c if it is next.
func (p *parser) take(c byte) bool {
	p.space()
	if p.err != nil || p.at >= len(p.text) || p.text[p.at] != c {
		return false
	}
	p.at++
	return true
}

func (p *parser) want(c byte) {
	if !p.take(c) {
		p.fail(fmt.Sprintf("%q is missing", c))
	}
}

// more reads a comma and reports true, or the sign that ends an object or list.
func (p *parser) more(end byte) bool {
	if p.take(',') {
		return true
	}
	p.want(end)
	return false
}

// fail keeps the first error.
func (p *parser) fail(what string) {
	if p.err == nil {
		p.err = fmt.Errorf("byte %d: %s", p.at, what)
	}
}

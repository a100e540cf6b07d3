package vocab

import (
	"fmt"
	"strings"
)

// A Guide is what German law or an office says about a question that many people have, and where to read on.
type Guide struct {
	Name       string // German, of the place where to read on
	Text       string // one plain German sentence
	URL        string // https
	Law        string // short names and paragraphs; empty where there is none
	Source     string
	CheckedOn  string // YYYY-MM-DD; empty when only remembered
	Confidence string // "sourced" or "verify"
}

// A GuideID names a guide.
type GuideID string

// The guides.
const (
	GuideRecognition GuideID = "guide:recognition" // of foreign qualifications
	GuideDriving     GuideID = "guide:driving"     // with a foreign licence
	GuideWorkPermit  GuideID = "guide:work-permit"
)

// Guide returns the guide called id; it is zero when there is none.
func (v *Vocabulary) Guide(id GuideID) Guide { return v.guides[id] }

func (v *Vocabulary) addGuide(line string) error {
	p := parser{text: line}
	id, g, err := p.guide()
	switch {
	case err != nil:
		return err
	case !strings.HasPrefix(g.URL, "https://"):
		return fmt.Errorf("%s leads to %q", id, g.URL)
	case v.guides[id] != Guide{}:
		return fmt.Errorf("%s has a line already", id)
	}
	v.guides[id] = g
	return nil
}

// guide reads a line of the file of guides. An unknown key is an error.
func (p *parser) guide() (GuideID, Guide, error) {
	var id GuideID
	var g Guide
	p.object(func(key string) {
		switch key {
		case "id":
			id = GuideID(p.str())
		case "name":
			g.Name = p.str()
		case "text":
			g.Text = p.str()
		case "url":
			g.URL = p.str()
		case "law":
			g.Law = p.str()
		case "source":
			g.Source = p.str()
		case "checked_on":
			g.CheckedOn = p.str()
		case "confidence":
			g.Confidence = p.str()
		default:
			p.fail("unknown key " + key)
		}
	})
	p.end()
	return id, g, p.err
}

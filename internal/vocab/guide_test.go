package vocab

import "testing"

// TestGuides checks that each guide says where it is from, and that a broken line is refused.
func TestGuides(t *testing.T) {
	v := loaded(t)
	for _, id := range []GuideID{GuideRecognition, GuideDriving, GuideWorkPermit} {
		g := v.Guide(id)
		if g.Name == "" || g.Text == "" || g.URL == "" || g.Source == "" || g.Confidence != "verify" && (g.Confidence != "sourced" || g.CheckedOn == "") {
			t.Errorf("%s: %+v", id, g)
		}
	}
	if len(v.guides) != 3 || v.Guide("guide:none") != (Guide{}) {
		t.Errorf("guides: %v", v.guides)
	}
	for _, line := range []string{
		`{"id":"guide:new","url":"http://example.org"}`, `{"id":"guide:driving","url":"https://example.org"}`, `{"id":"guide:new","colour":"red"}`, `{"id":`,
	} {
		if err := v.addGuide(line); err == nil {
			t.Errorf("%s was read", line)
		}
	}
}

package arch

import (
	"go/ast"
	"maps"
	"slices"
	"strings"
	"testing"
)

// doors are the methods of *app.App that open a transaction: each authorises and writes the event in it.
var doors = map[string]string{
	"do":   "an action that changes something",
	"look": "a read of what belongs to a person, written down before it is shown",
}

// doorless are the methods of *app.App that go around the doors, each with its reason.
var doorless = map[string]string{
	"SignInStaff":    "there is no actor yet; openSession writes the event",
	"SignInSlip":     "there is no actor yet; openSession writes the event",
	"SignInTOTP":     "there is no actor yet: the session opens nothing until the code is right",
	"Prove":          "the own account of the session that asks; writes the event itself",
	"ActorByToken":   "makes the actor of a request out of its cookie",
	"WatcherByToken": "makes the actor of a request out of its cookie",
	"sessionOf":      "makes the actor of a request out of its cookie",
	"SignOut":        "ends the session that asks, and writes the event itself",
	"ChooseLanguage": "the language of the pages of the session that asks",
	"Places":         "accommodations and districts: no data of persons",
	"Bodies":         "the city's directory: no data of persons",
	"Agents":         "who works at the Jobcenter: no data of persons",
	"Pulses":         "that something about a person was changed, not what; MayFollow decides who hears it",
	"MayFollow":      "decides by domain.Can and shows nothing",
	"Plan":           "after the door look, keeps that the person has seen the plan",
	"writeUnseen":    "after the door look, writes the look for the other members of the household",
	"Search":         "the vocabulary; labels of the city through cityConcepts",
	"Said":           "the vocabulary; labels of the city through cityConcepts",
	"Sessions":       "staff read their own sessions; persons go through look",
	"Drafts":         "what a user typed on a page about nobody is the own; all else goes through look",
	"KeepDraft":      "there is no actor any more: finds whose the ended session was, then goes through do",
	"DropDraft":      "goes through doDraft",
	"ChangePIN":      "goes through setPIN",
	"ChoosePIN":      "goes through setPIN",
	"EndSession":     "staff end their own sessions; persons go through do",
	"doDraft":        "what a user typed on a page about nobody is the own; all else goes through do",
	"HasDrafts":      "that something is kept for who asks, not what",
	"draftList":      "which forms of who asks are kept, without what stands in them",
	"login":          "loads the secret that a sign-in is checked against",
	"checkSecret":    "counts failed tries of an account before there is an actor",
	"ConfirmText":    "goes through changeText",
	"RejectText":     "goes through changeText",
	"AskTextHelp":    "goes through changeText",
	"ReviewText":     "goes through changeText",
	"askAgain":       "what was saved waits for an engine; saveTexts writes the event",
	"jobsDue":        "that something waits to be translated, not what",
	"takeTexts":      "the machine's: what was saved waits for an engine; saveTexts writes the event",
	"saveTexts":      "the machine's: writes the event itself",
	"purse":          "counts characters: no data of persons",
	"digestsDue":     "the machine's: which users are to get a digest",
	"takeDigest":     "the machine's: counts by the rules of the reader's own lists, and names nobody",
	"saveDigest":     "the machine's: writes the event itself",
	"openSession":    "stores a session and its event",
	"LinkHolds":      "that a link is in force, not to whose CV",
	"bodyLinkOf":     "which link has this address, and whether the code is right; OpenBodyLink and AnswerBodyLink go through do",
	"linkOf":         "which link has this address; LinkedCV goes through do",
}

// TestDoors checks that every exported method of App that can reach the database (it takes a context) goes through
// a door, and that only doors open transactions.
func TestDoors(t *testing.T) {
	rule := func(body string) []string {
		return aroundDoors(parse(t, "planted.go", "package app\n"+body))
	}
	catches(t, rule, []string{
		"func (a *App) SaveGoal(ctx context.Context) error { return a.tx.SaveGoal() }",
		"func (a *App) ReadGoal(ctx context.Context) error { return b.do() }",
		"func (a *App) SaveGoal(ctx context.Context) error { a.DB.Write(ctx, f); return a.do(f) }",
		"func quick(db *store.DB) error { return db.Read(ctx, func(tx *store.Tx) error { return nil }) }",
	}, []string{
		"func (a *App) SaveGoal(ctx context.Context) error { return a.do(f) }",
		"func (a *App) ReadGoal(ctx context.Context) (g Goal, err error) { err = a.look(f); return g, err }",
		"func (a *App) do(f func(*store.Tx) error) error { return a.DB.Write(ctx, f) }",
		"func (a *App) GoalText(g Goal) string { return g.Text }",
		"func f(r io.Reader) { r.Read(b) }",
	})
	gone := maps.Clone(doorless)
	for _, f := range withoutTests(goFiles(t, "internal/app")) {
		report(t, aroundDoors(f))
		for _, d := range f.Decls {
			if fd, ok := d.(*ast.FuncDecl); ok && receiverOf(fd, "App") != "" {
				delete(gone, fd.Name.Name)
			}
		}
	}
	for name := range gone {
		t.Errorf("doorless has %s, which is no method of App any more", name)
	}
}

// aroundDoors names the methods of one file of package app that go around the doors.
func aroundDoors(f goFile) []string {
	var found []string
	for _, d := range f.Decls {
		fd, ok := d.(*ast.FuncDecl)
		if !ok || fd.Body == nil {
			continue
		}
		receiver := receiverOf(fd, "App")
		isDoor := receiver != "" && doors[fd.Name.Name] != ""
		if opens(fd.Body) && !isDoor && doorless[fd.Name.Name] == "" {
			found = append(found, f.at(fd.Pos())+": "+fd.Name.Name+" opens a transaction without a door")
		}
		if receiver != "" && fd.Name.IsExported() && takesContext(fd) && doorless[fd.Name.Name] == "" && !usesDoor(fd.Body, receiver) {
			found = append(found, f.at(fd.Pos())+": "+fd.Name.Name+" goes through none of the doors "+doorNames())
		}
	}
	return found
}

// receiverOf is the name of the receiver of fd when it is a method of *typ, else "".
func receiverOf(fd *ast.FuncDecl, typ string) string {
	if fd.Recv == nil || len(fd.Recv.List[0].Names) == 0 {
		return ""
	}
	if p, ok := fd.Recv.List[0].Type.(*ast.StarExpr); ok {
		if id, ok := p.X.(*ast.Ident); ok && id.Name == typ {
			return fd.Recv.List[0].Names[0].Name
		}
	}
	return ""
}

func takesContext(fd *ast.FuncDecl) bool {
	return slices.ContainsFunc(fd.Type.Params.List, func(p *ast.Field) bool {
		s, ok := p.Type.(*ast.SelectorExpr)
		return ok && s.Sel.Name == "Context"
	})
}

func usesDoor(body ast.Node, receiver string) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			if s, ok := call.Fun.(*ast.SelectorExpr); ok && doors[s.Sel.Name] != "" {
				id, ok := s.X.(*ast.Ident)
				found = found || ok && id.Name == receiver
			}
		}
		return true
	})
	return found
}

// opens reports whether body calls Read or Write of a store.DB: two arguments, a context and what to do.
func opens(body ast.Node) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && len(call.Args) == 2 {
			if s, ok := call.Fun.(*ast.SelectorExpr); ok && (s.Sel.Name == "Read" || s.Sel.Name == "Write") {
				found = true
			}
		}
		return true
	})
	return found
}

func doorNames() string {
	return strings.Join(slices.Sorted(maps.Keys(doors)), ", ")
}

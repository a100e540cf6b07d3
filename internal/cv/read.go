package cv

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// maxBytes bounds a whole document; a full profile is far below.
const maxBytes = 1 << 20

// An InputError says what is wrong at which place of the input.
type InputError struct {
	Path    string // work[0].tasks[1].label; empty for the document as a whole
	Problem string
}

func (e *InputError) Error() string {
	if e.Path == "" {
		return "the document " + e.Problem
	}
	return e.Path + " " + e.Problem
}

// A value is a part of a valid JSON text with its place.
type value struct {
	path string
	raw  []byte // without white space around it
}

// null tells whether the value is null, which everywhere means "not said".
func (v value) null() bool { return v.raw[0] == 'n' }

// A reader reads values and keeps the first error; after one it returns zero values.
type reader struct{ err error }

// document checks the syntax of b.
func (r *reader) document(b []byte) value {
	v := value{raw: []byte("null")}
	if len(b) > maxBytes {
		r.fail(v, "has more than 1 MiB")
		return v
	}
	if !json.Valid(b) {
		r.fail(v, syntaxProblem(b))
		return v
	}
	raw, _ := element(skipSpace(b))
	return value{raw: raw}
}

func syntaxProblem(b []byte) string {
	err := json.Unmarshal(b, new(json.RawMessage))
	if e, ok := errors.AsType[*json.SyntaxError](err); ok {
		return fmt.Sprintf("is not JSON at byte %d: %v", e.Offset, e)
	}
	return "is not JSON"
}

func (r *reader) fail(v value, problem string) {
	if r.err == nil {
		r.err = &InputError{v.path, problem}
	}
}

// done tells that there is nothing to read: an error came before, or null was said.
func (r *reader) done(v value) bool { return r.err != nil || v.null() }

// fields says how the value of each key of an object is read.
type fields map[string]func(value)

// into reads a value to where it belongs.
func into[T any](to *T, read func(value) T) func(value) {
	return func(v value) { *to = read(v) }
}

// each reads a list item by item.
func each[T any](r *reader, to *[]T, read func(value) T) func(value) {
	return func(v value) {
		r.list(v, func(item value) { *to = append(*to, read(item)) })
	}
}

// maybe reads a value that is nil when it is not said.
func maybe[T any](r *reader, read func(value) T) func(value) *T {
	return func(v value) *T {
		if r.done(v) {
			return nil
		}
		t := read(v)
		return &t
	}
}

// object reads the members of an object. Each key of required must be there with a value other than null.
func (r *reader) object(v value, required []string, f fields) {
	if r.done(v) {
		return
	}
	if v.raw[0] != '{' {
		r.fail(v, "is not an object")
		return
	}
	var seen, said []string
	for rest := skipSpace(v.raw[1:]); rest[0] != '}' && r.err == nil; {
		var rawKey, raw []byte
		rawKey, rest = element(rest)
		raw, rest = element(skipSpace(skipSpace(rest)[1:])) // behind the colon
		rest = afterComma(rest)
		key, problem := unquote(rawKey)
		if problem != "" {
			key = string(rawKey[1 : len(rawKey)-1])
		}
		m := value{member(v.path, key), raw}
		read, known := f[key]
		switch {
		case problem != "":
			r.fail(m, problem)
		case slices.Contains(seen, key):
			r.fail(m, "stands twice")
		case !known:
			r.fail(m, "is no key of this form")
		default:
			read(m)
		}
		if !m.null() {
			said = append(said, key)
		}
		seen = append(seen, key)
	}
	for _, key := range required {
		if !slices.Contains(said, key) {
			r.fail(value{path: member(v.path, key)}, "is missing")
		}
	}
}

// list reads the items of a list.
func (r *reader) list(v value, item func(v value)) {
	if r.done(v) {
		return
	}
	if v.raw[0] != '[' {
		r.fail(v, "is not a list")
		return
	}
	n := 0
	for rest := skipSpace(v.raw[1:]); rest[0] != ']' && r.err == nil; n++ {
		var raw []byte
		raw, rest = element(rest)
		rest = afterComma(rest)
		at := value{v.path + "[" + strconv.Itoa(n) + "]", raw}
		switch {
		case n >= domain.MaxList:
			r.fail(v, fmt.Sprintf("has more than %d entries", domain.MaxList))
		case at.null():
			r.fail(at, "is null")
		default:
			item(at)
		}
	}
}

// line reads one line of text: at most domain.MaxLine code points, no control characters, no direction overrides.
func (r *reader) line(v value) string { return r.chars(v, domain.MaxLine, "") }

// text reads a free text: at most domain.MaxText code points, with line breaks.
func (r *reader) text(v value) string { return r.chars(v, domain.MaxText, "\n\r\t") }

func (r *reader) chars(v value, limit int, also string) string {
	if r.done(v) {
		return ""
	}
	if v.raw[0] != '"' {
		r.fail(v, "is not a text")
		return ""
	}
	s, problem := unquote(v.raw)
	switch {
	case problem != "":
	case utf8.RuneCountInString(s) > limit:
		problem = fmt.Sprintf("has more than %d characters", limit)
	default:
		for _, c := range s {
			if domain.Forbidden(c, also) {
				problem = fmt.Sprintf("has the character %U, which is not allowed", c)
				break
			}
		}
	}
	if problem != "" {
		r.fail(v, problem)
		return ""
	}
	return strings.TrimSpace(s)
}

// oneOf reads a word of a closed list.
func oneOf[T ~string](r *reader, words ...T) func(value) T {
	return func(v value) T {
		s := T(r.line(v))
		if r.done(v) {
			return ""
		}
		if !slices.Contains(words, s) {
			r.fail(v, fmt.Sprintf("is %s, want one of %s", strconv.QuoteToASCII(string(s)), join(words)))
		}
		return s
	}
}

func join[T ~string](words []T) string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = string(w)
	}
	return strings.Join(all, ", ")
}

func (r *reader) flag(v value) bool {
	if r.done(v) {
		return false
	}
	if v.raw[0] != 't' && v.raw[0] != 'f' {
		r.fail(v, "is not true or false")
	}
	return v.raw[0] == 't'
}

// whole reads a whole number, written without fraction and exponent.
func (r *reader) whole(v value) int {
	if r.done(v) {
		return 0
	}
	n, err := strconv.Atoi(string(v.raw))
	if err != nil {
		r.fail(v, "is not a whole number")
	}
	return n
}

func (r *reader) number(v value) float64 {
	if r.done(v) {
		return 0
	}
	f, err := strconv.ParseFloat(string(v.raw), 64)
	if err != nil || math.Abs(f) > 1e9 || v.raw[0] == '"' {
		r.fail(v, "is not a number of at most 1,000,000,000")
		return 0
	}
	return f
}

// member is the path of a member; a key that is no plain word is quoted and cut.
func member(path, key string) string {
	plain := key != "" && len(key) <= 40 && !strings.ContainsFunc(key, func(c rune) bool {
		return c != '_' && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z')
	})
	switch {
	case !plain:
		return path + "[" + strconv.QuoteToASCII(strings.ToValidUTF8(key[:min(len(key), 40)], "")) + "]"
	case path == "":
		return key
	}
	return path + "." + key
}

func skipSpace(b []byte) []byte {
	for len(b) > 0 && (b[0] == ' ' || b[0] == '\t' || b[0] == '\n' || b[0] == '\r') {
		b = b[1:]
	}
	return b
}

// afterComma goes on to the next element, or to the bracket that ends the list.
func afterComma(b []byte) []byte {
	b = skipSpace(b)
	if b[0] == ',' {
		b = skipSpace(b[1:])
	}
	return b
}

// element splits valid JSON behind its first value.
func element(b []byte) (first, rest []byte) {
	depth := 0
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '"':
			for i++; b[i] != '"'; i++ {
				if b[i] == '\\' {
					i++
				}
			}
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 { // the end of what holds this number or word
				return b[:i], b[i:]
			}
			depth--
		case ',', ' ', '\t', '\n', '\r':
			if depth == 0 {
				return b[:i], b[i:]
			}
			continue
		default:
			continue
		}
		if depth == 0 {
			return b[:i+1], b[i+1:]
		}
	}
	return b, nil
}

// unquote reads a valid JSON string. Unlike the standard library it says when a character is broken, instead of
// replacing it.
func unquote(raw []byte) (s, problem string) {
	raw = raw[1 : len(raw)-1]
	if !utf8.Valid(raw) {
		return "", "is not valid UTF-8"
	}
	var b strings.Builder
	for len(raw) > 0 {
		if raw[0] != '\\' {
			b.WriteByte(raw[0])
			raw = raw[1:]
			continue
		}
		if raw[1] != 'u' {
			b.WriteByte(escaped(raw[1]))
			raw = raw[2:]
			continue
		}
		c := unit(raw)
		raw = raw[6:]
		if utf16.IsSurrogate(c) {
			if len(raw) < 6 || raw[0] != '\\' || raw[1] != 'u' || utf16.DecodeRune(c, unit(raw)) == unicode.ReplacementChar {
				return "", "has half a character (a lone surrogate)"
			}
			c = utf16.DecodeRune(c, unit(raw))
			raw = raw[6:]
		}
		b.WriteRune(c)
	}
	return b.String(), ""
}

// unit reads the four digits of \uXXXX.
func unit(raw []byte) rune {
	n, _ := strconv.ParseUint(string(raw[2:6]), 16, 16)
	return rune(n)
}

func escaped(c byte) byte {
	switch c {
	case 'b':
		return '\b'
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	}
	return c
}

package domain

// A BlobKind says what a document of a person is that is kept outside of the database.
type BlobKind string

// The kinds of documents.
const (
	BlobConsent BlobKind = "consent" // a consent on paper, scanned
)

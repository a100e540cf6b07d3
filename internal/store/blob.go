package store

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/aufwind-im/aufwind/internal/blob"
	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/domain"
)

// A Blob is a document of a person. Its bytes lie outside of the database; Open fetches them, also after the transaction has ended.
type Blob struct {
	ID     domain.BlobID
	Person domain.PersonID
	Kind   domain.BlobKind
	Media  string // media type, such as application/pdf
	MadeAt domain.Instant

	name string // in the backend
	size int
	hash []byte // of the sealed bytes
	from blob.Backend
	v    vault
}

// place is where the bytes of b open: moved to another row, they do not.
func (b Blob) place() []byte {
	return crypt.AD(b.v.tenant, b.v.person, "blob:"+b.ID.String()+":"+string(b.Kind)+":"+b.Media)
}

// errBlobChanged means that what lies in the backend is not what was put there.
var errBlobChanged = errors.New("it was changed")

// Open returns the bytes that were stored.
// Errors: those of the backend, crypt.ErrSealed, a plain error when the bytes were changed.
func (b Blob) Open(ctx context.Context) ([]byte, error) {
	sealed, err := b.from.Read(ctx, b.name)
	if err != nil {
		return nil, fmt.Errorf("blob %d: %w", b.ID, err)
	}
	if sum := sha256.Sum256(sealed); len(sealed) != b.size || !bytes.Equal(sum[:], b.hash) {
		return nil, fmt.Errorf("blob %d: %w", b.ID, errBlobChanged)
	}
	plain, err := b.v.cipher.Open(sealed, b.place())
	if err != nil {
		return nil, fmt.Errorf("blob %d: %w", b.ID, err)
	}
	return plain, nil
}

// AddBlob seals plain under the key of p and stores it. The bytes are put before the transaction ends: when it fails they stay behind, and
// SweepBlobs removes them.
// Errors: NotFound (no such person), blob.ErrSize, what the backend says.
func (tx *Tx) AddBlob(ctx context.Context, p domain.PersonID, kind domain.BlobKind, media string, plain []byte) (domain.BlobID, error) {
	v, err := tx.vault(ctx, p)
	if err != nil {
		return 0, err
	}
	b := Blob{ID: NewID[domain.BlobID](tx), Person: p, Kind: kind, Media: media, v: v}
	sealed := v.cipher.Seal(plain, b.place())
	sum := sha256.Sum256(sealed)
	var random [16]byte
	rand.Read(random[:]) // never fails, see crypto/rand
	digits := hex.EncodeToString(random[:])
	b.name = tx.db.Tenant + "/" + digits[:2] + "/" + digits[2:]
	if err := tx.db.blobs.Put(ctx, b.name, sealed); err != nil {
		return 0, fmt.Errorf("blob of person %d: %w", p, err)
	}
	return b.ID, tx.must(ctx, `INSERT INTO blob (id, person_id, kind, media, name, size, hash, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		b.ID, p, kind, media, b.name, len(sealed), sum[:], tx.Now)
}

const blobColumns = `b.id, b.person_id, b.kind, b.media, b.made_at, b.name, b.size, b.hash`

func scanBlob(scan scanner) (b Blob, err error) {
	err = scan(&b.ID, &b.Person, &b.Kind, &b.Media, &b.MadeAt, &b.name, &b.size, &b.hash)
	return b, err
}

// Blob returns a document of p. NotFound when p has none of this id, or no key any more.
func (tx *Tx) Blob(ctx context.Context, p domain.PersonID, id domain.BlobID) (Blob, error) {
	b, err := one(ctx, tx, scanBlob, `SELECT `+blobColumns+` FROM blob b WHERE b.id = $1 AND b.person_id = $2`, id, p)
	if err != nil {
		return Blob{}, err
	}
	b.from = tx.db.blobs
	b.v, err = tx.vault(ctx, p)
	return b, err
}

// orphanAge is how old a blob has to be before it counts as left behind: what is younger may belong to a transaction under way.
const orphanAge = time.Hour

// SweepBlobs removes what lies in the backend for this tenant and belongs to no row, and returns how many those were.
func (db *DB) SweepBlobs(ctx context.Context) (n int, err error) {
	before := db.clock().Add(-orphanAge)
	known := map[string]bool{}
	err = db.Read(ctx, func(tx *Tx) error {
		return each(ctx, tx, value[string], func(name string) error {
			known[name] = true
			return nil
		}, `SELECT name FROM blob ORDER BY name`)
	})
	if err != nil {
		return 0, err
	}
	for item, err := range db.blobs.List(ctx, db.Tenant) {
		if err == nil && !known[item.Name] && item.At.Before(before) {
			err = db.blobs.Delete(ctx, item.Name)
			n++
		}
		if err != nil {
			return n, fmt.Errorf("sweep blobs: %w", err)
		}
	}
	return n, nil
}

// verifyBatch is how many rows are checked in one transaction, so that the check keeps nobody waiting.
const verifyBatch = 500

// VerifyBlobs reads every blob and returns how many open as they were stored, with a line for each that does not.
func (db *DB) VerifyBlobs(ctx context.Context) (good int, lines []string, err error) {
	for last, more := domain.BlobID(0), true; more; {
		batch, err := db.blobsAfter(ctx, last)
		if err != nil {
			return good, lines, err
		}
		for _, b := range batch {
			last = b.ID
			if b.from == nil {
				lines = append(lines, fmt.Sprintf("blob %d: the key of person %d is missing or was changed", b.ID, b.Person))
				continue
			}
			switch _, err := b.Open(ctx); {
			case err == nil:
				good++
			case errors.Is(err, errBlobChanged), errors.Is(err, crypt.ErrSealed), errors.Is(err, blob.ErrMissing), errors.Is(err, blob.ErrName), errors.Is(err, blob.ErrSize):
				lines = append(lines, err.Error())
			default:
				return good, lines, err
			}
		}
		more = len(batch) == verifyBatch
	}
	return good, lines, nil
}

// blobsAfter returns the next blobs; one whose person has no key that opens comes from nowhere.
func (db *DB) blobsAfter(ctx context.Context, last domain.BlobID) (batch []Blob, err error) {
	err = db.Read(ctx, func(tx *Tx) error {
		batch, err = all(ctx, tx, scanBlob, `SELECT `+blobColumns+` FROM blob b WHERE b.id > $1 ORDER BY b.id LIMIT `+strconv.Itoa(verifyBatch), last)
		for i := range batch {
			if err != nil {
				return err
			}
			var keyErr error
			batch[i].v, keyErr = tx.vault(ctx, batch[i].Person)
			switch {
			case keyErr == nil:
				batch[i].from = db.blobs
			case domain.KindOf(keyErr) != domain.NotFound && !errors.Is(keyErr, crypt.ErrSealed):
				err = keyErr
			}
		}
		return err
	})
	return batch, err
}

package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/domain"
)

// vault seals and opens what belongs to one person.
type vault struct {
	key    crypt.Key
	cipher crypt.Cipher
	mark   func(value []byte) []byte // stands for a value that is only looked for
	tenant string
	person string
}

// vault returns the vault of p, loading p's key once per transaction. NotFound when there is no key (any more).
func (tx *Tx) vault(ctx context.Context, p domain.PersonID) (vault, error) {
	if v, ok := tx.vaults[p]; ok {
		return v, nil
	}
	wrapped, err := one(ctx, tx, value[[]byte], `SELECT wrapped FROM person_key WHERE person_id = $1`, p)
	if err != nil {
		return vault{}, err
	}
	return tx.openVault(p, wrapped)
}

// cityVault seals and opens what belongs to nobody.
func (tx *Tx) cityVault() vault {
	return vault{tx.db.key, tx.db.cipher, tx.db.key.Fingerprint, tx.db.Tenant, ""}
}

// openVault unwraps the key of p and keeps its vault for this transaction.
func (tx *Tx) openVault(p domain.PersonID, wrapped []byte) (vault, error) {
	v, err := tx.unwrap(p, wrapped)
	if err == nil {
		tx.keep(p, v)
	}
	return v, err
}

// unwrap returns the vault of p and keeps it nowhere.
func (tx *Tx) unwrap(p domain.PersonID, wrapped []byte) (vault, error) {
	key, err := tx.db.key.Unwrap(wrapped, crypt.AD(tx.db.Tenant, p.String(), "key"))
	if err != nil {
		return vault{}, fmt.Errorf("key of person %d: %w", p, err)
	}
	return tx.vaultOf(p, key), nil
}

// newVault makes and stores a fresh key for p.
func (tx *Tx) newVault(ctx context.Context, p domain.PersonID) (vault, error) {
	key := crypt.NewKey()
	wrapped := tx.db.key.Wrap(key, crypt.AD(tx.db.Tenant, p.String(), "key"))
	if err := tx.must(ctx, `INSERT INTO person_key (person_id, wrapped) VALUES ($1, $2)`, p, wrapped); err != nil {
		return vault{}, err
	}
	v := tx.vaultOf(p, key)
	tx.keep(p, v)
	return v, nil
}

func (tx *Tx) vaultOf(p domain.PersonID, key crypt.Key) vault {
	return vault{key, key.Cipher(), key.Fingerprint, tx.db.Tenant, p.String()}
}

func (tx *Tx) keep(p domain.PersonID, v vault) {
	if tx.vaults == nil {
		tx.vaults = map[domain.PersonID]vault{}
	}
	tx.vaults[p] = v
}

// seal encodes body as JSON and encrypts it for the field; field names the table and the row.
func seal[T any](v vault, field string, body T) ([]byte, error) {
	plain, err := json.Marshal(body)
	if err != nil {
		return nil, fmt.Errorf("encode %s: %w", field, err)
	}
	return v.cipher.Seal(plain, crypt.AD(v.tenant, v.person, field)), nil
}

// open decrypts and decodes what seal made for the same field. No bytes are the zero T.
func open[T any](v vault, field string, sealed []byte) (body T, err error) {
	if len(sealed) == 0 {
		return body, nil
	}
	plain, err := v.cipher.Open(sealed, crypt.AD(v.tenant, v.person, field))
	if err != nil {
		return body, fmt.Errorf("open %s of person %s: %w", field, v.person, err)
	}
	if err := json.Unmarshal(plain, &body); err != nil {
		return body, fmt.Errorf("decode %s: %w", field, err)
	}
	return body, nil
}

package crypt

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// masterSize is the size of a master key file: 64 hexadecimal digits and a line feed.
const masterSize = 2*KeySize + 1

// LoadMaster reads the master key that CreateMaster wrote.
// Errors: fs.ErrNotExist; a plain error that names the path when it is no regular file, readable or writable by
// anybody but its owner (the mode must be 0600 or 0400), or not a key.
func LoadMaster(path string) (Key, error) {
	f, err := os.Open(path)
	if err != nil {
		return Key{}, fmt.Errorf("crypt: master key: %w", err)
	}
	defer f.Close()
	info, err := f.Stat() // of the opened file, so that nobody changes it between the look and the read
	if err != nil {
		return Key{}, fmt.Errorf("crypt: master key: %w", err)
	}
	switch mode := info.Mode(); {
	case !mode.IsRegular():
		return Key{}, fmt.Errorf("crypt: master key %s is no regular file", path)
	case mode.Perm() != 0o600 && mode.Perm() != 0o400:
		return Key{}, fmt.Errorf("crypt: master key %s has mode %#o, want 0600 or 0400", path, mode.Perm())
	case info.Size() != masterSize:
		return Key{}, fmt.Errorf("crypt: master key %s has %d bytes, want %d", path, info.Size(), masterSize)
	}
	var text [masterSize]byte
	if _, err := io.ReadFull(f, text[:]); err != nil {
		return Key{}, fmt.Errorf("crypt: master key: %w", err)
	}
	var secret [KeySize]byte
	if _, err := hex.Decode(secret[:], text[:2*KeySize]); err != nil || text[2*KeySize] != '\n' {
		return Key{}, fmt.Errorf("crypt: master key %s is not %d hexadecimal digits and a line feed", path, 2*KeySize)
	}
	return keyFrom(secret[:])
}

// CreateMaster makes a fresh master key and writes it to path with mode 0600; the folder must exist. When it returns
// without error the file survives a power cut. An existing file is never touched.
// Errors: fs.ErrExist; what the file system says.
func CreateMaster(path string) (Key, error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return Key{}, fmt.Errorf("crypt: new master key: %w", err)
	}
	k := NewKey()
	if err := writeMaster(f, k); err != nil {
		return Key{}, fmt.Errorf("crypt: new master key: %w", errors.Join(err, os.Remove(path)))
	}
	return k, nil
}

func writeMaster(f *os.File, k Key) error {
	_, err := f.WriteString(hex.EncodeToString(k.secret()[:]) + "\n")
	if err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	dir, err := os.Open(filepath.Dir(f.Name())) // the name of a new file is on disk when its folder is
	if err != nil {
		return err
	}
	err = dir.Sync()
	if errors.Is(err, fs.ErrInvalid) { // some file systems cannot sync a folder
		err = nil
	}
	return errors.Join(err, dir.Close())
}

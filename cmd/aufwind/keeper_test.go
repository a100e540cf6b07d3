package main

import (
	"bytes"
	"log/slog"
	"net/http/httptest"
	"path/filepath"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/blob"
	"github.com/aufwind-im/aufwind/internal/heads"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

func newHeadBucket(t *testing.T) headBucket {
	t.Helper()
	place := s3mem.New()
	if err := place.CreateBucket("heads"); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(gofakes3.New(place).Server())
	t.Cleanup(server.Close)
	bucket, err := blob.NewS3(server.URL+"/heads", "", blob.Secret{Access: "access", Key: "secret"})
	if err != nil {
		t.Fatal(err)
	}
	return headBucket{bucket}
}

// TestKeeper signs a record that moves in three rounds, while one of the places is out of reach in the second: in the end every place has
// every head, and the record agrees with each.
func TestKeeper(t *testing.T) {
	testkit.Each(t, func(t *testing.T, c *testkit.City) {
		dir := t.TempDir()
		key, err := heads.LoadOrCreateKey(filepath.Join(dir, "head.key"))
		if err != nil {
			t.Fatal(err)
		}
		bucket, file := newHeadBucket(t), filepath.Join(dir, "heads.txt")
		var said, printed bytes.Buffer
		log := slog.New(slog.NewTextHandler(&said, nil))
		all, without := app.NewKeeper(log), app.NewKeeper(log)
		printer := heads.NewLog(&printed)
		all.Sign(key, printer, heads.NewFile(file), bucket)
		without.Sign(key, printer, heads.NewFile(filepath.Join(dir, "gone", "heads.txt")), bucket)
		app.NewKeeper(log).Heads(t.Context(), c.App) // signs nothing
		for _, k := range []*app.Keeper{all, without, all, all} {
			if _, _, err := c.SignInStaff(t.Context(), "lead", testkit.Password, "test"); err != nil {
				t.Fatal(err)
			}
			k.Heads(t.Context(), c.App)
		}
		if n := bytes.Count(said.Bytes(), []byte("heads of the record are not copied now")); n != 1 {
			t.Errorf("%d complaints, want the one about the folder that is gone: %s", n, said.String())
		}
		fromFile, broken, err := heads.ReadFile(file)
		if err != nil || len(broken) > 0 {
			t.Fatal(broken, err)
		}
		fromBucket, names, err := bucket.Read(t.Context(), c.DB.Tenant)
		if err != nil || len(names) > 0 {
			t.Fatal(names, err)
		}
		c.Clock.Add(1 << 40)
		for place, list := range map[string][]heads.Head{"file": fromFile, "bucket": fromBucket} {
			if len(list) != 4 {
				t.Errorf("%s has %d heads, want 4", place, len(list))
			}
			proof := store.Proof{Public: key.Public(), Copies: list, Copied: true}
			if _, found, err := c.DB.VerifyAgainst(t.Context(), proof); found != nil || err != nil {
				t.Errorf("held against %s: %+v, %v", place, found, err)
			}
		}
		if n := bytes.Count(printed.Bytes(), []byte("aufwind-head-1 stuttgart ")); n != 4 {
			t.Errorf("%d heads were printed", n)
		}
		other := fromBucket[0]
		other.Hash = fromBucket[1].Hash
		if err := bucket.Add(t.Context(), fromBucket[0]); err != nil {
			t.Errorf("the same head again: %v", err)
		}
		if err := bucket.Add(t.Context(), key.Sign(other)); err == nil {
			t.Error("another head over one that is there")
		}
	})
}

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/aufwind-im/aufwind/internal/blob"
	"github.com/aufwind-im/aufwind/internal/heads"
)

// A headBucket keeps each head as an object of its own. Let it be a bucket in which nobody may overwrite or delete.
type headBucket struct{ objects blob.Backend }

func headFolder(tenant string) string { return "heads/" + tenant }

// Last is the newest head of the tenant by its name.
func (b headBucket) Last(ctx context.Context, tenant string) (last int64, err error) {
	for item, err := range b.objects.List(ctx, headFolder(tenant)) {
		if err != nil {
			return 0, err
		}
		seq, err := strconv.ParseInt(item.Name[strings.LastIndexByte(item.Name, '/')+1:], 10, 64)
		if err == nil {
			last = max(last, seq)
		}
	}
	return last, nil
}

// Add puts a new object; one of another process with the same head is as good.
func (b headBucket) Add(ctx context.Context, h heads.Head) error {
	name := fmt.Sprintf("%s/%020d", headFolder(h.Tenant), h.Seq)
	err := b.objects.Put(ctx, name, []byte(h.String()+"\n"))
	if !errors.Is(err, blob.ErrTaken) {
		return err
	}
	there, err := b.objects.Read(ctx, name)
	if err == nil && !bytes.Equal(there, []byte(h.String()+"\n")) {
		err = fmt.Errorf("the copied head %s is another", name)
	}
	return err
}

// Read returns all heads of the tenant, and the names of objects that hold none.
func (b headBucket) Read(ctx context.Context, tenant string) (list []heads.Head, broken []string, err error) {
	for item, err := range b.objects.List(ctx, headFolder(tenant)) {
		if err != nil {
			return nil, nil, err
		}
		content, err := b.objects.Read(ctx, item.Name)
		if err != nil {
			return nil, nil, err
		}
		h, ok, err := heads.Parse(strings.TrimSpace(string(content)))
		if !ok || err != nil || fmt.Sprintf("%s/%020d", headFolder(h.Tenant), h.Seq) != item.Name {
			broken = append(broken, item.Name)
			continue
		}
		list = append(list, h)
	}
	return list, broken, nil
}

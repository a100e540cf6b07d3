package blob

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// s3Time is for how long one question to S3 may take, with the transport of a whole blob.
const s3Time = 20 * time.Second

// An S3 keeps blobs as objects of a bucket, which must be there already and belong to nobody else.
type S3 struct {
	client *minio.Client
	bucket string
}

// A Secret opens a bucket.
type Secret struct{ Access, Key string }

// NewS3 returns the backend in the bucket at address, such as https://s3.stadt.example/documents. Nothing is asked yet.
// Errors: the address is none.
func NewS3(address, region string, secret Secret) (*S3, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, errors.New("want an address such as https://s3.stadt.example/bucket, without a password in it")
	}
	bucket := strings.Trim(u.Path, "/")
	if bucket == "" || strings.Contains(bucket, "/") {
		return nil, errors.New("the address of a bucket ends with its name, as in https://s3.stadt.example/bucket")
	}
	client, err := minio.New(u.Host, &minio.Options{
		Creds: credentials.NewStaticV4(secret.Access, secret.Key, ""), Secure: u.Scheme == "https", Region: region,
		BucketLookup: minio.BucketLookupPath, MaxRetries: 3,
	})
	if err != nil {
		return nil, fmt.Errorf("blob: %w", err)
	}
	return &S3{client, bucket}, nil
}

// Put stores an object, unless there is one.
func (s *S3) Put(ctx context.Context, name string, content []byte) error {
	if err := errors.Join(check(name), fits(content)); err != nil {
		return err
	}
	ctx, stop := context.WithTimeout(ctx, s3Time)
	defer stop()
	options := minio.PutObjectOptions{ContentType: "application/octet-stream", DisableMultipart: true, SendContentMd5: true}
	options.SetMatchETagExcept("*")
	_, err := s.client.PutObject(ctx, s.bucket, name, bytes.NewReader(content), int64(len(content)), options)
	return s3Error(err)
}

// s3Error says in words of ours what S3 says in codes.
func s3Error(err error) error {
	if err == nil {
		return nil
	}
	switch minio.ToErrorResponse(err).Code {
	case "PreconditionFailed":
		return ErrTaken
	case "NoSuchKey":
		return ErrMissing
	}
	return fmt.Errorf("blob: %w", err)
}

// Read reads an object.
func (s *S3) Read(ctx context.Context, name string) ([]byte, error) {
	if err := check(name); err != nil {
		return nil, err
	}
	ctx, stop := context.WithTimeout(ctx, s3Time)
	defer stop()
	object, err := s.client.GetObject(ctx, s.bucket, name, minio.GetObjectOptions{})
	if err != nil {
		return nil, s3Error(err)
	}
	defer object.Close()
	content, err := bounded(object)
	if errors.Is(err, ErrSize) {
		return nil, err
	}
	return content, s3Error(err)
}

// Delete removes an object.
func (s *S3) Delete(ctx context.Context, name string) error {
	if err := check(name); err != nil {
		return err
	}
	ctx, stop := context.WithTimeout(ctx, s3Time)
	defer stop()
	err := s3Error(s.client.RemoveObject(ctx, s.bucket, name, minio.RemoveObjectOptions{}))
	if errors.Is(err, ErrMissing) {
		return nil
	}
	return err
}

// List asks for the objects page by page; one whose name is none of ours is not in it.
func (s *S3) List(ctx context.Context, folder string) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		if folder != "" {
			if check(folder) != nil {
				yield(Item{}, fmt.Errorf("blob: %q is no folder", folder))
				return
			}
			folder += "/"
		}
		for o := range s.client.ListObjectsIter(ctx, s.bucket, minio.ListObjectsOptions{Prefix: folder, Recursive: true}) {
			if o.Err != nil {
				yield(Item{}, s3Error(o.Err))
				return
			}
			if check(o.Key) == nil && !yield(Item{o.Key, o.LastModified}, nil) {
				return
			}
		}
		if err := ctx.Err(); err != nil {
			yield(Item{}, err)
		}
	}
}

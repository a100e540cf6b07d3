// Command planted puts the faults of package planted into a copy of the tree, one at a time, and says which test caught each.
//
//	go run ./scripts/planted [NAME …]
//
// A NAME is a regular expression; without one all are tried, which takes some seconds each. It ends with 1 when a fault was not caught, or
// when a program with a fault does not build: a fault must be caught by its test.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/aufwind-im/aufwind/internal/planted"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context, names []string) error {
	all, err := planted.Faults()
	if err != nil {
		return err
	}
	wanted, err := regexp.Compile("^(" + strings.Join(names, "|") + ")")
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "aufwind-planted.")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := copyTree(ctx, dir); err != nil {
		return err
	}
	tried, caught := 0, 0
	for _, f := range all {
		if !wanted.MatchString(f.Name) || ctx.Err() != nil {
			continue
		}
		tried++
		if err := try(ctx, dir, f); err != nil {
			fmt.Printf("NOT CAUGHT  %s: %v\n", f.Name, err)
			continue
		}
		caught++
		fmt.Printf("caught      %s by %s %s\n", f.Name, f.Package, f.Test)
	}
	fmt.Printf("%d of %d faults were caught\n", caught, tried)
	if caught < tried || ctx.Err() != nil {
		return errors.Join(errors.New("not every fault was caught"), ctx.Err())
	}
	return nil
}

// copyTree copies what git knows of this tree, as it stands on the disk.
func copyTree(ctx context.Context, to string) error {
	list, err := exec.CommandContext(ctx, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").Output()
	if err != nil {
		return fmt.Errorf("list of files: %w", err)
	}
	for name := range strings.SplitSeq(strings.TrimRight(string(list), "\x00"), "\x00") {
		b, err := os.ReadFile(name)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		path := filepath.Join(to, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, b, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// try plants f in the tree at dir, runs its test and takes f out again. It returns nil when the test failed.
func try(ctx context.Context, dir string, f planted.Fault) error {
	path := filepath.Join(dir, filepath.FromSlash(f.File))
	sound, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	wrong, err := f.Plant(string(sound))
	if err != nil {
		return err
	}
	if err := os.WriteFile(path, []byte(wrong), 0o644); err != nil {
		return err
	}
	test := exec.CommandContext(ctx, "go", "test", "-count=1", "-timeout=5m", "-run", "^"+f.Test+"$", "./"+f.Package)
	test.Dir = dir
	out, failed := test.CombinedOutput()
	if err := os.WriteFile(path, sound, 0o644); err != nil {
		return err
	}
	text := string(out)
	switch {
	case failed == nil && strings.Contains(text, "no tests to run"):
		return fmt.Errorf("there is no %s in %s", f.Test, f.Package)
	case failed == nil:
		return fmt.Errorf("%s %s does not see it", f.Package, f.Test)
	case !strings.Contains(text, "--- FAIL: ") && !strings.Contains(text, "panic: "):
		return fmt.Errorf("the program does not build with it: %.2000s", text)
	}
	return nil
}

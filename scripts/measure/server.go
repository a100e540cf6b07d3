package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// A server is a process that answers on addr.
type server struct {
	addr    string
	process *exec.Cmd
	exited  chan error
}

// start runs a program that prints "listening on http://ADDRESS" and waits until it does.
func start(ctx context.Context, program string, args ...string) (*server, error) {
	cmd := exec.CommandContext(ctx, program, args...) //nolint:gosec // the program is what is measured
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	s := &server{process: cmd, exited: make(chan error, 1)}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if _, addr, ok := strings.Cut(lines.Text(), "listening on http://"); ok {
			s.addr = addr
			break
		}
	}
	go func() {
		for lines.Scan() { // so that the program never waits for us
		}
		s.exited <- cmd.Wait()
	}()
	if s.addr == "" {
		return nil, fmt.Errorf("%s did not listen: %w", program, errors.Join(lines.Err(), <-s.exited))
	}
	return s, nil
}

// stop asks the process to end and waits for it.
func (s *server) stop() error {
	if err := s.process.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	return <-s.exited
}

// cpu is the time that the process has had on the cores, user and system.
func (s *server) cpu() (time.Duration, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.process.Process.Pid))
	if err != nil {
		return 0, err
	}
	fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
	var ticks int64
	for _, f := range fields[11:13] { // utime and stime, in hundredths of a second
		n, err := strconv.ParseInt(f, 10, 64)
		if err != nil {
			return 0, err
		}
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond, nil
}

// memory is what the process holds now and the most that it held, in MiB.
func (s *server) memory() (now, peak float64, err error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.process.Process.Pid))
	if err != nil {
		return 0, 0, err
	}
	for line := range strings.Lines(string(text)) {
		name, value, _ := strings.Cut(line, ":")
		if name != "VmRSS" && name != "VmHWM" {
			continue
		}
		kib, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 64)
		if err != nil {
			return 0, 0, err
		}
		if name == "VmRSS" {
			now = kib / 1024
		} else {
			peak = kib / 1024
		}
	}
	return now, peak, nil
}

// firstAnswer is how long it takes from the start of a program to its first answer to a request that reads the database.
func firstAnswer(ctx context.Context, host, path string, program string, args ...string) (time.Duration, error) {
	began := time.Now()
	s, err := start(ctx, program, args...)
	if err != nil {
		return 0, err
	}
	c, err := dial(s.addr)
	if err != nil {
		return 0, errors.Join(err, s.stop())
	}
	defer c.Close()
	a, err := c.ask(get(host, path, "", ""))
	took := time.Since(began)
	if err == nil && a.status != 200 {
		err = fmt.Errorf("first answer: status %d", a.status)
	}
	return took, errors.Join(err, s.stop())
}

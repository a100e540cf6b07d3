package fault

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/web"
)

// The test binary is also the server that is killed and the program that holds a lock; these variables say so.
const (
	serveEnv = "AUFWIND_FAULT_SERVE" // the folder to serve
	lockEnv  = "AUFWIND_FAULT_LOCK"  // the SQLite file to lock
	addrEnv  = "AUFWIND_FAULT_ADDR"
	beginEnv = "AUFWIND_FAULT_BEGIN" // when the clock of the city showed testkit.Start
)

func TestMain(m *testing.M) {
	var err error
	switch {
	case os.Getenv(serveEnv) != "":
		err = serve(os.Getenv(serveEnv), os.Getenv(addrEnv))
	case os.Getenv(lockEnv) != "":
		err = lock(os.Getenv(lockEnv))
	default:
		os.Exit(m.Run())
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// town is the tenant of a folder with its pages, opened as the server does.
type town struct {
	dir     string
	tenants *store.Tenants
	app     *app.App
	handler http.Handler
}

// clock goes on from testkit.Start, over all processes of a test.
func clock() time.Time {
	begin, err := time.Parse(time.RFC3339Nano, os.Getenv(beginEnv))
	if err != nil {
		begin = time.Now()
	}
	return testkit.Start.Add(time.Since(begin))
}

func openTown(ctx context.Context, dir string) (*town, error) {
	key, err := crypt.LoadMaster(filepath.Join(dir, "master.key"))
	if err != nil {
		return nil, err
	}
	return openConfig(ctx, store.Config{Dir: dir, Master: key, Clock: clock})
}

func openConfig(ctx context.Context, cfg store.Config) (*town, error) {
	tenants, err := store.OpenTenants(ctx, cfg)
	if err != nil {
		return nil, err
	}
	db, err := tenants.Open(ctx, "stuttgart")
	if err != nil {
		return nil, err
	}
	parts, err := app.LoadParts()
	if err != nil {
		return nil, err
	}
	a := &app.App{DB: db, Parts: parts}
	s := &web.Server{Apps: func(context.Context, string) (*app.App, error) { return a, nil }, Log: slog.New(slog.DiscardHandler)}
	return &town{cfg.Dir, tenants, a, s.Handler()}, nil
}

// serve serves the folder until it is killed, and prints its address first.
func serve(dir, addr string) error {
	w, err := openTown(context.Background(), dir)
	if err != nil {
		return err
	}
	l, err := new(net.ListenConfig).Listen(context.Background(), "tcp", addr)
	if err != nil {
		return err
	}
	fmt.Println(l.Addr())
	return (&http.Server{Handler: w.handler, ReadHeaderTimeout: time.Minute}).Serve(l)
}

// lock holds the write lock of a SQLite file until it is killed.
func lock(file string) error {
	db, err := sql.Open("sqlite", "file:"+file+"?_txlock=immediate")
	if err != nil {
		return err
	}
	if _, err := db.BeginTx(context.Background(), nil); err != nil {
		return err
	}
	fmt.Println("locked")
	time.Sleep(time.Hour)
	return nil
}

// makeCity makes the city in dir and closes it.
func makeCity(t *testing.T, dir string) (c *testkit.City) {
	t.Helper()
	t.Setenv(beginEnv, time.Now().Format(time.RFC3339Nano))
	if !t.Run("city", func(t *testing.T) { c = testkit.In(t, dir) }) {
		t.FailNow()
	}
	return c
}

// start runs this binary once more with the environment and returns the first line that it prints.
func start(t *testing.T, env ...string) (*exec.Cmd, string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self) //nolint:noctx // the test kills it
	cmd.Env = append(os.Environ(), env...)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("%v: no first line: %v", env, err)
	}
	return cmd, strings.TrimSpace(line)
}

// Command aufwind is the whole product in one program: the server, its administration, and tools on files.
// Every command has a file of its own, which only wires packages together.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // Europe/Berlin is known on every machine

	"github.com/alecthomas/kong"
)

// commands are all commands; each is a struct of flags with a method Run(w *world) error.
type commands struct {
	Demo    demoCommand    `cmd:"" help:"Serve a made-up city with people of every role."`
	Serve   serveCommand   `cmd:"" help:"Run the server."`
	Migrate migrateCommand `cmd:"" help:"Bring the data up to the schema of this program."`
	Verify  verifyCommand  `cmd:"" help:"Check that the record and the data are as they were written."`
	Backup  backupCommand  `cmd:"" help:"Copy the data while the server runs on."`
	Restore restoreCommand `cmd:"" help:"Copy a backup into an empty data folder."`
	Tenant  tenantCommand  `cmd:"" help:"Cities and Landkreise."`
	User    userCommand    `cmd:"" help:"Members of staff."`
	Config  configCommand  `cmd:"" help:"The settings of the server."`
	Tool    toolCommand    `cmd:"" help:"The same code as the server, on files."`
}

// A world is what a command sees of the machine.
type world struct {
	ctx         context.Context // ends when the program is asked to stop
	in          io.Reader
	out, errors io.Writer
	now         func() time.Time
}

// Exit codes; 0 is success.
const (
	exitFailed = 1 // the machine refused: a file, the database, the network
	exitUsage  = 2 // the arguments or the input are wrong; the message says where
)

// A usageError ends the program with exitUsage.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(&world{ctx: ctx, in: os.Stdin, out: os.Stdout, errors: os.Stderr, now: time.Now}, os.Args[1:])
	stop()
	os.Exit(code)
}

// run runs one command line and returns the exit code.
func run(w *world, args []string) int {
	var c commands
	parser, err := kong.New(&c,
		kong.Name("aufwind"),
		kong.Description("Cities and refugees work on integration together."),
		kong.Writers(w.out, w.errors),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		fmt.Fprintln(w.errors, "aufwind:", err)
		return exitFailed
	}
	command, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintln(w.errors, "aufwind:", err)
		return exitUsage
	}
	switch err := command.Run(w); {
	case err == nil:
		return 0
	case errors.As(err, new(usageError)):
		fmt.Fprintln(w.errors, "aufwind:", err)
		return exitUsage
	default:
		fmt.Fprintln(w.errors, "aufwind:", err)
		return exitFailed
	}
}

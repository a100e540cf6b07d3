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
	"strings"
	"syscall"
	"time"
	_ "time/tzdata" // Europe/Berlin is known on every machine

	"github.com/alecthomas/kong"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// commands are all commands; each is a struct of flags with a method Run(w *world) error.
type commands struct {
	Demo    demoCommand    `cmd:"" help:"Serve a made-up city with people of every role."`
	Serve   serveCommand   `cmd:"" help:"Run the server."`
	Migrate migrateCommand `cmd:"" help:"Bring the data up to the schema of this program."`
	Verify  verifyCommand  `cmd:"" help:"Check that the record and the data are as they were written."`
	Backup  backupCommand  `cmd:"" help:"Copy the data while the server runs on."`
	Restore restoreCommand `cmd:"" help:"Copy a backup into an empty data folder."`
	Head    headCommand    `cmd:"" help:"Signed heads of the record."`
	Tenant  tenantCommand  `cmd:"" help:"Cities and Landkreise."`

	Organisation  organisationCommand  `cmd:"" help:"Organisations of a tenant."`
	Team          teamCommand          `cmd:"" help:"Teams of an organisation."`
	User          userCommand          `cmd:"" help:"Members of staff."`
	District      districtCommand      `cmd:"" help:"Parts of the city."`
	Accommodation accommodationCommand `cmd:"" help:"Houses in which persons live, and who is responsible for them."`

	Import      importCommand      `cmd:"" help:"Lists of occupations and skills that others keep."`
	Translation translationCommand `cmd:"" help:"Machine translation of free texts."`

	Config configCommand `cmd:"" help:"The settings of the server."`
	Tool   toolCommand   `cmd:"" help:"The same code as the server, on files."`
}

// A world is what a command sees of the machine.
type world struct {
	ctx         context.Context // ends when the program is asked to stop
	in          io.Reader
	out, errors io.Writer
	now         func() time.Time
}

// Exit codes; 0 is success. docs/reference/commands.md tells operators.
const (
	exitFailed = 1 // the machine refused: a file, the database, the network, the key; or the data is not as it was written
	exitUsage  = 2 // the arguments or the input are wrong; the message says where, and nothing was changed
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
	helped := false
	parser, err := parserFor(w, func(int) { helped = true })
	if err != nil {
		fmt.Fprintln(w.errors, "aufwind:", err)
		return exitFailed
	}
	command, err := parser.Parse(args)
	switch {
	case helped:
		return 0
	case err != nil:
		fmt.Fprintln(w.errors, "aufwind:", err)
		fmt.Fprintf(w.errors, "\"%s --help\" says how it is meant\n", nearest(err))
		return exitUsage
	}
	if err = command.Run(w); err == nil {
		return 0
	}
	fmt.Fprintln(w.errors, "aufwind:", err)
	_, operator := errors.AsType[*domain.OperatorError](err)
	if operator || errors.As(err, new(usageError)) {
		return exitUsage
	}
	return exitFailed
}

// nearest is the command that a wrong command line is about, as far as it could be read.
func nearest(err error) string {
	e, ok := errors.AsType[*kong.ParseError](err)
	if !ok || e.Context == nil || e.Context.Selected() == nil {
		return "aufwind"
	}
	return e.Context.Selected().FullPath()
}

// parserFor makes the parser of command lines; it calls exit when it has shown the help that was asked for.
func parserFor(w *world, exit func(int)) (*kong.Kong, error) {
	return kong.New(new(commands),
		kong.Name("aufwind"),
		kong.Description("Cities and refugees work on integration together.\n\nExit codes: 0 done; 1 the machine refused, or the data is not as it was written; "+
			"2 the command line or the input is wrong, and nothing was changed.\n\nExample: aufwind demo"),
		kong.Writers(w.out, w.errors),
		kong.Exit(exit),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: false}),
		kong.ValueFormatter(aboutFlag),
	)
}

// aboutFlag is the help of a flag or an argument, with its default and its environment variable.
func aboutFlag(v *kong.Value) string {
	help := v.Help
	if v.Flag != nil && !v.IsBool() && v.HasDefault && v.Default != "" {
		help += " Default: " + v.Default + "."
	}
	if v.Flag != nil && len(v.Flag.Envs) > 0 {
		help += " ($" + strings.Join(v.Flag.Envs, ", $") + ")"
	}
	return help
}

package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/alecthomas/kong"
)

// configCommand explains the configuration of the server.
type configCommand struct {
	Describe configDescribe `cmd:"" help:"Print every setting of serve: flag, environment variable, default, meaning."`
}

type configDescribe struct{}

func (configDescribe) Help() string { return `Example: aufwind config describe` }

func (configDescribe) Run(w *world, k *kong.Context) error {
	t := tabwriter.NewWriter(w.out, 0, 0, 2, ' ', 0)
	for _, node := range k.Model.Children {
		if node.Name != "serve" {
			continue
		}
		for _, f := range node.Flags {
			fmt.Fprintf(t, "--%s\t%s\t%s\t%s\n", f.Name, strings.Join(f.Envs, " "), f.Default, f.Help)
		}
	}
	return t.Flush()
}

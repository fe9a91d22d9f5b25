package config

import (
	"fmt"
	"io"
	"strings"
)

// Show writes every key with its value, where that came from and the variable
// that sets it, as YAML that Load reads. Secrets are not shown.
func (l *Loaded) Show(w io.Writer) error {
	file := "no file read"
	if l.Path != "" {
		file = l.Path
	}
	if _, err := fmt.Fprintf(w, "# %s\n", file); err != nil {
		return err
	}
	section := ""
	for _, k := range keys(&l.Config) {
		indent, name := "", k.name
		if head, rest, ok := strings.Cut(k.name, "."); ok {
			if head != section {
				fmt.Fprintf(w, "%s:\n", head)
			}
			section, indent, name = head, "  ", rest
		}
		value := k.shown()
		line := fmt.Sprintf("%s%s: %s", indent, name, value)
		if strings.HasPrefix(value, "(") {
			line = fmt.Sprintf("%s# %s: %s", indent, name, value)
		}
		if _, err := fmt.Fprintf(w, "%-44s # %s, %s\n", line, l.Origin[k.name], k.variable()); err != nil {
			return err
		}
	}
	return nil
}

// Secrets returns the secret values in c, so that a log can keep them out.
func (l *Loaded) Secrets() []string {
	var list []string
	for _, k := range keys(&l.Config) {
		if s, ok := k.field.Interface().(string); ok && k.secret() && s != "" {
			list = append(list, s)
		}
	}
	return list
}

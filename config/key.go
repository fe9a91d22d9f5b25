package config

import (
	"fmt"
	"reflect"
	"sort"
	"strconv"
	"strings"
	"time"
)

// A key is one setting: its name and the field of a Config that holds it.
type key struct {
	name  string
	field reflect.Value
}

// keys lists the settings of c, by name. The fields are c's own.
func keys(c *Config) []key {
	var list []key
	collect(reflect.ValueOf(c).Elem(), "", &list)
	sort.Slice(list, func(i, j int) bool { return list[i].name < list[j].name })
	return list
}

func collect(v reflect.Value, prefix string, list *[]key) {
	for i := range v.NumField() {
		name := v.Type().Field(i).Tag.Get("koanf")
		if name == "" || name == "-" {
			continue
		}
		if f := v.Field(i); f.Kind() == reflect.Struct {
			collect(f, prefix+name+".", list)
		} else {
			*list = append(*list, key{prefix + name, f})
		}
	}
}

// variable returns the name of the environment variable that sets the key.
func (k key) variable() string {
	return "DATELINE_" + strings.ToUpper(strings.ReplaceAll(k.name, ".", "_"))
}

// secret reports whether the key's value must never be shown or set by a flag.
func (k key) secret() bool {
	last := k.name[strings.LastIndexByte(k.name, '.')+1:]
	for _, word := range strings.Split(last, "_") {
		switch word {
		case "token", "secret", "password", "key":
			return true
		}
	}
	return false
}

// set puts value, as a file or the environment gives it, into the field.
func (k key) set(value any) error {
	refuse := func(want string) error {
		if k.secret() {
			return fmt.Errorf("%s: its value is not %s", k.name, want)
		}
		return fmt.Errorf("%s: %q is not %s", k.name, fmt.Sprint(value), want)
	}
	text := strings.TrimSpace(fmt.Sprint(value))
	switch k.field.Interface().(type) {
	case time.Duration:
		d, err := time.ParseDuration(text)
		if err != nil {
			return refuse("a duration such as 20s or 6h")
		}
		k.field.SetInt(int64(d))
	case string:
		switch value.(type) {
		case map[string]any, []any, nil:
			return refuse("one text")
		}
		k.field.SetString(text)
	case bool:
		b, err := strconv.ParseBool(text)
		if err != nil {
			return refuse("true or false")
		}
		k.field.SetBool(b)
	case int, int64:
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return refuse("a whole number")
		}
		k.field.SetInt(n)
	case []string:
		list, ok := texts(value)
		if !ok {
			return refuse("a list of texts")
		}
		k.field.Set(reflect.ValueOf(list))
	default:
		return fmt.Errorf("%s: settings of type %s cannot be read", k.name, k.field.Type())
	}
	return nil
}

// texts turns a YAML list, or a text with commas between its parts, into one.
func texts(value any) ([]string, bool) {
	list := []string{}
	switch v := value.(type) {
	case []any:
		for _, x := range v {
			s, ok := x.(string)
			if !ok {
				return nil, false
			}
			list = append(list, s)
		}
	case []string:
		list = append(list, v...)
	case string:
		for _, s := range strings.Split(v, ",") {
			if s = strings.TrimSpace(s); s != "" {
				list = append(list, s)
			}
		}
	default:
		return nil, false
	}
	return list, true
}

// shown returns the value as an operator may see it.
func (k key) shown() string {
	switch v := k.field.Interface().(type) {
	case string:
		if k.secret() && v != "" {
			return "(set, not shown)"
		}
		return strconv.Quote(withoutPassword(v))
	case []string:
		if len(v) == 0 {
			return "[]"
		}
		quoted := make([]string, len(v))
		for i, s := range v {
			quoted[i] = strconv.Quote(s)
		}
		return "[" + strings.Join(quoted, ", ") + "]"
	default:
		return fmt.Sprint(v)
	}
}

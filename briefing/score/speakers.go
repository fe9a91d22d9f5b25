package score

import (
	"encoding/json"
	"fmt"
	"io"
)

// Speakers tells who the speakers of a set's quotes are, by article and number
// of the attribution.
type Speakers map[string]map[int]SpeakerName

// A SpeakerName is who a speaker is.
type SpeakerName struct {
	Name    string
	Mention string // how the article mentions them there: full, partial, pronoun, description
}

// ReadSpeakers reads speakers, a JSON object a line:
//
//	{"id":"1","names":[[0,"Ines Okafor","full"],[2,"Ines Okafor","pronoun"]]}
func ReadSpeakers(r io.Reader) (Speakers, error) {
	out := Speakers{}
	err := lines(r, func(data []byte) error {
		var l struct {
			ID    *string             `json:"id"`
			Names [][]json.RawMessage `json:"names"`
		}
		if err := unmarshal(data, &l); err != nil {
			return err
		}
		if l.ID == nil || l.Names == nil {
			return fmt.Errorf("it has no id or no names. Give the article's id and a list of [attribution, name, mention]")
		}
		of := map[int]SpeakerName{}
		for k, parts := range l.Names {
			var n int
			var s SpeakerName
			if len(parts) != 3 || json.Unmarshal(parts[0], &n) != nil || json.Unmarshal(parts[1], &s.Name) != nil || json.Unmarshal(parts[2], &s.Mention) != nil {
				return fmt.Errorf("name %d is no [attribution, name, mention], such as [0, \"Ines Okafor\", \"full\"]", k)
			}
			of[n] = s
		}
		out[*l.ID] = of
		return nil
	})
	return out, err
}

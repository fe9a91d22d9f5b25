package briefing

// addKinds puts the word lists into the lexicon.
func (l *vocabulary) addKinds() {}

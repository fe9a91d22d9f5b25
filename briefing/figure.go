package briefing

func (d *Document) figures() []Figure { return nil }

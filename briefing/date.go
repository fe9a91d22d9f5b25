package briefing

func (d *Document) dates() []Date { return nil }

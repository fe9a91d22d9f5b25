package briefing

func (d *Document) facts() []Fact { return nil }

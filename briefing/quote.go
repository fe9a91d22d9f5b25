package briefing

func (d *Document) attribute() {}

func (d *Document) quotes() []Quote { return nil }

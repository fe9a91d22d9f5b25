package briefing

func (d *Document) name() {}

func (d *Document) people() []Entity        { return nil }
func (d *Document) organizations() []Entity { return nil }
func (d *Document) places() []Entity        { return nil }

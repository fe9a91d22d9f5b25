package briefing

func (d *Document) headline() string { return d.article.Title }

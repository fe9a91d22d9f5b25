package briefing

func (d *Document) language() string { return d.article.Language }

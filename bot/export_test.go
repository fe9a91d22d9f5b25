package bot

// ChangeOf compares two readings of an article.
var ChangeOf = changeOf

package briefing

// openers are words that often begin a sentence and seldom go on a name.
var openers = wordsOf(
	"the", "a", "an", "this", "that", "these", "those", "he", "she", "it", "they", "we", "you", "i",
	"his", "her", "its", "their", "our", "my", "your", "in", "on", "at", "by", "for", "from", "with", "to", "of",
	"but", "and", "or", "so", "yet", "if", "when", "while", "as", "after", "before", "since", "because", "although",
	"though", "there", "here", "what", "who", "how", "why", "where", "which", "some", "many", "most", "all", "no",
	"not", "one", "two", "both", "each", "every", "more", "other", "another", "such", "then", "now", "also", "still",
	"however", "meanwhile", "earlier", "later", "last", "despite", "during", "under", "once", "until", "even",
	"among", "about", "over", "let", "did", "do", "does", "is", "are", "was", "were", "will", "would", "can", "could",
	"please", "according", "he's", "she's", "it's", "they're", "we're", "i'm", "you're", "nobody", "nothing",
	"please", "yes", "perhaps", "today", "yesterday", "tomorrow",
)

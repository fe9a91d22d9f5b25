package briefing

import (
	"slices"
	"strings"
)

// Most words have one tag only, or one behind a noun and another behind an owner.
// Where news that the tagger has read shows no other, that tag is taken without
// asking it: sure.txt has such a word a line, with pairs of letters, the tag
// before it and its own, or with its own alone, which it then has everywhere.

// addSure reads the words with sure tags. Those that rules look at too are asked
// about as ever.
func (l *vocabulary) addSure(sure string) {
	for line := range strings.Lines(sure) {
		f := strings.Fields(line)
		e := l.add(f[0])
		if e.tags == 0 && (e.verb != 0 || e.kinds&kindRole != 0) || e.tags != 0 && !e.free {
			continue
		}
		for _, pair := range f[1:] {
			own, behind := tag(pair[len(pair)-1]-'a'), uint32(1)<<(tagCount+1)-1
			if len(pair) == 2 {
				behind = 1 << (pair[0] - 'a')
			}
			for k := range e.sure {
				if s := &e.sure[k]; s.behind == 0 || s.tag == own {
					s.tag = own
					s.behind |= behind
					break
				}
			}
		}
	}
}

// sureTag returns the tag that a word in lower case is known to have behind a token
// of tag before.
func (e *entry) sureTag(before tag) (tag, bool) {
	first, second := &e.sure[0], &e.sure[1]
	t := first.tag
	if second.behind>>before&1 != 0 {
		t = second.tag
	}
	return t, (first.behind|second.behind)>>before&1 != 0
}

// sureOf returns the letters in sure.txt of a word that had tags so often behind
// others, by the tag before and its own; "" where nothing is sure.
func sureOf(counts *[tagCount + 1][tagCount]int) string {
	var all [tagCount]int
	for p := range counts {
		for t, n := range counts[p] {
			all[t] += n
		}
	}
	if t, ok := surely(&all); ok {
		return " " + string('a'+rune(t))
	}
	var b strings.Builder
	for p := range counts {
		if t, ok := surely(&counts[p]); ok {
			b.WriteString(" " + string('a'+rune(p)) + string('a'+rune(t)))
		}
	}
	return b.String()
}

// surely returns the tag that counts are nearly all of: of five words all, of
// fifteen all but one.
func surely(counts *[tagCount]int) (tag, bool) {
	best, all := tagOther, 0
	for t, n := range counts {
		all += n
		if n > counts[best] {
			best = tag(t)
		}
	}
	return best, 10*(all-counts[best])+5 <= all
}

// learnSure returns sure.txt as the tagger of m reads texts.
func learnSure(m *models, texts []string) string {
	counts := map[string]*[tagCount + 1][tagCount]int{}
	for _, text := range texts {
		d := &Document{m: m}
		d.reset(Article{Text: text})
		d.scan()
		d.look()
		d.tell()
		d.split()
		d.tag()
		for _, s := range d.segments {
			for i := s.first; i < s.last; i++ {
				t := &d.tokens[i]
				e := &m.words.entries[t.word]
				if !t.plain || !t.is(lowerCase) || e.tags&(e.tags-1) == 0 && e.tags != 0 {
					continue
				}
				w := d.text(i)
				if counts[w] == nil {
					counts[w] = new([tagCount + 1][tagCount]int)
				}
				counts[w][d.tagBefore(i, s)][t.tag]++
			}
		}
	}
	var lines []string
	for w, c := range counts {
		if sure := sureOf(c); sure != "" {
			lines = append(lines, w+sure+"\n")
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "")
}

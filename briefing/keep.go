package briefing

// keepFeatures appends what a, which looks like l, is like as a whole.
func (d *Document) keepFeatures(a *attribution, l *look, f []uint32) []uint32 {
	i, s, kind := a.cue.head, l.sentence, l.kind
	sure := level(a.cue.score)
	lead := level(a.lead*2 - 3)
	var who, side, head uint32
	if a.source != noPhrase {
		p := &d.phrases[a.source]
		who, side, head = 1+uint32(p.kind), flag(p.first > i), d.tokens[p.head].hash
	}
	first := a.parts[0].first
	last := a.parts[a.count-1].last
	quoted := flag(d.inQuote[i] != 0)
	stem, tg, cls, verb := a.word.stem, a.word.tag, a.word.class, a.word.verb
	cut, cues, onLeft, onRight, opened, next, rival, inner := l.cut, l.cues, l.left, l.right, l.opened, l.next, l.rival, l.inner
	way := uint32(a.way)
	ends := d.nearTag(last, 0, s)
	starts := uint32(d.tokens[first].tag)
	other := uint32(a.other)
	tie := level(a.tie)
	opener := d.nearWord(s.first, 0, s)
	if d.tokens[s.first].is(capital) && d.tokens[s.first].tag == tagName {
		opener = uint32(tagName)
	} else if d.tokens[s.first].tag == tagIng {
		opener = uint32(tagIng)
	}
	f = d.wholeFeatures(a, l, f)
	return append(f,
		mix2(280, onLeft, onRight), mix2(281, onLeft, other), mix2(282, onRight, other), mix2(283, onLeft, kind*8+way), mix2(284, onRight, kind*8+way),
		mix2(285, onLeft, stem), mix2(286, onRight, stem), mix2(287, onLeft, sure), mix2(288, onRight, sure), mix2(289, onLeft, onRight*8+kind),
		mix2(290, onLeft>>6+onRight>>10<<1, other*4+kind), mix2(291, onLeft&63, onRight&1023*8+other),
		mix2(292, verb, kind), mix2(293, verb, onLeft), mix2(294, verb, onRight), mix2(295, verb, sure), mix2(296, verb, way*32+who*2+side),
		mix2(297, next, kind), mix2(298, next, onLeft), mix2(299, next, other*8+way), mix2(300, next, uint32(a.count)),
		mix2(307, opener, other*8+way), mix2(308, opener, kind*64+flag(first == s.first)*32+way), mix2(309, opener, onLeft),
		mix2(301, opened, other*8+way), mix2(302, level(a.more), other), mix2(303, opened, kind*8+way), mix2(304, opened, stem), mix2(305, opened, onRight), mix2(306, level(a.more), next),
		mix2(266, other, kind), mix2(267, cut, kind), mix2(268, cut, other*4+kind), mix2(269, tie, kind*4+other), mix2(270, cues, kind),
		mix2(271, cues, other*4+kind), mix2(272, lead, other), mix2(273, other, sure), mix2(274, cut, ends), mix2(275, starts, d.nearTag(first, -1, s)*4+kind),
		mix2(276, d.nearWord(last, 0, s), kind), mix2(277, d.nearWord(first, 0, s), kind), mix2(278, stem, d.nearWord(first, -1, s)),
		mix(240, kind), mix2(241, sure, kind), mix2(242, lead, kind), mix2(243, who, kind), mix2(244, bucket(l.length), kind), mix2(245, way, kind),
		mix2(246, rival, kind), mix2(247, inner, kind), mix2(248, quoted, kind), mix2(249, stem, kind), mix2(250, sure, rival), mix2(251, sure, lead),
		mix2(252, cls, kind), mix2(253, tg, kind*8+way), mix2(254, starts, kind*8+way), mix2(255, ends, kind*8+way), mix2(256, who*2+side, tg),
		mix(257, head), mix2(258, uint32(a.count), kind), mix2(259, bucket(a.cue.sentence), kind), mix2(260, who, bucket(l.length)), mix2(261, stem, starts),
		mix2(262, sure, inner), mix2(263, stem, who), mix2(264, quoted*16+inner, sure),
		mix2(265, flag(l.hasMark), kind*32+sure),
	)
}

// level returns a small number for a score.
func level(v float64) uint32 {
	switch {
	case v < -3:
		return 0
	case v >= 5:
		return 17
	}
	return uint32(v*2+6) + 1
}

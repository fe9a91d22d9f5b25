package page

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/dateline-bot/dateline/bot"
)

// What a wall leaves to read, in bytes: a page with more text than this is an
// article, whatever else it says.
const (
	mostBehindPaywall = 1500 // an opening of some paragraphs
	mostBehindWall    = 700  // a check for robots, a request for consent
)

// wall returns the Problem with a page that came with status 200 and is no
// article, or nil. text is what could be read of it.
func wall(u *url.URL, h *head, src, text string) *bot.Problem {
	switch {
	case len(text) < mostBehindWall && isBotWall(h.title, src):
		return botWall(u)
	case len(text) < mostBehindWall && isConsentWall(u, h.title, text):
		return bot.Problemf(bot.ConsentWall, "%s wants consent to cookies first. Paste the article's text after /brief, or follow a feed that carries it.", hostOf(u))
	case isPaywall(h.linked.walled || h.paid(), asksForPayment(src), text):
		return paywall(u)
	case strings.TrimSpace(text) == "" && needsScript(src):
		return bot.Problemf(bot.NotArticle, "%s shows its text only to browsers that run scripts. Paste the article's text after /brief, or follow a feed that carries it.", hostOf(u))
	case strings.TrimSpace(text) == "":
		return bot.Problemf(bot.NotArticle, "No article was found on that page%s. Give the address of a single article, or paste its text after /brief.", in(u))
	}
	return nil
}

// isPaywall judges a page by three signs, of which it takes two: that it is
// marked as not free, that it asks for payment, and that its text breaks off.
// Whole articles carry each of them alone: short ones, metered ones, and those
// whose site offers its subscriptions at the top of each page.
func isPaywall(marked, asks bool, text string) bool {
	text = strings.TrimSpace(text)
	if len(text) >= mostBehindPaywall {
		return false
	}
	broken := len(text) < thin || !endsSentence(text) || strings.HasSuffix(text, "...") || strings.HasSuffix(text, "…")
	return marked && asks || marked && broken || asks && broken
}

// paid reports whether the page's own marks say that it is for subscribers.
// https://developers.facebook.com/docs/instant-articles/subscriptions
func (h *head) paid() bool {
	return strings.EqualFold(h.get("article:content_tier"), "locked")
}

func paywall(u *url.URL) *bot.Problem {
	return bot.Problemf(bot.Paywall, "That page is behind a paywall%s. Paste the article's text after /brief, or follow a feed that carries it.", in(u))
}

func botWall(u *url.URL) *bot.Problem {
	return bot.Problemf(bot.BotWall, "%s checks that its readers are no robots, and Dateline is one. Paste the article's text after /brief, or follow a feed that carries it.", hostOf(u))
}

// statusProblem returns the Problem with an answer of status 400 or more.
func statusProblem(u *url.URL, resp *http.Response, src string) error {
	h := readHead(parse(src))
	switch code := resp.StatusCode; {
	case isChallenge(resp.Header), (code == 401 || code == 403 || code == 429 || code == 503) && isBotWall(h.title, src):
		return botWall(u)
	case code == http.StatusPaymentRequired, (code == 401 || code == 403) && (h.linked.walled || asksForPayment(src)):
		p := paywall(u)
		p.Text = extract(parse(src), h.title)
		return p
	default:
		p := bot.Problemf(bot.HTTPStatus, "%s", statusSentence(code, hostOf(u)))
		p.Status = code
		return p
	}
}

// isChallenge reports whether an answer is a check for robots by what its
// headers say.
// https://developers.cloudflare.com/cloudflare-challenges and
// https://docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge.html
func isChallenge(h http.Header) bool {
	return h.Get("Cf-Mitigated") == "challenge" || h.Get("X-Amzn-Waf-Action") != ""
}

func statusSentence(code int, host string) string {
	status := http.StatusText(code)
	if status == "" {
		status = "an unknown status"
	}
	switch {
	case code == 404 || code == 410:
		return host + " has no such page (" + status + "). Check the address."
	case code == 401 || code == 403:
		return host + " does not let Dateline read that page (" + status + "). Paste the article's text after /brief, or follow a feed that carries it."
	case code == 429:
		return host + " is asked too often (" + status + "). Try again later."
	case code == 451:
		return host + " may not show that page here (" + status + "). Paste the article's text after /brief."
	case code >= 500:
		return host + " has trouble of its own (" + status + "). Try again later."
	}
	return host + " refused that page (" + status + "). Check the address."
}

// isBotWall reports whether a page with little text is a check for robots.
func isBotWall(title, src string) bool {
	t := strings.ToLower(title)
	for _, s := range [...]string{"just a moment", "attention required", "access denied", "pardon our interruption", "are you a robot", "are you human", "security check", "verifying you are human", "human verification", "bot verification", "ddos-guard", "robot check", "checking your browser", "verify you are human", "client challenge", "vercel security checkpoint", "request unsuccessful", "please verify you are", "one more step", "you have been blocked", "access to this page has been denied"} {
		if strings.HasPrefix(t, s) {
			return true
		}
	}
	return containsAny(src, "captcha-delivery.com", "px-captcha", "/cdn-cgi/challenge-platform/h/", "cf-challenge-running", "_incapsula_resource", "hcaptcha.com/1/api.js", "verify you are a human", "verify that you are not a robot", "verify you are human", "press &amp; hold to confirm you are", "press & hold to confirm you are", "challenges.cloudflare.com/turnstile", "awswafintegration", "please enable js and disable any ad blocker", "unusual traffic from your computer network")
}

// isConsentWall reports whether a page with little text is a request for
// consent.
func isConsentWall(u *url.URL, title, text string) bool {
	if u != nil && (strings.HasPrefix(u.Hostname(), "consent.") || hasSegment(u, "consent", "cookie-consent", "cookiewall", "privacy-gate")) {
		return true
	}
	all := strings.ToLower(title + "\n" + text)
	asks := containsAny(all, "before you continue", "we value your privacy", "we and our partners", "your privacy choices", "cookie consent", "consent to the use of cookies", "we use cookies", "we need your consent", "your consent", "personal data", "datenschutz", "vos données", "tu privacidad")
	return asks && containsAny(all, "accept all", "accept cookies", "accept and continue", "agree and continue", "i agree", "i accept", "reject all", "manage", "privacy settings", "partners", "alle akzeptieren", "zustimmen", "tout accepter", "accepter et continuer", "aceptar")
}

// asksForPayment reports whether a page with little text says that the rest is
// for subscribers.
func asksForPayment(src string) bool {
	return containsAny(src,
		"subscribe to continue reading", "subscribe to read", "subscribe to keep reading", "subscribe to continue", "subscribe now to continue", "subscribe for full access", "subscribe to unlock", "to continue reading this article", "to continue reading, subscribe", "to read the full story", "to read the full article", "to read this article in full",
		"this article is for subscribers", "this article is exclusive to subscribers", "this content is for subscribers", "this content is only available to subscribers", "subscriber-only content", "for subscribers only", "already a subscriber?", "you have reached your limit of free articles", "you've reached your limit of free articles", "unlock this article", "sign in to continue reading", "log in to continue reading", "register to continue reading", "create a free account to continue", "continue reading with a subscription", "this is a subscriber-only", "this article is for members", "premium content", "you have read your last free article", "you've read your last free article", "you have no free articles", "start your free trial to read", "become a member to read")
}

func needsScript(src string) bool {
	return containsAny(src, "enable javascript", "javascript is disabled", "javascript to run this app", "requires javascript", "turn on javascript")
}

// containsAny reports whether s holds one of subs, which are lower case,
// whatever the case in s.
func containsAny(s string, subs ...string) bool {
	s = strings.ToLower(s)
	for _, sub := range subs {
		if strings.Contains(s, sub) {
			return true
		}
	}
	return false
}

// hostOf names the page's site at a sentence's start; u may be nil.
func hostOf(u *url.URL) string {
	if u == nil {
		return "That page"
	}
	return host(u)
}

// in names the page's site in brackets, or not where it is not known.
func in(u *url.URL) string {
	if u == nil {
		return ""
	}
	return " (" + host(u) + ")"
}

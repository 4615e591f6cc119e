"""Sentences with a sentiment, drawn at random: a small grammar over the entries of sentiment_lexicon.txt.

The grammar is symmetrical: every way of saying something good has its bad counterpart, and negation, contrast and hopes
that were not met turn the sign, so that no word of the grammar itself tells the answer.
"""

import pathlib
import random
import re

FOLDER = pathlib.Path(__file__).parent
GOOD, BAD = 1, 0


def read_lexicon() -> dict[str, dict[str, list[str]]]:
    domains: dict[str, dict[str, list[str]]] = {}
    for line in (FOLDER / "sentiment_lexicon.txt").read_text().splitlines():
        if line.startswith("["):
            entries = domains.setdefault(line.strip("[]"), {})
        elif line and not line.startswith("#"):
            key, rest = re.match(r"(\w+)[:|](.*)", line).groups()
            entries[key] = [entry.strip() for entry in rest.split("|" if "|" in rest else ",")]
    return domains


LEXICON = read_lexicon()
ANY = LEXICON["any"]
VALENCE = LEXICON["words"]  # without a sentence around them
DOMAINS = [name for name in LEXICON if name not in ("any", "words")]
WORDS = (FOLDER / "common_words.txt").read_text().split()
VERY = "very really so absolutely truly extremely totally quite simply incredibly just pretty completely".split()
FILL = "the a an this that it is was were my our their in on at of to with for and all he she they we you I by from had has".split()
NEVER = ["not", "never", "hardly", "by no means", "not at all", "in no way", "far from", "anything but"]
TIME = "last night|yesterday|this morning|last week|on Monday|again|today|for the first time|in May|all week".split("|")
WHO = "my wife|my husband|my sister|my kids|my friends|a colleague|everybody|my mother|our neighbours|my son".split("|")


def a(phrase: str) -> str:
    return f"{'an' if phrase[0] in 'aeiou' else 'a'} {phrase}"


class Speaker:
    """Says things about one domain. The methods take the sign of what is meant and give a clause."""

    def __init__(self, rng: random.Random):
        self.rng = rng
        self.domain = LEXICON[rng.choice(DOMAINS)]

    def one(self, *entries):
        return self.rng.choice(entries)

    def word(self, sign, good, bad):
        return self.rng.choice(ANY[good if sign else bad])

    def thing(self) -> str:
        """Half of the time something that the lexicon knows; else any word, for what a stranger may talk about."""
        if self.rng.random() < 0.6:
            return self.rng.choice(self.domain["things"])
        return " ".join(self.rng.sample(WORDS, self.one(1, 1, 2)))

    def adjective(self, sign) -> str:
        source = self.domain if self.rng.random() < 0.5 else ANY
        return self.rng.choice(source["good" if sign else "bad"])

    def strong(self, sign) -> str:
        text = self.adjective(sign)
        return f"{self.one(*VERY)} {text}" if self.rng.random() < 0.3 else text

    def subject(self) -> str:
        thing = self.thing()
        return self.one(f"the {thing}", f"the {thing}", f"this {thing}", "it", "that", f"my {thing}", f"the {thing} we had",
                        f"our {thing}", f"the whole {thing}", f"the new {thing}", f"the {thing} at the {self.one(*WORDS)}")

    def plain(self, sign) -> str:
        s, adj, other = self.subject(), self.strong(sign), self.adjective(sign)
        be = self.one("was", "was", "is", "seemed", "looked", "felt", "has been", "turned out to be")
        noun = self.word(sign, "joys", "woes")
        return self.one(
            f"{s} {be} {adj}", f"{s} {be} {adj}", f"{s} {be} {adj} and {other}", f"what {a(adj)} {self.thing()}",
            f"such {a(adj)} {self.thing()}", f"I found {s} {adj}", f"{adj} {self.thing()}", f"{adj}, {other} and {self.adjective(sign)}",
            f"{s} was {noun}", f"{s} is {noun}", f"{noun}", f"this is {a(adj)} {self.thing()}", f"it was {a(adj)} {self.thing()}",
            f"one of the most {other} {self.thing()}s I have ever seen", f"the {self.thing()} and the {self.thing()} were {adj}",
            f"never have I seen a more {other} {self.thing()}", f"how {other}", f"{other} from start to finish",
            f"{other} {self.thing()}, {other if self.rng.random() < .1 else self.adjective(sign)} {self.thing()}",
            f"the most {other} thing about it is the {self.thing()}", f"it is {other} that they {self.one(*WORDS)} the {self.thing()}")

    def person(self, sign) -> str:
        love, loved = self.word(sign, "love", "hate"), self.word(sign, "loved", "hated")
        did = self.word(sign, "pleased", "failed")
        feel, s = self.word(sign, "glad", "sad"), self.subject()
        return self.one(
            f"I {love} {s}", f"I {loved} {s}", f"we {loved} every bit of {s}", f"{self.one(*WHO)} {loved} {s}",
            f"{s} {did}", f"{s} really {did}", f"the {self.thing()} {did}", f"I am {self.one(*VERY)} {feel}", f"we were {feel} with {s}",
            f"{s} made me feel {feel}", f"I feel {feel} about {s}", f"{self.one(*WHO)} was {feel}", f"I left {feel}", f"I am {feel}",
            f"the {self.one(*WORDS)}s were {feel}", f"the children were {feel}", f"you will {love} {s}", f"you can {self.word(sign, 'love', 'hate')} it",
            f"everything {did}", f"they were {feel} and {self.word(sign, 'glad', 'sad')}", f"I have rarely seen such {a(self.adjective(sign))} {self.thing()}",
            f"it {did} me" if sign else f"it {did}")

    def negated(self, sign) -> str:
        """The opposite of the opposite."""
        adj, s, n = self.adjective(not sign), self.subject(), self.one(*NEVER)
        verb = self.word(not sign, "please", "fail")
        faults = self.word(not sign, "merits", "faults")
        t = self.one("n't", " not")
        return self.one(
            f"{s} was {n} {adj}", f"{s} is {n} {adj}", f"{s} was{t} {adj}", f"{s} is{t} {adj}", f"{s} was{t} {adj} at all",
            f"there was nothing {adj} about {s}", f"{s} did{t} {verb}", f"{s} does{t} {verb}", f"{s} never failed to {self.word(sign, 'please', 'fail')}"
            if sign else f"{s} failed to {verb}", f"there were no {faults}" if sign else f"there was no {faults}", f"{s} had no {faults} at all",
            f"{s} came without any {faults}", f"I do{t} {self.word(not sign, 'love', 'hate')} {s}", f"{s} is neither {adj} nor {self.adjective(not sign)}",
            f"{s} is no longer {adj}", f"I am {self.one('not', 'no longer', 'not at all')} {self.word(not sign, 'glad', 'sad')}",
            f"I could{t} call {s} {adj}", f"nobody was {self.word(not sign, 'glad', 'sad')}", f"not {a(adj)} {self.thing()}",
            f"you cannot {self.word(not sign, 'love', 'hate')} {s}", f"nobody {self.word(not sign, 'loved', 'hated')} it", f"nothing {self.word(not sign, 'pleased', 'failed')}",
            f"it never {self.word(not sign, 'pleased', 'failed')}", f"no {faults} with the {self.thing()}", f"we don't {self.word(not sign, 'love', 'hate')} it",
            f"it is not as {adj} as the old one", f"I have never had such {a(self.adjective(sign))} {self.thing()}")

    def comparison(self, sign) -> str:
        s, t = self.subject(), self.one("n't", " not")
        could = self.one("could", "can")
        more = self.word(sign, "better", "worse")
        if self.rng.random() < 0.5:
            return self.one(f"{s} could{t} have been {more}", f"{s} could{t} be {more}", f"I could{t} be {more}", f"I could{t} have been {more} with {s}",
                            f"nothing {could} be {more}", f"{s} has never been {more}", f"the {self.thing()} could{t} have been {more} to us",
                            f"no {self.thing()} is {more}", f"I have never met a {more} {self.thing()}")
        other = self.adjective(not sign)
        hope = self.one("as I had hoped", "as they claim", "as I expected", "as people say")
        return self.one(f"{s} is much {more} than before", f"{s} was {more} than I thought", f"{s} is getting {more}",
                        f"{s} was{t} nearly as {other} {hope}", f"{s} is{t} that {other}", f"{s} is less {other} than others",
                        *([] if sign else [f"{s} could have been {self.word(True, 'better', 'worse')}", f"{s} should have been {self.word(True, 'better', 'worse')}",
                                           f"{s} would have been {other} if it were {self.word(True, 'better', 'worse')}", f"if only {s} were {other}",
                                           f"{s} used to be {other}"]))

    def said(self, sign) -> str:
        anything = LEXICON[self.one(*DOMAINS)] if self.rng.random() < 0.3 else ANY
        source = self.domain if self.rng.random() < 0.6 else anything
        return self.rng.choice(source["well" if sign else "badly"])

    def loose(self, sign) -> str:
        """Words that speak for themselves, among any others: what the grammar has no sentence for."""
        some = self.rng.sample(VALENCE["good" if sign else "bad"], self.one(1, 1, 2, 3))
        some += self.rng.sample(WORDS, self.one(0, 1, 2, 3)) + self.rng.sample(FILL, self.one(1, 2, 3, 4, 5))
        self.rng.shuffle(some)
        return " ".join(some)

    def neutral(self) -> str:
        thing, other = self.thing(), self.one(*WORDS)
        return self.one(f"we {self.one('went', 'were', 'had it')} {self.one(*TIME)}", f"I bought the {thing} {self.one(*TIME)}",
                        f"{self.one(*WHO)} told me about the {thing}", f"it has a {thing} and a {other}", f"I ordered the {thing} {self.one(*TIME)}",
                        f"we tried the {thing} with {self.one(*WHO)}", f"they have two {thing}s", f"I saw the {thing} {self.one(*TIME)}",
                        f"{self.one(*TIME)} I used the {thing}", f"the {thing} is near the {other}", f"{' '.join(self.rng.sample(WORDS, 4))}")

    def clause(self, sign) -> str:
        ways = {self.plain: 24, self.person: 12, self.negated: 20, self.comparison: 6, self.said: 18, self.loose: 20}
        way = self.rng.choices(list(ways), list(ways.values()))[0]
        return way(sign)

    def contrast(self, sign) -> str:
        """The speaker's own side is the main clause, or what comes after `but`."""
        mine, theirs = self.clause(sign), self.clause(not sign)
        adj, other = self.adjective(sign), self.adjective(not sign)
        return self.one(
            f"{theirs}, but {mine}", f"{theirs} but {mine}", f"although {theirs}, {mine}", f"even though {theirs}, {mine}", f"{mine}, although {theirs}",
            f"{theirs}. However, {mine}", f"{theirs}, yet {mine}", f"I thought it would be {other}, but {mine}", f"I expected {a(other)} {self.thing()} but it was {adj}",
            f"people say it is {other}, but {mine}", f"despite the {other} {self.thing()}, {mine}", f"it looks {other}, but {mine}",
            f"I wanted to {self.word(not sign, 'love', 'hate')} it, but {mine}", f"the {self.thing()} was {other} at first, but then {mine}")

    def sentence(self, sign) -> str:
        parts = [self.contrast(sign)] if self.rng.random() < 0.08 else [self.clause(sign)]
        if self.rng.random() < 0.35:
            parts.append(self.clause(sign))
        if self.rng.random() < 0.3:
            parts.insert(self.rng.randrange(len(parts) + 1), self.neutral())
        glue = self.one(". ", ". ", " and ", ", ", "! ", "; ", " because ") if len(parts) == 2 else ". "
        start = self.one("", "", "", "", "", "Honestly, ", "In short, ", "Well, ", "I think ", "Overall, ", "To be fair, ", "Wow, ", "To me ")
        text = start + glue.join(parts) + self.one(".", ".", ".", "!", "", " :)" if sign else " :(", "...")
        return text[0].upper() + text[1:]


def sentences(count: int, seed: int) -> list[tuple[str, int]]:
    rng = random.Random(seed)
    return [(Speaker(rng).sentence(i % 2), i % 2) for i in range(count)]

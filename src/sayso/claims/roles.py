"""From the words of a slot to the entity codes of an actor or recipient."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import cache, cached_property

from sayso.actors.council import COUNCIL, imposes_sanctions
from sayso.actors.generic import is_country
from sayso.actors.resolution import FOE, is_guess
from sayso.actors.setting import Setting
from sayso.actors.tables import word_list
from sayso.claims.cast import Cast
from sayso.claims.counterparts import BLOWS, Counterparts, is_named_as_state
from sayso.claims.forms import forms
from sayso.claims.implied import Implied, choose
from sayso.claims.matching import Filled, Match
from sayso.claims.mentions import is_first_person
from sayso.claims.phrases import noun_phrase
from sayso.claims.recalled import HANDED, RETOLD, Recalled
from sayso.claims.silence import is_of_neither
from sayso.claims.together import Together
from sayso.ontology.tables import rows
from sayso.records import Slot, Span

# Types whose doer may be nobody that the article knows: "was killed", "is accused", "was threatened".
DOER_UNKNOWN = frozenset({"ASSAULT", "ACCUSE", "THREATEN"})
# Types that take two: a meeting that names nobody is of the two likeliest.
FOR_TWO = frozenset({"CONSULT"})
# Those whose protest is mostly aimed at their employer, and rules that name a body no table knows.
WORKERS = frozenset({"worker", "employee", "staff", "union", "crew", "driver", "pilot", "miner", "nurse", "teacher"})
UNKNOWN_BODY = frozenset({"own name"})
# Types that are aimed at someone: a foreign actor who names nobody means the country that the story is about.
AT_THE_FOCUS = frozenset({"ACCUSE", "ASSAULT", "REJECT", "REQUEST"})
# Accusing that anyone can do; charging, suing and investigating is left to the authorities of the country.
ANYONES = frozenset(["accuse", "allege", "allegation", "accusation", "criticism", "criticize", "criticise", "outcry"])
# Those who represent a state in another one.
ABROAD = frozenset({"ambassador", "embassy", "envoy", "consul", "consulate", "diplomat", "chargé", "charge"})
# Measures that a country takes against another, never against itself.
FROM_ABROAD = frozenset({"sanction", "embargo"})
OBJECT_PRONOUNS = frozenset({"it", "them", "him", "her", "its", "their", "his"})
# What a third party does for others that are at odds.
MEDIATING = frozenset({"mediate", "mediation", "broker", "mediator"})
# Yielding that is mutual, so that it has actors only.
MUTUAL_NOUNS = frozenset({"truce", "ceasefire", "cease-fire", "armistice", "compromise"})
COUNCIL_ACTS = frozenset({"veto", "abstain"})
COUNCIL_NOUNS = frozenset({"embargo", "sanction"})
_ARTICLES = ("the ", "a ", "an ")


class RoleFiller:
    """Fills the roles of the claims of one article.

    Args:
        cast: who the words stand for.
        focus: the codes of the country that the article is about, empty if there is none.
        setting: which countries the article speaks of around a word; None if nothing is known of that.
    """

    def __init__(self, cast: Cast, focus: tuple[str, ...] = (), setting: Setting | None = None) -> None:
        self.cast, self.grammar, self.parse, self.focus = cast, cast.grammar, cast.parse, focus
        self.setting = setting
        self._counterparts = Counterparts(setting) if setting is not None and focus else None
        self._together = Together(cast.parse)
        self._implied = Implied(cast, self.story)
        self._recalled = Recalled(cast.grammar)
        self._teller: tuple[str, ...] = ()

    def fill(self, match: Match, place: tuple[str, ...] = (), teller: tuple[str, ...] = ()) -> tuple[Slot, Slot]:
        """Actor and recipient of a match.

        Args:
            match: the sense and its words.
            place: codes of the country where it happened, if said.
            teller: codes of who says so, if anybody.
        """
        self._teller = teller
        actor = _of_the_council(match, self._slot(match.slots["actor"]))
        recipient = self._slot(match.slots["recipient"])
        if match.slots["recipient"].special == "self" and defaults().get((match.row.event, "self")) != "none":
            recipient = self._domestic(match, actor)
        recipient = self._recalled.reproached(match, actor, recipient)
        actor, recipient = self._apart(match, actor, recipient)
        actor, recipient = self._recalled.participants(match, actor, recipient)
        self._recalled.learn(match, actor, recipient)
        actor, recipient = self._with_defaults(match, actor, recipient, place)
        self._together.learn(match.row.event, match.trigger, actor)
        self._implied.learn(match.row.event, actor, recipient)
        if self._counterparts is not None:
            self._counterparts.learn(actor, recipient)
        return actor, recipient

    def _apart(self, match: Match, actor: Slot, recipient: Slot) -> tuple[Slot, Slot]:
        """Actor and recipient of a deed between states, where a guess made them one and the same.

        An object pronoun does not mean the subject of its verb ("Kyiv rejected it"), unnamed people dealt with by a
        state named as one are mostly not its own ("Washington blacklisted a senator"), nor is the unnamed doer of the
        state that it is done to ("the army thanked Russia"). Of our articles' claims in which a state named as one was
        its own recipient by such a guess, 1 of 37 was right; without another state the recipient is left empty.
        """
        if not actor.codes or actor.codes != recipient.codes:
            return actor, recipient
        if is_guess(actor.rule.split("; ")[-1]) and (own := self._from_home(match, recipient)):
            return _with_codes(actor, own), recipient
        named, told = is_named_as_state(actor), recipient.rule.split("; ")[-1]
        if (self._is_pronoun(match) or (named and not is_sure(told))) and not match.light_verb:
            other = self._counterpart(match, actor)
            recipient = _with_codes(recipient, other) if other or not self._is_own_people(match, actor) else recipient
        elif self._counterparts and is_guess(actor.rule.split("; ")[-1]) and self._is_for_another(match, recipient):
            other = self._counterparts.doer(match.row.event, match.trigger, recipient)
            actor = _with_codes(actor, other) if other else actor
        return actor, recipient

    def _from_home(self, match: Match, recipient: Slot) -> tuple[str, ...]:
        """ "ROME - The minister accused it": who turns to another state is of the one that the report is filed from."""
        code = self.setting.home.filed if self.setting is not None else None
        other = self._is_it(match) or is_named_as_state(recipient) or self._is_abroad(match)
        return (code,) if code and other and code not in recipient.codes else ()

    def _is_own_people(self, match: Match, actor: Slot) -> bool:
        """Whether a state can be dealing with people of its own: it is unnamed, or no other state is spoken of."""
        if not is_named_as_state(actor):
            return True
        people = all(self.cast.is_human(word) for word in match.slots["recipient"].words)
        abroad = self.setting is not None and self.setting.other(match.trigger, actor.codes, 0.0)
        return match.row.event == "COERCE" and people and not abroad

    def _is_for_another(self, match: Match, recipient: Slot) -> bool:
        """Whether an unnamed doer of the same state is a wrong guess."""
        return is_named_as_state(recipient) or self._is_abroad(match)

    def _is_abroad(self, match: Match) -> bool:
        """Whether it is done to an ambassador or the like, whom his own state does not summon."""
        return any(self.parse.lemmas[w].lower() in ABROAD for w in match.slots["recipient"].words)

    def _is_it(self, match: Match) -> bool:
        """Whether it is done to a state or body by its pronoun; "them" are people, and whose those are is not sure."""
        words = match.slots["recipient"].words
        return bool(words) and all(self.parse.folded[w] == "it" for w in words)

    def _is_pronoun(self, match: Match) -> bool:
        words = match.slots["recipient"].words
        return bool(words) and all(self.parse.word(w).lower() in OBJECT_PRONOUNS for w in words)

    def _slot(self, filled: Filled) -> Slot:
        codes: list[str] = []
        spans: list[Span] = []
        sectors: list[str] = []
        rules: list[str] = []
        for word in filled.words:
            for member in self.members(word):
                identity = self.cast.identity(member)
                if self._is_nobody(member, identity.rule) or (codes and self._is_unnamed_ally(member, identity.rule)):
                    continue
                told = () if is_sure(identity.rule) else self._together.members(member, identity.codes)
                codes += told or identity.codes or self._unnamed(member)
                sectors += identity.sectors
                rules += ["together"] if told else [identity.rule] if identity.rule else []
            spans.append(self.parse.span(*noun_phrase(self.parse, word)))
        rule = "; ".join(dict.fromkeys([filled.rule, *rules])) if filled.rule else ""
        return Slot(codes=_unique(codes), spans=tuple(spans), sectors=_unique(sectors), rule=rule)

    def _is_unnamed_ally(self, word: int, rule: str) -> bool:
        """ "Mali and its allies", "the league, an ally": beside a name the word adds nobody whom one could look up."""
        return rule == "own words" and self.parse.lemmas[word].lower() in word_list("never_at_home")

    def _is_nobody(self, word: int, rule: str) -> bool:
        """ "No group claimed the attack", "neither side took responsibility for it": none in particular."""
        if is_of_neither(self.parse, word):
            return True
        no = any(self.parse.word(c).lower() == "no" for c in self.parse.children(word))
        return no and (is_guess(rule) or not rule)

    def members(self, word: int) -> list[int]:
        """The nominal conjuncts of a word; beside those who act, things do not count ("marchers and party flags")."""
        found = [w for w in self.grammar.conjuncts(word) if not self.grammar.is_verbal(w) or w == word]
        people = self.cast.is_actor(word) and self.cast.identity(word).kind != "STATE"
        return [w for w in found if w == word or self.cast.is_actor(w)] if people else found

    def _unnamed(self, word: int) -> tuple[str, ...]:
        """Persons and groups that nothing identifies keep their words ("aid workers")."""
        like_adjective = self.parse.deprels[word] in ("compound", "amod")  # "a terrorist attack"
        if not self.cast.is_actor(word) or self.parse.upos[word] not in ("NOUN", "PROPN") or like_adjective:
            return ()
        return (self._words(word),)

    def _words(self, word: int) -> str:
        text = self.parse.span(*noun_phrase(self.parse, word)).of(self.parse.text)
        lowered = text.lower()
        start = next((len(a) for a in _ARTICLES if lowered.startswith(a)), 0)
        return " ".join(text[start:].split())

    def home(self, i: int, apart: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Codes of the country of unnamed people at a word; where that is one to set apart, of whom the story is."""
        code = self.setting.at(i) if self.setting and self.focus else None
        return (code,) if code and code not in apart else self.story(i)

    def story(self, i: int) -> tuple[str, ...]:
        """Codes of the country that the story is about at a word, wherever it is told."""
        code = self.setting.story(i) if self.setting and self.focus else None
        return (code,) if code else self.focus

    def _counterpart(self, match: Match, actor: Slot) -> tuple[str, ...]:
        """The other state that a state's act is aimed at, if the article speaks of one."""
        if match.row.event in BLOWS and (struck := self._accuser(actor)):
            return struck
        if self._counterparts is None:
            return ()
        if self._is_council and not COUNCIL_ACTS.isdisjoint(forms(self.parse, match.trigger)):
            return (COUNCIL,)
        found = self._counterparts.find(match.row.event, match.trigger, actor)
        likely = self._likeliest(match, "recipient", actor) if found else ()
        if match.row.event in HANDED:  # who tells that Chad arms Mali is neither
            likely = tuple(code for code in likely if code not in self._teller) or likely
        found = likely[:1]
        partners = self._together.partners(actor) if found else ()
        return partners if set(found) <= set(partners) else found

    def _accuser(self, actor: Slot) -> tuple[str, ...]:
        """Whom the accused has struck where no words say it: the state that accuses it; in a text too short to be about
        a country else the state that tells of it."""
        if len(actor.codes) != 1 or not _are_states(actor):
            return ()
        accusers = self.cast.resolver.accusers(actor.codes[0])
        told = self._teller if self._counterparts is None and len(self._teller) == 1 else ()
        other = all(map(is_country, told)) and set(told).isdisjoint({*actor.codes, *word_list("teller_of_others")})
        return accusers[:1] or (told if other else ())

    @cached_property
    def _is_council(self) -> bool:
        """Whether the article speaks of the Security Council, the one body where states veto and abstain in public."""
        bodies = (name for name in self.parse.names if name.kind == "ORG")
        return any(COUNCIL in self.cast.identity(name.end - 1).codes for name in bodies)

    def _is_of_the_council(self, trigger: int) -> bool:
        """ "Despite the embargo", "the sanctions": of whom nothing else says whose they are, where the United Nations
        have imposed some."""
        noun = self.parse.lemmas[trigger].lower() in COUNCIL_NOUNS and self.parse.upos[trigger] == "NOUN"
        return noun and imposes_sanctions(self.parse.text)

    def _domestic(self, match: Match, actor: Slot) -> Slot:
        """The actor's own country; of a party or group, and of foreign words about a country, the story's country.

        A state named as one does not deal with itself: where our articles say nobody ("Vietnam refused"), the
        recipient is the actor in 14 of 540 claims, empty in 170, another state in 360.
        """
        if match.row.event == "PROTEST" and (employer := self._employer(match)):
            return Slot(codes=employer, rule="employer")
        if other := self._counterpart(match, actor):
            return Slot(codes=other, rule="other state")
        home = self.home(match.trigger)
        if actor.rule.endswith(FOE):  # occupation forces do not act at home
            return Slot() if set(home) <= set(actor.codes) else Slot(codes=home, rule="focus")
        foreign = match.row.event in AT_THE_FOCUS and not set(actor.codes) <= set(home)
        own = bool(actor.codes) and _are_states(actor) and not foreign
        codes = actor.codes if own or (not home and _are_states(actor)) else home
        itself = is_named_as_state(actor) and set(codes) <= set(actor.codes)
        itself = itself and not self._restricts_at_home(match, actor)
        return Slot(codes=codes, rule="self") if codes and not itself else Slot()

    def _restricts_at_home(self, match: Match, actor: Slot) -> bool:
        """ "Togo shut down the internet": where no other state is spoken of, a state restricts its own people."""
        abroad = self.setting is not None and self.setting.other(match.trigger, actor.codes, 0.0)
        return match.row.event == "COERCE" and len(actor.codes) == 1 and not abroad

    def _employer(self, match: Match) -> tuple[str, ...]:
        """The company that its workers strike or picket against: the last one named."""
        words = [w for word in match.slots["actor"].words for w in self.members(word)]
        if not any(self.parse.lemmas[w].lower() in WORKERS for w in words):
            return ()
        last = bisect_left(self._companies, match.trigger) - 1
        return self.cast.identity(self._companies[last]).codes if last >= 0 else ()

    @cached_property
    def _companies(self) -> list[int]:
        """The words that name a company or a body that no table knows."""
        named = ((i, self.cast.identity(i)) for i, tag in enumerate(self.parse.upos) if tag == "PROPN")
        return [i for i, found in named if "BUS" in found.sectors or found.rule in UNKNOWN_BODY]

    def _with_defaults(self, match: Match, actor: Slot, recipient: Slot, place: tuple[str, ...]) -> tuple[Slot, Slot]:
        codes = self.home(match.trigger)
        if not recipient.codes and not self._is_said(match, "recipient"):
            struck = _struck_abroad(match, actor, place)
            recipient = struck or self._victim(match, actor, recipient, place or codes)
        elif match.slots["recipient"].special == "none":
            recipient = self._nobody(match, actor, recipient)
        unsaid = not actor.codes and not self._is_said(match, "actor")
        if unsaid and match.row.event == "SANCTION" and self._is_of_the_council(match.trigger):
            return Slot(codes=(COUNCIL,), rule="implied"), recipient
        if unsaid and not set(recipient.codes) <= set(codes):
            actor = self._foreign_doer(match, actor, recipient)
        elif unsaid and not self._is_foreign_policy(match) and not self._is_anyones(match):
            actor = self._default(match, "actor", actor, place or codes)
        if unsaid and not actor.codes and match.row.event not in DOER_UNKNOWN:
            actor = self._doer_of(match, actor, recipient)
        return self._met(match, actor, recipient), recipient

    def _is_said(self, match: Match, role: str) -> bool:
        """Whether the row or the words say who it is, though nothing tells whom they mean: nobody guesses a "we"."""
        return bool(match.slots[role].special) or is_first_person(self.parse, match.said(role))

    def _met(self, match: Match, actor: Slot, recipient: Slot) -> Slot:
        """The two that met where a noun names one of them: "talks" of a state in an article about two."""
        alone = match.row.event in FOR_TWO and len(actor.codes) == 1 and not recipient.codes
        if not alone or self.grammar.is_verbal(match.trigger) or self._counterparts is None:
            return actor
        if not self._counterparts.shared or not _are_states(actor):
            return actor
        other = choose(
            self._implied.features(match.trigger, "recipient", "CONSULT", other=actor.codes),
            "recipient",
            without=actor.codes,
        )
        return Slot(codes=(*actor.codes, *other[:1]), spans=actor.spans, sectors=actor.sectors, rule=actor.rule)

    def _doer_of(self, match: Match, actor: Slot, recipient: Slot) -> Slot:
        """Who did what no words say: the likeliest actor of the article; of a meeting of states the two likeliest."""
        if self._counterparts is None:
            return actor
        several = match.row.event in FOR_TWO and not recipient.codes and self._counterparts.shared
        found = self._likeliest(match, "actor", recipient)[: 2 if several else 1]
        return Slot(codes=found, spans=actor.spans, sectors=actor.sectors, rule="implied") if found else actor

    def _likeliest(self, match: Match, slot: str, other: Slot) -> tuple[str, ...]:
        found = self._implied.features(match.trigger, slot, match.row.event, other=other.codes)
        return choose(found, slot, without=other.codes if slot == "recipient" else ())

    def _foreign_doer(self, match: Match, actor: Slot, recipient: Slot) -> Slot:
        if self._counterparts is None or is_guess(recipient.rule.split("; ")[-1]):
            return actor
        codes = self._counterparts.doer(match.row.event, match.trigger, recipient)
        return _with_codes(actor, codes) if codes else actor

    def _is_anyones(self, match: Match) -> bool:
        """Whether it is a deed of words that needs no authority: "was accused", "the allegations"."""
        named = set(forms(self.parse, match.trigger))
        return not ANYONES.isdisjoint(named) or not (
            FROM_ABROAD.isdisjoint(named) or self.grammar.is_verbal(match.trigger)
        )

    def _victim(self, match: Match, actor: Slot, recipient: Slot, place: tuple[str, ...]) -> Slot:
        """Whom an act is aimed at that names nobody: the other state, else by the table of defaults, if at home."""
        if match.row.event in RETOLD and _is_mutual(actor):
            return recipient
        if match.row.event == "CONSULT":
            return self._mediated(match, actor, recipient)
        if actor.codes and (other := self._counterpart(match, actor)):
            return _with_codes(recipient, other)
        restricts = match.row.event == "COERCE" and is_named_as_state(actor) and _are_states(actor)
        if defaults().get((match.row.event, "recipient")) == "self" or restricts:
            return self._domestic(match, actor)
        if not self._is_at_home(match, actor, place):
            return recipient
        apart = actor.codes if match.row.event in AT_THE_FOCUS else ()
        return self._default(match, "recipient", recipient, place, apart)

    def _mediated(self, match: Match, actor: Slot, recipient: Slot) -> Slot:
        """ "Brazil offered to mediate": those that met, or that had to do with one another, before."""
        if MEDIATING.isdisjoint(forms(self.parse, match.trigger)) or len(actor.codes) != 1:
            return recipient
        found = self._together.others(actor)
        found = found or (self._counterparts.opponents(actor) if self._counterparts is not None else ())
        return _with_codes(recipient, found) if len(found) > 1 else recipient

    def _nobody(self, match: Match, actor: Slot, recipient: Slot) -> Slot:
        """Whom yielding and aid go to after all where the row sees nobody: "Minsk relented", "Russia supplied it"."""
        if len(actor.codes) != 1 or match.row.lemma[0] in MUTUAL_NOUNS:
            return recipient
        if match.row.event == "CONCEDE":
            return self._domestic(match, actor)
        other = self._counterpart(match, actor) if match.row.event == "AID" else ()
        return _with_codes(recipient, other) if other else recipient

    def _is_at_home(self, match: Match, actor: Slot, place: tuple[str, ...]) -> bool:
        """Whether an act can be aimed at the country of the story, or at the place named.

        A foreign actor's blow at an unnamed place is not aimed at that actor's own country.
        """
        if set(actor.codes) <= set(self.home(match.trigger)):
            return True
        return (
            match.row.event in AT_THE_FOCUS
            and not (match.row.event in RETOLD and _are_states(actor))
            and (place != actor.codes)
        )

    def _is_foreign_policy(self, match: Match) -> bool:
        """Whether it is done to a state, which then did not do it itself ("Iran was accused")."""
        return any(self.cast.identity(word).kind == "STATE" for word in match.slots["recipient"].words)

    def _default(
        self, match: Match, slot: str, filled: Slot, place: tuple[str, ...], apart: tuple[str, ...] = ()
    ) -> Slot:
        filler = defaults().get((match.row.event, slot))
        codes = {"focus": self.home(match.trigger, apart), "place": place}.get(filler or "", ())
        if not codes:
            return filled
        return Slot(codes=codes, spans=filled.spans, sectors=filled.sectors, rule=f"default: {filler}")


def _struck_abroad(match: Match, actor: Slot, place: tuple[str, ...]) -> Slot | None:
    """ "Ukrainian drones hit a plant in Russia's Perm region": a state strikes the one in which the place lies."""
    known = match.row.event in BLOWS and len(place) == 1 and bool(actor.codes) and not set(place) & set(actor.codes)
    return Slot(codes=place, rule="default: place") if known and _are_states(actor) else None


def _of_the_council(match: Match, actor: Slot) -> Slot:
    """ "UN sanctions": of the United Nations only the Security Council imposes any."""
    if match.row.event != "SANCTION" or "UN" not in actor.codes:
        return actor
    codes = tuple(COUNCIL if code == "UN" else code for code in actor.codes)
    return Slot(codes=codes, spans=actor.spans, sectors=actor.sectors, rule=actor.rule)


def _is_mutual(actor: Slot) -> bool:
    """Whether several fought one another: "the clashes between the army and the rebels"."""
    return len(actor.codes) > 1 or "between" in actor.rule or "among" in actor.rule


def _with_codes(slot: Slot, codes: tuple[str, ...]) -> Slot:
    return Slot(codes=codes, spans=slot.spans, sectors=slot.sectors, rule="other state")


def is_sure(rule: str) -> bool:
    """Whether words were resolved by what they say themselves, not by a guess or by what stood before."""
    return not (is_guess(rule) or rule in ("coreference", "pronoun", ""))


def _are_states(slot: Slot) -> bool:
    return all(is_country(code) for code in slot.codes)


@cache
def defaults() -> dict[tuple[str, str], str]:
    """What stands in for an unnamed actor or recipient, by event type and slot."""
    return {(row["event"], row["slot"]): row["filler"] for row in rows("defaults", room="claims")}


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))

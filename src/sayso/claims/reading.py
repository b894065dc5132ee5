"""One article from text to reading: parse, identities, attributions, claims, headline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, cached_property
from importlib import resources
from importlib.metadata import version
from pathlib import Path

import msgspec

from sayso.actors import Resolver, UserDictionary, read_dictionary
from sayso.actors.voice import town_of, voice_of
from sayso.claims.attributions import attribute
from sayso.claims.cast import Cast
from sayso.claims.chains import Chains
from sayso.claims.circumstances import Circumstances
from sayso.claims.coreference import Coreference
from sayso.claims.dates import dateline, find_dates
from sayso.claims.engine import Scene, find_claims
from sayso.claims.grammar import Grammar
from sayso.claims.headline import has_headline, headline_findings
from sayso.claims.named import mentions
from sayso.claims.own_types import OwnTypes, compile_types
from sayso.claims.predicates import COLUMNS, load_predicates
from sayso.claims.quantities import counted
from sayso.claims.repairs import repaired
from sayso.claims.roles import RoleFiller
from sayso.claims.speakers import STORY_SENTENCES
from sayso.claims.triggers import PredicateIndex, built_in_index
from sayso.errors import SaysoError
from sayso.ingest.unwritable import refused, unwritable
from sayso.ontology.own import is_ontology, load_ontology
from sayso.reader import Reader
from sayso.reader.parse import Parse
from sayso.records import Article, Reading, Rejection


class ArticleReader:
    """Reads articles one at a time with the shipped model and tables, and the user's tables.

    Args:
        dictionaries: CSV files; one with a column `lemma` is a predicate table, any other a table of actors. TOML files
            hold event types of the user's own.
        threads: threads of the reader's encoder, 0 for one a core.

    Raises:
        DictionaryError: one of the user's tables is malformed.
        OntologyError: one of the user's files of event types is.
    """

    def __init__(self, *, dictionaries: Sequence[Path] = (), threads: int = 0) -> None:
        files = [Path(path) for path in dictionaries]
        ontologies = [path for path in files if is_ontology(path)]
        tables = [path for path in files if not is_ontology(path)]
        self.predicates = tuple(path for path in tables if _is_predicate_table(path))
        self.actors: tuple[UserDictionary, ...] = tuple(
            read_dictionary(path) for path in tables if path not in self.predicates
        )
        self.kinds = load_ontology(ontologies)
        self.rows = load_predicates(self.predicates)
        self.reader = Reader(threads=threads)

    @cached_property
    def own(self) -> OwnTypes | None:
        """The user's own event types, their examples read; None where there are none."""
        return compile_types(self.kinds, cache(self.sentence)) if self.kinds else None

    def sentence(self, text: str) -> tuple[Grammar, Cast]:
        """Words, tree and who is who of a sentence that stands alone."""
        scene = self._scene(Article(id="example", text=text, language="en"))
        return scene.grammar, scene.cast

    @cached_property
    def index(self) -> PredicateIndex:
        """The rows that candidates come from."""
        if not (self.predicates or self.own):
            return built_in_index()
        return PredicateIndex((*self.rows, *(self.own.rows if self.own else ())))

    def read(self, article: Article) -> Reading | Rejection:
        """The reading of an article, or a rejection that says why it could not be read.

        Raises:
            SaysoError: the installation is broken; that is no article's fault.
        """
        if rejection := unwritable(article):
            return rejection
        if not article.text.strip():
            return refused(article, "no text")
        try:
            return self._read(article)
        except SaysoError:
            raise
        except Exception as error:  # one bad article must not end a run; the row keeps what went wrong
            detail = f"{type(error).__name__}: {error}"
            return refused(article, "internal error", detail)

    def _read(self, article: Article) -> Reading:
        parse, reading = self._read_text(article, article.title)
        title = None if has_headline(parse) else self._read_title(article)
        found = headline_findings(article, parse, reading.claims, reading.attributions, title_reading=title)
        return msgspec.structs.replace(reading, headline=found)

    def _read_title(self, article: Article) -> Reading | None:
        """The title read as an article of its own, of the same date."""
        if not article.title or not article.title.strip():
            return None
        alone = msgspec.structs.replace(article, id=f"{article.id}#title", text=article.title, title=None)
        return self._read_text(alone, None)[1]

    def _read_text(self, article: Article, title: str | None) -> tuple[Parse, Reading]:
        scene = self.scene(article, title)
        found = find_claims(scene, self.index)
        reading = Reading(
            article=article,
            mentions=mentions(scene),
            attributions=tuple(scene.chains.by_id.values()),
            claims=found.claims,
            faint=found.faint,
            version=self.version,
        )
        return scene.grammar.parse, reading

    def scene(self, article: Article, title: str | None = None) -> Scene:
        """Everything that is known of an article before its claims are built; `title` where the text lacks it."""
        return replace(self._scene(article, title), own=self.own)

    def _scene(self, article: Article, title: str | None = None) -> Scene:
        parse = repaired(self.reader.parse(article.text))
        published = article.published or dateline(article.text)
        voice = voice_of(article.publisher, article.title or title, article.text)
        at_home = town_of(article.publisher or "") if voice is None else None
        resolver = Resolver(
            parse, published=published, title=title, dictionaries=self.actors, voice=voice, at_home=at_home
        )
        coreference = Coreference(parse, resolver, voice=voice.code if voice else None)
        grammar = Grammar(parse, resolver.is_actor)
        attributions = attribute(article, parse, resolver, coreference, grammar=grammar)
        cast = Cast(grammar, resolver, coreference.codes, coreference.sectors)
        dates = tuple(find_dates(article.text, published))
        return Scene(
            article=article,
            published=published,
            grammar=grammar,
            cast=cast,
            chains=Chains(parse, attributions, lambda i: cast.identity(i).codes),
            circumstances=Circumstances(grammar, cast, dates, published),
            roles=RoleFiller(cast, _home(parse, resolver), resolver.setting),
            dates=dates,
            amounts=counted(parse, [date.span for date in dates]),
        )

    @cached_property
    def version(self) -> str:
        """Package and model, such as `sayso 0.1.0, sayso-reader 1`."""
        card = resources.files("sayso.reader") / "model" / "card.json"
        model = msgspec.json.decode(card.read_bytes()) if card.is_file() else {}
        named = f", {model['name']} {model['version']}" if "name" in model and "version" in model else ""
        return f"sayso {version('sayso')}{named}"


def _home(parse: Parse, resolver: Resolver) -> tuple[str, ...]:
    """The country that a story is about; one or two sentences are no story yet."""
    return (resolver.focus,) if resolver.focus and len(parse.sentences) >= STORY_SENTENCES else ()


def _is_predicate_table(path: Path) -> bool:
    with path.open("r", encoding="utf-8-sig", errors="replace") as file:
        return COLUMNS[0] in file.readline().strip().split(",")

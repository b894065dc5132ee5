"""The parses of the parts of one text, put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sayso.reader.parse import NO_WORD, Frame, Parse, Slots

Range = tuple[int, int]


def joined(parts: Iterable[Parse]) -> Parse:
    """One parse of parts that follow each other in the same text; the first part takes in the others."""
    parts = iter(parts)
    whole = next(parts)
    words = len(whole)
    for part in parts:
        _take_in(whole, part)
    if len(whole) > words:
        whole.index()
    return whole


def _take_in(whole: Parse, part: Parse) -> None:
    shift = len(whole)
    for name in ("starts", "ends", "lemmas", "upos", "xpos", "deprels", "hints", "happened"):
        getattr(whole, name).extend(getattr(part, name))
    whole.heads += [head + shift if head >= 0 else head for head in part.heads]
    whole.sentences += [_moved(sentence, shift) for sentence in part.sentences]
    whole.names += [replace(name, start=name.start + shift, end=name.end + shift) for name in part.names]
    whole.frames += [_moved_frame(frame, shift) for frame in part.frames]
    whole.slots |= {i + shift: _moved_slots(slots, shift) for i, slots in part.slots.items()}


def _moved(words: Range, shift: int) -> Range:
    return words[0] + shift, words[1] + shift


def _moved_frame(frame: Frame, shift: int) -> Frame:
    return replace(
        frame,
        cue=_moved(frame.cue, shift),
        source=None if frame.source is None else _moved(frame.source, shift),
        content=tuple(_moved(part, shift) for part in frame.content),
    )


def _moved_slots(slots: Slots, shift: int) -> Slots:
    return replace(
        slots,
        roles={role: _moved_words(words, shift) for role, words in slots.roles.items()},
        said=_moved_words(slots.said, shift),
    )


def _moved_words(chances: dict[int, float], shift: int) -> dict[int, float]:
    return {i if i == NO_WORD else i + shift: chance for i, chance in chances.items()}

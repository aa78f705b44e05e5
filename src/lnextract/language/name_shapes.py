"""Names known by their shape: «… kommun», «Högskolan i …», «projektet …», boards, regions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from lnextract.language.naming import Meaning, Name, Setting
from lnextract.language.shapes import Shape, shapes_of

if TYPE_CHECKING:
    from lnextract.knowledge.entries import NamePattern
    from lnextract.knowledge.names import BodyMatch
    from lnextract.knowledge.vocabulary import Vocabulary

_QUOTES = "\"”“»«'"
_TITLE_REACH_CHARS = 40
_VERB_ENDS = ("r", "de", "des", "s", "t", "ts")
_OF_A_REGION = ("region", "landsting", "driftnämnd")
_VOWELS_AND_S = tuple("aeiouyåäösxz")


class NameShapes:
    """Finds names that no list holds."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words

    @cached_property
    def _shapes(self) -> list[Shape]:
        return shapes_of(self._words.entries.name_patterns, self._town)

    @cached_property
    def _town(self) -> str:
        towns = sorted((town.name for town in self._words.entries.municipalities), key=len, reverse=True)
        return "|".join(re.escape(name).replace(r"\ ", r"\s") for name in towns)

    @cached_property
    def _town_codes(self) -> dict[str, tuple[str, str]]:
        towns = self._words.entries.municipalities
        return {town.name.casefold(): (f"kommun_{town.code}", municipality_name(town.name)) for town in towns}

    def names_in(self, text: str, setting: Setting) -> Iterator[Name]:
        """Names by shape; they may overlap."""
        for shape in self._shapes:
            for match in shape.matches(text):
                yield self._shaped(shape.entry, match)
        yield from self._regions(text)
        yield from self._own_town(text, setting)
        yield from self._boards(text, setting)

    def _shaped(self, entry: NamePattern, match: re.Match[str]) -> Name:
        printed = match.group()
        if entry.kind == "kommun":
            town = re.match(self._town, printed)
            key, name = self._town_codes[(town.group() if town else printed).casefold()]
            return _name(match.start(), match.end(), "partner", key, name, "kommun")
        start = match.start()
        if any("{words}" in form for form in entry.forms):
            start, end = self._title(match)
            printed = match.string[start:end]
        name = printed if entry.topic == "initiative" else base_form(printed)
        if any("{head}" in form for form in entry.forms):
            name = unit_name(printed)
        kind = None if entry.topic == "initiative" else entry.kind
        return _name(start, start + len(printed), entry.topic, slug(name), name, kind)

    def _title(self, match: re.Match[str]) -> tuple[int, int]:
        """Where the title stands after «projektet», without quotes; one without goes on in small letters."""
        text = match.string
        start, end = match.start() + match.group().index(" ") + 1, match.end()
        if text[start].islower():  # «Nätverk för …»
            return match.span()
        if text[start] in _QUOTES:
            return start + 1, end - 1
        for word in re.finditer(r"\s([a-zåäöé-]+)(?=[\s.,;:)]|$)", text[end : end + _TITLE_REACH_CHARS]):
            if word.start() != end - match.end() or not self._goes_on(word[1]):
                break
            end += len(word.group())
        return start, end

    def _goes_on(self, word: str) -> bool:
        """Whether a word in small letters may belong to a title: no verb, no word between phrases."""
        from simplemma import lemmatize

        if word in self._words.prose_words.get("function_word", ()):
            return False
        lemma = lemmatize(word, lang="sv")
        return not (lemma != word and lemma.endswith("a") and word.endswith(_VERB_ENDS))

    @cached_property
    def _region_pattern(self) -> re.Pattern[str]:
        forms = "|".join(map(re.escape, sorted(self._region_keys, key=len, reverse=True)))
        return re.compile(rf"(?<!\w)(?P<name>{forms})s?(?!\w)", re.IGNORECASE)

    @cached_property
    def _region_keys(self) -> dict[str, tuple[str, str]]:
        regions = self._words.entries.regions
        return {f.casefold(): (f"region_{each.code}", each.name) for each in regions for f in each.forms}

    def _regions(self, text: str) -> Iterator[Name]:
        for match in self._region_pattern.finditer(text):
            key, name = self._region_keys[match["name"].casefold()]
            yield _name(match.start(), match.end(), "partner", key, name, "region")

    def _own_town(self, text: str, setting: Setting) -> Iterator[Name]:
        """«kommunen» is the board's own, unless the text names another one."""
        code = setting.municipality_code
        town = self._words.names.municipality(code) if code else None
        if town is None or not setting.is_local or "ommunen" not in text:
            return
        own = f"kommun_{code}"
        towns = [shape for shape in self._shapes if shape.entry.kind == "kommun"]
        named = {
            self._shaped(shape.entry, match).meanings[0].key
            for shape in towns
            for match in shape.matches(text)
        }
        if named <= {own}:
            for match in re.finditer(r"(?<![\w-])[Kk]ommunens?(?!\w)", text):
                yield _name(match.start(), match.end(), "partner", own, municipality_name(town), "kommun")

    def _boards(self, text: str, setting: Setting) -> Iterator[Name]:
        """Other bodies: not the board itself, and none of its region."""
        for board in self._words.body_in(text):
            if not self._is_own(board, setting):
                yield _name(board.start, board.end, "partner", slug(board.name), board.name, "nämnd")

    def _is_own(self, board: BodyMatch, setting: Setting) -> bool:
        folded = board.name.casefold()
        if folded in self._words.prose_words.get("region_body", ()) or folded.startswith(_OF_A_REGION):
            return True
        if setting.body and folded in setting.body.casefold():
            return True
        local = board.municipality is not None and board.municipality.casefold() in folded
        return local and board.code == setting.municipality_code


def municipality_name(town: str) -> str:
    """«Laholms kommun», «Hylte kommun»."""
    return f"{town} kommun" if town.casefold().endswith(_VOWELS_AND_S) else f"{town}s kommun"


def base_form(printed: str) -> str:
    """A name without a closing genitive, with a capital first, white space folded."""
    text = " ".join(printed.split())
    if re.search(r"(?:en|et|na|er|ad|um)s$", text):
        text = text[:-1]
    return text[0].upper() + text[1:]


def unit_name(printed: str) -> str:
    """A municipal unit's name in one form: «Socialförvaltningen» of «kommunens socialförvaltning»."""
    text = re.sub(r"^kommunens\s", "", " ".join(printed.split()), flags=re.IGNORECASE)
    bare = re.sub(r"(ning|utskott|enhet)(?:en|et|ens|ets|s|ar|arna|er|erna)$", r"\1", text)
    name = bare if " " in bare and bare.split(" ")[0].endswith("s") else f"{bare}en"
    return name[0].upper() + name[1:]


def slug(name: str) -> str:
    """A key made of a name: small letters and figures of ASCII, underscores between words."""
    plain = name.casefold().translate(str.maketrans("åäöéü", "aaoeu"))
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")


def _name(start: int, end: int, kind: str, key: str, name: str, category: str | None) -> Name:
    meant: Literal["initiative", "partner"] = "initiative" if kind == "initiative" else "partner"
    return Name(start, end, (Meaning(meant, key, name, category),))

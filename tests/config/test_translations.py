"""Texts are written in Indonesian and complete in English; both catalogues are compiled."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import django
import polib
import pytest
from django.db.models import Choices
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, override

from tests.support.messages import (
    APPS,
    ENGLISH,
    ROOT,
    Key,
    catalogues,
    compiled,
    extracted,
    key_of,
    sources,
    texts_of,
)

PLACE = re.compile(r"%\(\w+\)[sdr]|%[sd]|%%|\{\w+\}")
# Words that no text of the other language can do without for long, and that it does not share.
INDONESIAN = {"yang", "dan", "atau", "tidak", "sudah", "belum", "untuk", "dengan", "anda", "ini"}
INDONESIAN |= {"itu", "harus", "dapat", "berkas", "oleh", "pada", "dari", "kepada", "sejak", "lagi"}
ENGLISH_WORDS = {"the", "and", "or", "is", "are", "not", "this", "your", "please", "for", "with"}
ENGLISH_WORDS |= {"of", "to", "has", "been", "cannot", "must", "from", "choose", "enter", "file"}

# A language and a time zone are called by their own names in every language.
OWN_NAMES = {"Language", "Zone"}


def english() -> polib.POFile:
    return polib.pofile(str(ENGLISH))


def translations(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def pairs() -> Iterator[tuple[str, str]]:
    """Each Indonesian text with its English, singular and plural apart."""
    for entry in english():
        for said in translations(entry):
            yield entry.msgid, said


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", PLACE.sub(" ", text).lower()))


def test_the_catalogue_holds_the_texts_of_the_source_and_no_others() -> None:
    wanted = {key: entry.msgid_plural for key, entry in extracted().items()}
    assert wanted == {key_of(entry): entry.msgid_plural for entry in english()}, (
        "run: python -m tests.support.messages"
    )


def test_every_text_has_its_english() -> None:
    assert [e.msgid for e in english() if e.obsolete or e.fuzzy or not all(translations(e))] == []


def test_both_languages_name_the_same_values() -> None:
    differ = [p for p in pairs() if sorted(PLACE.findall(p[0])) != sorted(PLACE.findall(p[1]))]
    assert differ == []


def test_both_languages_begin_and_end_alike() -> None:
    def edges(text: str) -> tuple[bool, str, str]:
        signs = re.search(r"[.:?…]?\s*\Z", text)
        return text[:1].isspace(), signs[0] if signs else "", "\n" if "\n" in text else ""

    # A single word may be an abbreviation, whose full stop is its own.
    several = [pair for pair in pairs() if " " in pair[0].strip()]
    assert [pair for pair in several if edges(pair[0]) != edges(pair[1])] == []


def test_no_text_is_in_the_wrong_language() -> None:
    assert [said for said, _ in pairs() if words(said) & ENGLISH_WORDS] == []
    assert [said for _, said in pairs() if words(said) & INDONESIAN] == []


@pytest.mark.parametrize("path", catalogues(), ids=lambda path: path.parts[-3])
def test_what_is_compiled_is_what_is_written(path: Path) -> None:
    assert path.with_suffix(".mo").read_bytes() == compiled(path)


def test_only_texts_of_django_itself_are_put_better_in_indonesian() -> None:
    conf = Path(django.__file__).parent / "conf/locale/id/LC_MESSAGES/django.po"
    theirs = {key_of(e): e.msgid_plural for e in polib.pofile(str(conf)) if not e.obsolete}
    ours = polib.pofile(str(ROOT / "locale/id/LC_MESSAGES/django.po"))
    for entry in ours:
        assert theirs[key_of(entry)] == entry.msgid_plural
        assert set(PLACE.findall("".join(translations(entry)))) <= set(PLACE.findall(entry.msgid))


def test_django_finds_the_texts() -> None:
    with override("en"):
        assert gettext("Kepala UPT") == "Unit head"
        assert ngettext("%(count)s UPT", "%(count)s UPT", 1) == "%(count)s unit"
        assert ngettext("%(count)s UPT", "%(count)s UPT", 2) == "%(count)s units"
    with override("id"):
        assert gettext("Kepala UPT") == "Kepala UPT"
        assert gettext("This field is required.") == "Bagian ini wajib diisi."


def test_the_labels_of_choices_follow_the_reader() -> None:
    for path in ROOT.glob("*/enums.py"):
        import_module(f"{path.parent.name}.enums")
    waiting, fixed = [Choices], []
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.split(".")[0] in APPS and kind.__name__ not in OWN_NAMES:
            fixed += [str(m) for m in kind if not isinstance(m._label_, Promise)]
    assert fixed == []


def translated_on_import(node: ast.AST, eager: set[str]) -> Iterator[int]:
    """The lines of a module that ask for a translation outside of any function."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ImportFrom) and child.module == "django.utils.translation":
            eager |= {a.asname or a.name for a in child.names if not a.name.endswith("_lazy")}
        if isinstance(child, ast.Call) and getattr(child.func, "id", "") in eager:
            yield child.lineno
        if not isinstance(child, ast.FunctionDef | ast.Lambda):
            yield from translated_on_import(child, eager)


def test_no_text_is_translated_before_its_reader_is_known() -> None:
    example = "from django.utils.translation import gettext as _\nA = [_('satu')]"
    assert list(translated_on_import(ast.parse(example), set())) == [2]
    modules = [path for path in sources() if path.suffix == ".py"]
    found = {p: list(translated_on_import(ast.parse(p.read_text()), set())) for p in modules}
    assert {str(path): lines for path, lines in found.items() if lines} == {}


def test_every_way_to_mark_a_text_is_read(tmp_path: Path) -> None:
    template = tmp_path / "page.html"
    template.write_text(
        """{% load i18n %}
        {% translate "satu" %} {% translate 'dua' as two %} {% translate "100%" %}
        {% translate "buka" context "pintu" %} {{ x|default:_("tiga") }}
          {% blocktranslate trimmed count n=rows|length with name=x.y %}
            {{ n }} baris
            {{ name }}
          {% plural %}{{ n }} baris-baris{% endblocktranslate %}
      <p>"'unbalanced {# _("tidak") #}</p>"""
    )
    module = tmp_path / "module.py"
    module.write_text('_("a" "b")\nngettext("c", "d", n)\npgettext("k", "e")\ngettext_lazy("f")\n')
    assert list(texts_of(template)) == [
        (Key(None, "satu"), ""),
        (Key(None, "dua"), ""),
        (Key(None, "100%%"), ""),
        (Key("pintu", "buka"), ""),
        (Key(None, "tiga"), ""),
        (Key(None, "%(n)s baris %(name)s"), "%(n)s baris-baris"),
    ]
    assert list(texts_of(module)) == [
        (Key(None, "ab"), ""),
        (Key(None, "c"), "d"),
        (Key("k", "e"), ""),
        (Key(None, "f"), ""),
    ]

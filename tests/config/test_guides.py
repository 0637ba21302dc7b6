"""The guides: one for each role, with the names that buttons and pages really have."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils.functional import Promise
from django.utils.translation import gettext, override
from PIL import Image

from config.guides import BY_SLUG, GUIDES, own_first
from config.guides.shape import Guide
from directory.enums import RoleKind
from tests.directory.factories import make_person, make_role
from tests.support.messages import ROOT, sources, texts_of

LABEL = re.compile("“([^”]+)”")


def said(part: object) -> Iterator[str]:
    """Every text of a guide, in the language of the moment."""
    if isinstance(part, Promise):
        yield str(part)
    elif isinstance(part, tuple):
        for one in part:
            yield from said(one)
    elif is_dataclass(part):
        for field in fields(part):
            yield from said(getattr(part, field.name))


def labels(guide: Guide, language: str) -> set[str]:
    with override(language):
        return {label for text in said(guide) for label in LABEL.findall(text)}


def catalogue() -> set[str]:
    """The texts of the pages: those of the guides themselves do not count."""
    pages = [path for path in sources() if path.parent != ROOT / "config/guides"]
    return {key.msgid for path in pages for key, _plural in texts_of(path)}


def test_every_role_has_one_guide_and_one_is_for_anybody() -> None:
    kinds = [kind for guide in GUIDES for kind in guide.kinds]
    assert sorted(kinds) == sorted(RoleKind)
    assert [guide.slug for guide in GUIDES if not guide.kinds] == ["umum"]
    assert len(BY_SLUG) == len(GUIDES)


def test_what_a_guide_quotes_is_called_so_in_both_languages() -> None:
    known = catalogue()
    unknown = {(g.slug, label) for g in GUIDES for label in labels(g, "id") - known}
    assert unknown == set(), "a button or page was renamed: mend the guide"
    for guide in GUIDES:
        assert {english(label) for label in labels(guide, "id")} == labels(guide, "en"), guide.slug


def english(label: str) -> str:
    with override("en"):
        return gettext(label)


def test_every_picture_is_there_in_the_size_that_is_told() -> None:
    for picture in (picture for guide in GUIDES for picture in guide.pictures):
        found = finders.find(picture.file)
        assert found, picture.name
        assert Image.open(found).size == (picture.width, picture.height)


def test_the_readme_shows_the_same_pictures() -> None:
    shown = re.findall(r"\]\(([^)]+\.png)\)", (ROOT / "README.md").read_text())
    assert shown
    assert [name for name in shown if not Path(ROOT, name).is_file()] == []


@pytest.mark.django_db
def test_anybody_opens_every_guide_and_no_other(client: Client) -> None:
    listed = client.get("/bantuan/").content.decode()
    for guide in GUIDES:
        page = client.get(f"/bantuan/{guide.slug}/").content.decode()
        assert f'href="/bantuan/{guide.slug}/"' in listed
        assert all(step in page for step in map(str, guide.steps)), guide.slug
        assert page.count('loading="lazy"') == len(guide.pictures)
    assert client.get("/bantuan/kepala-dapur/").status_code == 404


@pytest.mark.django_db
def test_ones_own_guide_comes_first(client: Client) -> None:
    person = make_person()
    make_role(RoleKind.AUDITOR, person=person)
    client.force_login(person, backend="directory.backends.PersonBackend")
    page = client.get("/bantuan/").content.decode()
    assert re.findall(r'href="/bantuan/([a-z-]+)/"', page)[:2] == ["auditor", "upt"]
    assert page.count("Peran Anda") == 1
    assert own_first([])[0] == (GUIDES[0], False)

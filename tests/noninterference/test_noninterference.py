"""Nobody can tell apart two worlds that differ only in what they may not see.

Asked is for every address of the access table and every one that a page leads to, so a new page is
in it at once. Compared is byte for byte, headers and mails included; README.md says how.
"""

import pytest

from tests.access import table
from tests.access.table import GROUPS, PERSONAS
from tests.noninterference.kept import BY_NAME, SECRETS, kept_from
from tests.noninterference.worlds import Worlds

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(1800)]
# In every run: from whom most is kept. Everybody else in the long one, with all their forms.
FIRST = ("conflicted_juror",)
# One of each group sends each form as well: those of a group may do the same, each in their place.
FORMS = [names[0] for names in GROUPS.values()]
# Routes that answer to nobody here, each with the reason.
NEVER_REACHED = {
    "record:export_later": "takes what a list of thousands of rows offered; none here is so long",
}
SHOWN = 25
# Who could name an application of theirs that is decided under embargo: the others in the long run.
OUTCOMES = BY_NAME["outcomes"]
BLIND = [
    "head",
    *(
        pytest.param(name, marks=pytest.mark.slow)
        for name in ("secretariat", "region_head", "leader")
    ),
]
REACHED = {"ok", "go", "blocked", "stale"}


def _told(worlds: Worlds, persona: str, *, most: int, posts: bool) -> None:
    """Fail with every leak and the secret behind it."""
    secrets = kept_from(persona)
    leaks, crawl = worlds.leaks(persona, secrets, most=most, posts=posts)
    lines = [
        f"{leak}\n    told: {', '.join(worlds.culprits(persona, secrets, leak)) or 'see above'}"
        for leak in leaks[:SHOWN]
    ]
    assert not leaks, f"{persona} can tell the worlds apart {len(leaks)} times:\n" + "\n".join(
        lines
    )
    assert crawl.dead == {}, f"links of {persona}'s own pages that turn them away"
    assert crawl.reached, "asked in vain: nothing let this persona in"


@pytest.mark.parametrize("persona", FIRST)
def test_what_is_kept_changes_no_page(worlds: Worlds, persona: str) -> None:
    _told(worlds, persona, most=1, posts=False)


@pytest.mark.slow
@pytest.mark.parametrize("persona", [name for name in PERSONAS if name not in {*FIRST, *FORMS}])
def test_what_is_kept_changes_no_page_of_anybody(worlds: Worlds, persona: str) -> None:
    _told(worlds, persona, most=1, posts=False)


@pytest.mark.slow
@pytest.mark.parametrize("persona", FORMS)
def test_what_is_kept_changes_no_answer_at_all(worlds: Worlds, persona: str) -> None:
    """Pages, and each form: filled in, empty, and what is said after it."""
    _told(worlds, persona, most=1, posts=True)


@pytest.mark.parametrize("persona", BLIND)
def test_no_address_tells_what_became_of_a_unit(worlds: Worlds, persona: str) -> None:
    """No page may lead there any more, but addresses and fields are known from earlier."""
    assert OUTCOMES in kept_from(persona)
    leaks = worlds.blind_leaks(persona, [OUTCOMES], "scored")
    assert not leaks, "\n".join(str(leak) for leak in leaks[:SHOWN])


def test_every_route_is_asked_for_by_somebody_it_lets_in() -> None:
    """The crawl asks for each line of the access table, whose words tests/access proves."""
    answers = ((line.route, line.answers.values()) for line in table.lines())
    let_in = {route for route, each in answers if REACHED & {w for a in each for w in a.values()}}
    assert table.routes() - let_in == set(NEVER_REACHED)


def test_each_secret_is_kept_from_somebody_and_known_to_somebody() -> None:
    for secret in SECRETS:
        assert secret.seen_by, f"{secret.name}: nobody may see it, so it proves nothing"
        assert any(secret in kept_from(persona) for persona in PERSONAS), secret.name


@pytest.mark.parametrize("group", GROUPS)
def test_each_group_has_something_kept_from_it(group: str) -> None:
    assert all(kept_from(persona) for persona in GROUPS[group])

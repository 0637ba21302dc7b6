import uuid

import pytest

from record.rules import BadEvent, check_actor, check_event


@pytest.mark.parametrize(
    "actor", ["person:5f0c7b3e-0d1c-4f6e-9a57-1f2b7c9e4d10", "clock", "system"]
)
def test_actors(actor: str) -> None:
    check_actor(actor)


@pytest.mark.parametrize("actor", ["", "person:", "person:Siti", "Clock", "person:1\nclock"])
def test_no_actors(actor: str) -> None:
    with pytest.raises(BadEvent):
        check_actor(actor)


@pytest.mark.parametrize(
    ("kind", "subject", "facts"),
    [
        ("Answer amended", "application:1", {}),
        ("answer_amended", "application", {}),
        ("answer_amended", "application:Siti Aminah", {}),
        ("answer_amended", "application:1", {"note": "a line\nand another"}),
        ("answer_amended", "application:1", {"list": [{"note": "x" * 201}]}),
    ],
)
def test_events_that_are_refused(kind: str, subject: str, facts: dict[str, object]) -> None:
    with pytest.raises(BadEvent):
        check_event(kind, subject, facts)


def test_an_event_of_codes_and_ids() -> None:
    check_event("answer_amended", f"application:{uuid.uuid4()}", {"indicator": "a-1", "n": [1, 2]})

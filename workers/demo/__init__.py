"""The demo's seasons, played through the domain's own functions on a shifted clock."""


def seed() -> None:
    """Fill an empty database; see `workers.demo.seeding`."""
    from workers.demo.seeding import fill  # noqa: PLC0415  (models are not loaded before)

    fill()

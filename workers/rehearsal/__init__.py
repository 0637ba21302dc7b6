"""A whole season, played before it is real: `python manage.py rehearse`.

`manage.py` starts broker, worker, relay and a player as processes of their own, on a database, a
store and a broker that belong to this rehearsal alone. The player goes through the season with the
domain's functions, on a clock that all of these processes share, and holds what comes of it against
what must hold.
"""

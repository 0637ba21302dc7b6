from hypothesis import settings

# A shared machine is slow now and then; a slow example is no failing example.
settings.register_profile("p2ham", deadline=None)
settings.load_profile("p2ham")

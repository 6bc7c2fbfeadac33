from hypothesis import settings

settings.register_profile("backrun", deadline=None, max_examples=100)
settings.load_profile("backrun")

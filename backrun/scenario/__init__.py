"""The runner, the pace and the week; the settings of a plan; presets of typical runners."""

"""The models against what was published and measured."""

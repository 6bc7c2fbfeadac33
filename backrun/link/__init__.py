"""Write a scenario and the settings of a plan as readable link parameters, and read them."""

from backrun.link.parameters import Rejected
from backrun.link.scenario import link_to, read_link, write_link
from backrun.link.settings import read_settings, write_settings

__all__ = ["Rejected", "link_to", "read_link", "read_settings", "write_link", "write_settings"]

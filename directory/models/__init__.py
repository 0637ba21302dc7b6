"""Who exists: regions, units, people and their roles."""

from directory.models.person import Person
from directory.models.region import Region
from directory.models.role import Role
from directory.models.roster import RosterFile
from directory.models.unit import Unit

__all__ = ["Person", "Region", "Role", "RosterFile", "Unit"]

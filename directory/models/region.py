from django.db import models

from directory.enums import Zone
from directory.models.constraints import one_line


class Region(models.Model):
    """A Kanwil of the ministry. The 33 of 2018 to 2024 are seeded by a migration."""

    code = models.SlugField(primary_key=True, max_length=40)
    name = models.CharField(max_length=120, unique=True)
    time_zone = models.CharField(max_length=40, choices=Zone)
    number = models.PositiveSmallIntegerField(unique=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            one_line("name", least=1, most=120),
            models.CheckConstraint(
                condition=models.Q(time_zone__in=Zone.values), name="directory_region_time_zone"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> Zone:
        return Zone(self.time_zone)

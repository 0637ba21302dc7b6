"""The fixed words of the directory: kinds of unit, classes, roles, zones."""

from zoneinfo import ZoneInfo

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class UnitType(TextChoices):
    """What a unit (UPT) is for; the instrument says which types it assesses."""

    IMMIGRATION_OFFICE = "immigration_office", _("Kantor Imigrasi")
    PRISON = "prison", _("Lapas")
    WOMENS_PRISON = "womens_prison", _("Lapas Perempuan")
    NARCOTICS_PRISON = "narcotics_prison", _("Lapas Narkotika")
    JUVENILE_INSTITUTION = "juvenile_institution", _("LPKA")
    DETENTION_CENTRE = "detention_centre", _("Rutan")
    PROBATION_OFFICE = "probation_office", _("Bapas")
    ESTATE_OFFICE = "estate_office", _("Balai Harta Peninggalan")
    CONFISCATED_GOODS_HOUSE = "confiscated_goods_house", _("Rupbasan")
    IMMIGRATION_DETENTION = "immigration_detention", _("Rudenim")


class UnitClass(TextChoices):
    """The class in a unit's official name."""

    NONE = "none", _("Tanpa kelas")
    SPECIAL = "khusus", _("Kelas I Khusus")
    I = "I", _("Kelas I")  # noqa: E741 - the official name of the class
    II = "II", _("Kelas II")
    IIA = "IIA", _("Kelas IIA")
    IIB = "IIB", _("Kelas IIB")
    III = "III", _("Kelas III")


class Zone(TextChoices):
    """Indonesia's three time zones; the value is the IANA name."""

    WIB = "Asia/Jakarta", "WIB"
    WITA = "Asia/Makassar", "WITA"
    WIT = "Asia/Jayapura", "WIT"

    @property
    def info(self) -> ZoneInfo:
        return ZoneInfo(self.value)


class Language(TextChoices):
    """Languages a person can read the pages in, each named in itself."""

    INDONESIAN = "id", "Bahasa Indonesia"
    ENGLISH = "en", "English"


class Scope(TextChoices):
    """How far a role reaches."""

    UNIT = "unit", _("UPT")
    REGION = "region", _("Kanwil")
    CENTRE = "centre", _("Pusat")


class RoleKind(TextChoices):
    """What a person may be; `scope` tells whether it is for a unit, a region or the centre."""

    UNIT_HEAD = "unit_head", _("Kepala UPT")
    UNIT_OPERATOR = "unit_operator", _("Operator UPT")
    REGION_HEAD = "region_head", _("Kepala Kanwil")
    REGION_SECRETARIAT = "region_secretariat", _("Sekretariat Kanwil")
    REGION_VERIFIER = "region_verifier", _("Verifikator Kanwil")
    CENTRE_ADMIN = "centre_admin", _("Admin pusat")
    CENTRE_VERIFIER = "centre_verifier", _("Verifikator pusat")
    JURY_SECRETARY = "jury_secretary", _("Sekretaris juri")
    JURY_CHAIR = "jury_chair", _("Ketua juri")
    JUROR = "juror", _("Juri")
    AUDITOR = "auditor", _("Auditor")

    @property
    def scope(self) -> Scope:
        if self in UNIT_KINDS:
            return Scope.UNIT
        return Scope.REGION if self in REGION_KINDS else Scope.CENTRE


class ActingKind(TextChoices):
    """How somebody stands in for a head: the post is vacant (Plt.), or its holder away (Plh.)."""

    PLT = "plt", _("Plt.")
    PLH = "plh", _("Plh.")


UNIT_KINDS = frozenset({RoleKind.UNIT_HEAD, RoleKind.UNIT_OPERATOR})
REGION_KINDS = frozenset(
    {RoleKind.REGION_HEAD, RoleKind.REGION_SECRETARIAT, RoleKind.REGION_VERIFIER}
)
CENTRE_KINDS = frozenset(RoleKind) - UNIT_KINDS - REGION_KINDS

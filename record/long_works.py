"""What whoever reads lists has the background do."""

from django.utils.translation import gettext_lazy as _

from record.domain.long_works import register
from record.pages.exports import listed, may_have
from record.pages.lists.later import LISTED

register(LISTED, title=_("Berkas daftar"), may=may_have, do=listed)

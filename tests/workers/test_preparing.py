from pathlib import Path

import pytest
from django.test import override_settings

from workers.preparing import collect_static

MANIFEST = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}


@pytest.mark.timeout(120)
def test_static_files_are_gathered_with_their_digests_and_once(tmp_path: Path) -> None:
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=MANIFEST):
        assert collect_static() is True
        assert list(tmp_path.glob("p2ham.*.css"))
        assert list(tmp_path.glob("p2ham.*.css.gz"))
        assert collect_static() is False

"""Django's settings for tests: the real ones, over a data folder and a key that live as long as the run.

`RINGFENCE_DATABASE_URL` is kept, so that the same tests run over SQLite and over PostgreSQL.
"""

import os
import tempfile
from pathlib import Path

from ringfence.store.key_file import make_key_file

for _name in [name for name in os.environ if name.startswith("RINGFENCE_")]:
    if _name not in {"RINGFENCE_DATABASE_URL", "RINGFENCE_REQUIRE"}:
        del os.environ[_name]
_folder = Path(tempfile.mkdtemp(prefix="ringfence-tests-"))
os.environ["RINGFENCE_DATA_DIR"] = str(_folder)
make_key_file(_folder / "key")
make_key_file(_folder / "originals-key")

from ringfence.wiring.django_settings import *  # noqa: E402, F403

# A file, as in real life: threads of the test server have connections of their own.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": _folder / "test.sqlite3"}  # noqa: F405

# Signing in a hundred times at full strength would be most of the run.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

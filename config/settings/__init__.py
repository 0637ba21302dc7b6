"""Django settings, from the environment alone (see config/environment.py), a file a subject."""

from config.settings.base import *  # noqa: F403
from config.settings.broker import *  # noqa: F403
from config.settings.database import *  # noqa: F403
from config.settings.files import *  # noqa: F403
from config.settings.logs import *  # noqa: F403
from config.settings.mail import *  # noqa: F403
from config.settings.security import *  # noqa: F403
from config.settings.signing_in import *  # noqa: F403

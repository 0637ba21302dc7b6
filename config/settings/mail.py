"""How mail leaves: an SMTP server, the console of a demo, or the memory of a test."""

from config.mail_server import mail_server
from config.settings.base import env

_server = mail_server(env.email_url)

EMAIL_BACKEND = _server.backend
EMAIL_HOST = _server.host
EMAIL_PORT = _server.port
EMAIL_HOST_USER = _server.user
EMAIL_HOST_PASSWORD = _server.password
EMAIL_USE_SSL = _server.use_ssl
EMAIL_USE_TLS = _server.use_tls
EMAIL_FILE_PATH = _server.folder
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.email_from

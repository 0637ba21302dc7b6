"""Passwords, and how often one may guess them."""

from datetime import timedelta

from config.settings.base import env

LOGIN_URL = "directory:sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "directory.backends.PersonBackend",
]
# Length and a list of common ones; no composition rules, no forced renewal.
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {
        "NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email", "nip")},
    },
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
]
# How long a mailed link opens the form for a new password. Django's own limit is the longer one.
INVITATION_LIFETIME = timedelta(days=7)
RESET_LIFETIME = timedelta(hours=2)
PASSWORD_RESET_TIMEOUT = int(INVITATION_LIFETIME.total_seconds())

# By name and address together: whole offices sit behind one address, and by name alone anybody
# could lock a juror out on the closing night.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
# Trying on while locked out does not prolong it, else a stranger could keep someone out for ever.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_FORM_FIELD = "username"
AXES_USERNAME_CALLABLE = "directory.lockout.account_key"
AXES_LOCKOUT_CALLABLE = "directory.pages.views.sign_in.locked_out"
AXES_CLIENT_IP_CALLABLE = "config.proxies.client_address"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

TRUSTED_PROXIES = env.trusted_proxies

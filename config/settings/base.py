"""Apps, middleware, templates, languages."""

from typing import Any

import django_stubs_ext

from config.environment import BASE, read_or_exit

# Lets class bodies say ModelForm[Person] when they run, as mypy reads them.
django_stubs_ext.monkeypatch()

env = read_or_exit()

SECRET_KEY = env.secret_key
DEBUG = False
DEMO = env.demo
PUBLIC_URL = env.public_url.rstrip("/")
VAR = env.p2ham_var
CHECKPOINT_KEY = env.checkpoint_key
CHECKPOINT_MAILS = [each.strip() for each in env.checkpoint_mails.split(",") if each.strip()]
CHECKPOINT_STORE = env.checkpoint_store
SIGNATURE_ROOTS = env.signature_roots  # what is known of electronic signatures put on outside

APPS = ["workers", "jury", "verification", "award", "criteria", "directory", "record"]
INSTALLED_APPS = [
    *APPS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "axes",
    "csp",
    "django_htmx",
]
MIDDLEWARE = [
    "verification.pages.begun.request_begun",
    "config.middleware.request_id",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.middleware.browser_rights",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "directory.middleware.PreferencesMiddleware",
    "directory.middleware.roles_asked_once",
    "config.middleware.not_kept_by_browsers",
    "config.middleware.unsent_forms",
    "config.middleware.opened_directly",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "directory.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "config/templates", *(BASE / a / "pages/templates" for a in APPS)],
        "APP_DIRS": True,
        "OPTIONS": {
            "libraries": {"p2ham": "config.tags"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.page",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [BASE / "locale"]
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True

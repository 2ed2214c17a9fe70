"""The baseline: the least honest Django application that votes, in one module.

Session, user, CSRF, one form, one INSERT in a transaction, one redirect; and a page of thirty
fieldsets from a plain template. What it costs is what any Django page costs; the product's figures
are printed as ratios to it, both measured in alternating slices of one run.
"""

import os
import sys

import django
from django.conf import settings

sys.modules.setdefault("lean", sys.modules[__name__])

if not settings.configured:
    import environ

    settings.configure(
        DEBUG=False,
        SECRET_KEY="x" * 50,
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF="lean",
        USE_TZ=True,
        DATABASES={"default": environ.Env.db_url_config(os.environ["LEAN_DATABASE_URL"]) | {"CONN_MAX_AGE": None}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions", "lean"],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {"context_processors": ["django.template.context_processors.csrf"]},
            }
        ],
        LOGGING_CONFIG=None,
    )
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        settings.DATABASES["default"]["OPTIONS"] = {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        }
    django.setup()

from django import forms
from django.apps import apps
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import IntegrityError, connection, models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.template import RequestContext, Template
from django.urls import path


class Ballot(models.Model):
    state = models.CharField(max_length=10, default="open")

    class Meta:
        app_label = "lean"


class Vote(models.Model):
    ballot = models.ForeignKey(Ballot, models.CASCADE)
    user = models.ForeignKey(User, models.CASCADE)
    choices = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "lean"
        constraints = [models.UniqueConstraint(fields=["ballot", "user"], name="vote_once")]


apps.get_app_config("lean").models_module = sys.modules["lean"]


class VoteForm(forms.Form):
    choices = forms.RegexField(r"^[YNA]{1,60}$")


PAGE = Template(
    "<!doctype html><title>v</title><form method=post>{% csrf_token %}{% for i in n %}<fieldset>"
    "<legend>Resolution {{ i }}</legend>{% for v in 'YNA' %}<label><input type=radio name=r{{ i }} "
    "value={{ v }}>{{ v }}</label>{% endfor %}</fieldset>{% endfor %}<button>Vote</button></form>"
)


def vote(request: HttpRequest) -> HttpResponse:
    """Show the ballot, or insert one vote."""
    if not request.user.is_authenticated:
        return HttpResponseForbidden()
    if request.method == "GET":
        return HttpResponse(PAGE.render(RequestContext(request, {"n": range(30)})))
    form = VoteForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    try:
        with transaction.atomic():
            ballot = Ballot.objects.get(pk=1)
            if ballot.state != "open":
                return HttpResponse(status=409)
            Vote.objects.create(ballot=ballot, user_id=request.user.pk, choices=form.cleaned_data["choices"])
    except IntegrityError:
        return HttpResponse(status=409)
    return HttpResponseRedirect("/done")


urlpatterns = [path("vote", vote)]
application = get_wsgi_application()


def setup(voters: int) -> list[str]:
    """Make the tables and `voters` users with live sessions; return the session keys."""
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    call_command("migrate", run_syncdb=True, verbosity=0)
    Ballot.objects.get_or_create(pk=1)
    User.objects.bulk_create([User(username=f"u{n}", password="!x") for n in range(voters)], batch_size=2000)
    store, keys, rows = SessionStore(), [], []
    expiry = timezone.now() + timezone.timedelta(days=2)
    for user in User.objects.order_by("pk"):
        data = {
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend",
            HASH_SESSION_KEY: user.get_session_auth_hash(),
        }
        key = store._get_new_session_key() if not keys else f"{user.pk:032x}"
        keys.append(key)
        rows.append(Session(session_key=key, session_data=store.encode(data), expire_date=expiry))
    Session.objects.bulk_create(rows, batch_size=2000)
    return keys


def reset() -> None:
    """Forget the votes."""
    with connection.cursor() as cursor:
        cursor.execute("delete from lean_vote")

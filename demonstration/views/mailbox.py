"""The mail of the demonstration, read where it would have been received."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from organisations.views.access import demo_page
from tala.lib.mail import StoredMail, read_folder, read_mail

# A mail carries its own style and must run nothing: it is shown alone, in a sandbox.
MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "sandbox allow-popups allow-top-navigation-by-user-activation"
)
SHOWN = 200


@require_GET
@demo_page
def mailbox(request: HttpRequest) -> HttpResponse:
    """List the newest mails, to all the people of the demonstration; `q` filters by recipient."""
    wanted = request.GET.get("q", "").strip().lower()
    mails = read_folder(settings.TALA_MAIL_FOLDER, limit=2000)
    if wanted:
        mails = [mail for mail in mails if wanted in f"{mail.to} {mail.subject}".lower()]
    context = {"mails": mails[:SHOWN], "total": len(mails), "wanted": wanted}
    return render(request, "demonstration/mailbox.html", context)


def _mail(name: str) -> StoredMail:
    try:
        return read_mail(settings.TALA_MAIL_FOLDER, name)
    except FileNotFoundError as error:
        raise Http404 from error


@require_GET
@demo_page
def mailbox_mail(request: HttpRequest, name: str) -> HttpResponse:
    """Read one mail as text, with its parts."""
    return render(request, "demonstration/mailbox_mail.html", {"mail": _mail(name)})


@require_GET
@demo_page
def mailbox_html(_request: HttpRequest, name: str) -> HttpResponse:
    """Show the HTML part alone, in a sandbox."""
    return HttpResponse(_mail(name).html, headers={"Content-Security-Policy": MAIL_POLICY})


@require_GET
@demo_page
def mailbox_calendar(_request: HttpRequest, name: str) -> HttpResponse:
    """Download the calendar part."""
    mail = _mail(name)
    if mail.ics is None:
        raise Http404
    response = HttpResponse(mail.ics, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="invitation.ics"'
    return response

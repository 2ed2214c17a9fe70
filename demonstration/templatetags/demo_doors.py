"""The list of open doors, for the front page of the demonstration."""

from django import template

from demonstration.people import PEOPLE
from organisations.models import Member

register = template.Library()


@register.inclusion_tag("demonstration/demo_doors.html")
def demo_doors() -> dict[str, object]:
    """Show one button per demonstration person: {% demo_doors %}."""
    member = (
        Member.objects.filter(user__isnull=False, user__roles=None).select_related("user").first()
    )
    return {"people": PEOPLE, "member": member}

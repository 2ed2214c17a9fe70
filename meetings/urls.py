"""The addresses of the meetings app."""

from django.urls import path

from meetings.views import (
    agenda,
    attachments,
    cancel,
    convene,
    letters,
    meetings,
    plan,
    proof,
    tasks,
)

MEETINGS = "c/<slug:slug>/reunions/"
MEETING = f"{MEETINGS}<int:meeting_id>/"
ITEM = f"{MEETING}points/<int:item_id>/"
RESOLUTION = f"{MEETING}resolutions/<int:resolution_id>/"
ATTACHMENT = f"{MEETING}pieces/<int:attachment_id>/"
NOTICE = f"{MEETING}convocations/<int:convocation_id>/"

urlpatterns = [
    path(MEETINGS, meetings.meeting_list, name="meeting_list"),
    path(f"{MEETINGS}nouvelle/", meetings.meeting_create, name="meeting_create"),
    path(f"{MEETINGS}calendrier/", plan.calendar_plan, name="calendar_plan"),
    path(f"{MEETINGS}calendrier.ics", plan.calendar_plan_download, name="calendar_plan_download"),
    path(MEETING, meetings.meeting_detail, name="meeting_detail"),
    path(f"{MEETING}modifier/", meetings.meeting_edit, name="meeting_edit"),
    path(f"{MEETING}dupliquer/", meetings.meeting_duplicate, name="meeting_duplicate"),
    path(f"{MEETING}supprimer/", meetings.meeting_delete, name="meeting_delete"),
    path(f"{MEETING}calendrier/", meetings.meeting_calendar, name="meeting_calendar"),
    path(
        f"{MEETING}calendrier.ics", plan.meeting_calendar_download, name="meeting_calendar_download"
    ),
    path(f"{MEETING}taches/<slug:task>/noter/", tasks.task_note, name="task_note"),
    path(f"{MEETING}taches/<slug:task>/reprendre/", tasks.task_unnote, name="task_unnote"),
    # The agenda of a draft.
    path(f"{MEETING}ordre-du-jour/type/", agenda.agenda_fill, name="agenda_fill"),
    path(f"{MEETING}ordre-du-jour/ordre/", agenda.agenda_reorder, name="agenda_reorder"),
    path(f"{MEETING}points/ajouter/", agenda.item_create, name="item_create"),
    path(ITEM, agenda.item_edit, name="item_edit"),
    path(f"{ITEM}supprimer/", agenda.item_delete, name="item_delete"),
    path(f"{ITEM}deplacer/", agenda.item_move, name="item_move"),
    path(f"{ITEM}resolutions/ajouter/", agenda.resolution_create, name="resolution_create"),
    path(f"{ITEM}pieces/ajouter/", attachments.attachment_add, name="attachment_add"),
    path(RESOLUTION, agenda.resolution_edit, name="resolution_edit"),
    path(f"{RESOLUTION}supprimer/", agenda.resolution_delete, name="resolution_delete"),
    path(f"{RESOLUTION}deplacer/", agenda.resolution_move, name="resolution_move"),
    path(ATTACHMENT, attachments.attachment_download, name="attachment_download"),
    path(f"{ATTACHMENT}supprimer/", attachments.attachment_delete, name="attachment_delete"),
    # Convening.
    path(f"{MEETING}convoquer/", convene.meeting_convene_page, name="meeting_convene_page"),
    path(f"{MEETING}convoquer/confirmer/", convene.meeting_convene, name="meeting_convene"),
    path(
        f"{MEETING}convoquer/courriel/",
        convene.convocation_preview_mail,
        name="convocation_preview_mail",
    ),
    path(
        f"{MEETING}convoquer/courriel/contenu/",
        convene.convocation_preview_body,
        name="convocation_preview_body",
    ),
    path(
        f"{MEETING}convoquer/lettre.pdf",
        convene.convocation_preview_letter,
        name="convocation_preview_letter",
    ),
    path(f"{MEETING}convoquer/destinataires/", convene.recipients_list, name="recipients_list"),
    path(f"{MEETING}convoquer/essai/", convene.convocation_trial, name="convocation_trial"),
    path(f"{MEETING}annuler/", cancel.meeting_cancel, name="meeting_cancel"),
    # The proof.
    path(f"{MEETING}convocations/", proof.convocation_list, name="convocation_list"),
    path(f"{MEETING}convocations.csv", proof.convocation_export, name="convocation_export"),
    path(
        f"{MEETING}convocations/avancement/",
        proof.convocation_progress,
        name="convocation_progress",
    ),
    path(
        f"{MEETING}convocations/relancer/",
        proof.convocation_retry_all,
        name="convocation_retry_all",
    ),
    path(NOTICE, proof.convocation_detail, name="convocation_detail"),
    path(f"{NOTICE}relancer/", proof.convocation_retry, name="convocation_retry"),
    path(f"{NOTICE}constater/", proof.convocation_settle, name="convocation_settle"),
    path(f"{NOTICE}par-lettre/", proof.convocation_to_post, name="convocation_to_post"),
    path(f"{NOTICE}lettre.pdf", letters.letter_download, name="letter_download"),
    path(f"{NOTICE}lien/revoquer/", proof.link_revoke, name="link_revoke"),
    path(f"{NOTICE}lien/renouveler/", proof.link_renew, name="link_renew"),
    path(f"{MEETING}lettres/", letters.letters_page, name="letters_page"),
    path(f"{MEETING}lettres.pdf", letters.letters_download, name="letters_download"),
    path(f"{MEETING}lettres/remise/", letters.letters_posted, name="letters_posted"),
    path(
        f"{MEETING}lettres-annulation.pdf",
        letters.cancel_letters_download,
        name="cancel_letters_download",
    ),
]

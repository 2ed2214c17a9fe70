"""The addresses of the organisations app."""

from django.urls import path

from organisations.views import (
    colleges,
    explained,
    imports,
    journal,
    members,
    organisation,
    roles,
    statutes,
    statutes_guide,
    statutes_summary,
    versions,
)
from organisations.views.styleguide import styleguide

urlpatterns = [
    path("charte/", styleguide, name="styleguide"),
    path("a-faire/", organisation.home, name="home"),
    path("cooperatives/nouvelle/", organisation.organisation_create, name="organisation_create"),
    path("c/<slug:slug>/", organisation.organisation_home, name="organisation_home"),
    path(
        "c/<slug:slug>/reglages/", organisation.organisation_settings, name="organisation_settings"
    ),
    path("c/<slug:slug>/reglages/fiche/", organisation.organisation_edit, name="organisation_edit"),
    path("c/<slug:slug>/reglages/categories/", colleges.categories_edit, name="categories_edit"),
    path("c/<slug:slug>/reglages/colleges/", colleges.colleges_edit, name="colleges_edit"),
    path("c/<slug:slug>/reglages/statuts/", statutes.statutes_edit, name="statutes_edit"),
    path(
        "c/<slug:slug>/reglages/statuts/versions/",
        statutes.statutes_history,
        name="statutes_history",
    ),
    path(
        "c/<slug:slug>/reglages/statuts/versions/comparer/",
        versions.statutes_compare,
        name="statutes_compare",
    ),
    path(
        "c/<slug:slug>/reglages/statuts/versions/<int:version>/",
        statutes_summary.statutes_summary_page,
        name="statutes_summary",
    ),
    path(
        "c/<slug:slug>/reglages/statuts/versions/<int:version>.pdf",
        statutes_summary.statutes_summary_download,
        name="statutes_summary_download",
    ),
    path(
        "c/<slug:slug>/reglages/statuts/guide/",
        statutes_guide.statutes_guide,
        name="statutes_guide",
    ),
    path(
        "c/<slug:slug>/reglages/statuts/guide/commencer/",
        statutes_guide.statutes_guide_start,
        name="statutes_guide_start",
    ),
    path(
        "c/<slug:slug>/reglages/statuts/guide/abandonner/",
        statutes_guide.statutes_guide_discard,
        name="statutes_guide_discard",
    ),
    path(
        "c/<slug:slug>/reglages/statuts/guide/resume/",
        statutes_guide.statutes_guide_summary,
        name="statutes_guide_summary",
    ),
    path(
        "c/<slug:slug>/reglages/statuts/guide/resume.pdf",
        statutes_summary.statutes_guide_download,
        name="statutes_guide_download",
    ),
    path(
        "c/<slug:slug>/reglages/statuts/guide/<slug:question>/",
        statutes_guide.statutes_question,
        name="statutes_question",
    ),
    path("c/<slug:slug>/regles/", explained.rule_list, name="rule_list"),
    path("c/<slug:slug>/regles/<slug:code>/", explained.rule_explained, name="rule_explained"),
    path("c/<slug:slug>/reglages/roles/", roles.role_list, name="role_list"),
    path(
        "c/<slug:slug>/reglages/roles/<int:role_id>/retirer/",
        roles.role_withdraw,
        name="role_withdraw",
    ),
    path("c/<slug:slug>/membres/", members.member_list, name="member_list"),
    path("c/<slug:slug>/membres/nouveau/", members.member_add, name="member_add"),
    path(
        "c/<slug:slug>/membres/registre.<str:extension>",
        members.register_export,
        name="register_export",
    ),
    path("c/<slug:slug>/membres/import/", imports.import_upload, name="import_upload"),
    path(
        "c/<slug:slug>/membres/import/<int:import_id>/colonnes/",
        imports.import_mapping,
        name="import_mapping",
    ),
    path(
        "c/<slug:slug>/membres/import/<int:import_id>/apercu/",
        imports.import_preview,
        name="import_preview",
    ),
    path(
        "c/<slug:slug>/membres/import/<int:import_id>/importer/",
        imports.import_apply,
        name="import_apply",
    ),
    path(
        "c/<slug:slug>/membres/import/<int:import_id>/abandonner/",
        imports.import_discard,
        name="import_discard",
    ),
    path(
        "c/<slug:slug>/membres/import/<int:import_id>/resultat/",
        imports.import_done,
        name="import_done",
    ),
    path("c/<slug:slug>/membres/<int:member_id>/", members.member_detail, name="member_detail"),
    path(
        "c/<slug:slug>/membres/<int:member_id>/modifier/", members.member_edit, name="member_edit"
    ),
    path("c/<slug:slug>/membres/<int:member_id>/sortie/", members.member_exit, name="member_exit"),
    path(
        "c/<slug:slug>/membres/<int:member_id>/retour/",
        members.member_return,
        name="member_return",
    ),
    path("c/<slug:slug>/journal/", journal.journal_list, name="journal_list"),
    path("c/<slug:slug>/journal/verifier/", journal.journal_verify, name="journal_verify"),
]

"""The cast itself: the tests lean on what it promises."""

from tests.cast import Cast


def test_each_role_is_held_by_one_person_and_strangers_hold_none(cast: Cast) -> None:
    roles = {
        name: sorted(person.actor.roles_in(cast.organisation))
        for name, person in cast.everyone().items()
    }
    assert roles == {
        "chair": ["chair", "member"],
        "secretary": ["member", "secretary"],
        "administrator": ["administrator"],
        "board_member": ["board_member", "member"],
        "auditor": ["auditor"],
        "member": ["member"],
        "proxy_holder": ["member"],
        "lapsed": [],
        "stranger": [],
        "platform": [],
    }


def test_the_cooperative_has_twelve_members_in_colleges_that_make_one(cast: Cast) -> None:
    assert sum(college.weight for college in cast.organisation.colleges.all()) == 1
    assert cast.organisation.members.filter(exited_on=None).count() == 12


def test_the_cast_signs_in(cast: Cast) -> None:
    assert cast.chair.client.session["_auth_user_id"] == str(cast.chair.user.pk)

"""The frozen model: records that nothing can change, and what a handbook knows of its sections."""

import pytest

from ishoj_cli.content.model import Entry, Handbook, Record, Section, as_module


class Point(Record):
    """A record of two, one of them with a default."""

    x: int
    y: int = 7


def test_a_record_is_made_by_position_or_by_name():
    assert Point(1, 2) == Point(x=1, y=2) == Point(1, y=2)
    assert (Point(1).x, Point(1).y) == (1, 7)


@pytest.mark.parametrize(
    ("values", "named"),
    [((), {}), ((1, 2, 3), {}), ((1,), {"z": 1}), ((1,), {"x": 2}), ((), {"y": 1}), ((1, 2), {"z": 3})],
)
def test_a_record_takes_its_fields_and_no_others(values, named):
    with pytest.raises(TypeError, match="Point"):
        Point(*values, **named)


def test_a_record_cannot_be_changed():
    point = Point(1)
    with pytest.raises(AttributeError, match="frozen"):
        point.x = 2
    with pytest.raises(AttributeError, match="frozen"):
        del point.x
    with pytest.raises(AttributeError, match="frozen"):
        point.z = 3
    assert point == Point(1)


def test_a_changed_copy_leaves_the_record():
    point = Point(1)
    assert point.replace(x=2) == Point(2)
    assert point == Point(1)
    with pytest.raises(TypeError):
        point.replace(z=1)


def test_equal_records_are_one_in_a_set_and_classes_are_kept_apart():
    class Other(Record):
        """A record with the same fields."""

        x: int
        y: int = 7

    assert len({Point(1), Point(1, 7), Point(2)}) == 2
    assert Point(1) != Other(1)
    assert Point(1) != (1, 7)


def test_a_record_shows_its_fields():
    assert repr(Point(1)) == "Point(x=1, y=7)"


def test_the_subsections_of_a_section_come_in_reading_order(odd):
    assert [part.id for part in odd.parts_of(odd.sections[0])] == ["tegn", "ring"]
    assert odd.parts_of(odd.sections[1]) == ()


def test_the_featured_section_is_the_named_one_else_the_first_with_entries(odd):
    assert odd.featured_section().id == "lange-ord"
    assert odd.replace(featured="ring").featured_section().id == "ring"
    assert odd.replace(featured="tomt").featured_section().id == "lange-ord"
    assert odd.replace(sections=odd.sections[:1]).featured_section() is None


def test_the_items_are_sections_and_their_entries(odd):
    assert odd.items()[:4] == (
        ("tomt", "Tomt"),
        ("lange-ord", "Lange ord"),
        ("lange-ord/opslag", "Speciallægepraksisplanlægningsstabiliseringsperiode"),
        ("lange-ord/kort", "Kort"),
    )
    assert len(odd.items()) == len(odd.sections) + sum(len(section.entries) for section in odd.sections)


def test_without_questions_only_the_questions_are_gone(odd):
    bare = odd.without_questions()
    assert {entry.questions for section in bare.sections for entry in section.entries} == {()}
    assert bare.items() == odd.items()
    assert bare.sections[1].entries[0] == odd.sections[1].entries[0].replace(questions=())
    assert bare.without_questions() == bare


def test_without_keywords_only_the_keywords_are_gone(odd):
    bare = odd.without_keywords()
    assert bare.sections[1].entries[0] == odd.sections[1].entries[0].replace(keywords=())
    section = Section("a", "A", keywords=("b",), questions=("c",))
    assert odd.replace(sections=(section,)).without_keywords().sections == (section.replace(keywords=()),)


def test_the_example_of_a_command_is_the_shortest_id_of_the_featured_section(odd):
    section, entry = odd.example()
    assert (section.id, entry.id) == ("lange-ord", "kort")
    assert odd.replace(sections=()).example() is None


def test_a_compiled_handbook_is_the_handbook(odd, real):
    for handbook in (odd, real):
        module: dict = {}
        exec(as_module(handbook), module)  # noqa: S102 - what the build writes
        assert module["HANDBOOK"] == handbook


def test_the_least_that_content_can_be():
    handbook = Handbook("T", "O", "2026-01-01", "S")
    assert (handbook.sections, handbook.items(), handbook.featured_section()) == ((), (), None)
    assert Section("a", "A").kind == "text"
    assert Entry("a", "A").keywords == ()

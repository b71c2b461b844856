import json
from itertools import combinations, pairwise

import pytest

from retro.draw import look, weekly_line
from retro.draw.look import ROLES
from retro.draw.steps import RAMP
from retro.errors import ContentError
from tests.draw.colour import KINDS_OF_SIGHT, contrast, distance
from tests.draw.world import LOOK, THEME, days, line, series, shapes

THEMES = THEME.parent
LOOKS = {path.parent.name: look(path.parent, THEME) for path in THEMES.glob("*/palette.json")}
MODES = {
    f"{theme} {mode}": getattr(found, mode)
    for theme, found in sorted(LOOKS.items())
    for mode in ("light", "dark")
}
WORDS = ("ink", "muted", "core")
"""Text is set in the first two, links in the third."""
FILLS = tuple(role for role in ROLES if role not in ("ink", "muted", "grid", "paper"))
STATES = ("reviewers", "author", "ci", "approved")
CONSTANCY = ("constant", "occasional", "quiet", "partly")
AGAINST = ("reviewers", "rest", "author", "ci")
WAYS = ("opened", "merged", "abandoned", "restored")
NEIGHBOURS = [
    *combinations(STATES, 2),
    *combinations(WAYS, 2),
    *combinations(AGAINST, 2),
    *combinations(CONSTANCY, 2),
    ("core", "others"),
    ("people", "bots"),
    ("created", "uploaded"),
    ("review", "merged"),
    *pairwise(RAMP),
]


@pytest.mark.parametrize("mode", MODES)
def test_a_fill_stands_out_from_the_paper(mode):
    colours = MODES[mode]

    assert [role for role in FILLS if contrast(colours[role], colours["paper"]) < 3] == []


@pytest.mark.parametrize("mode", MODES)
def test_words_can_be_read(mode):
    colours = MODES[mode]

    assert [role for role in WORDS if contrast(colours[role], colours["paper"]) < 4.5] == []


@pytest.mark.parametrize("sight", KINDS_OF_SIGHT)
@pytest.mark.parametrize("mode", MODES)
def test_neighbours_are_told_apart_by_every_eye(mode, sight):
    colours = MODES[mode]
    apart = {(a, b): distance(colours[a], colours[b], sight) for a, b in NEIGHBOURS}

    assert {pair: far for pair, far in apart.items() if far < 10} == {}


@pytest.mark.parametrize("mode", MODES)
def test_each_step_of_the_ramp_stands_out_more_than_the_one_before(mode):
    paper = MODES[mode]["paper"]
    contrasts = [contrast(MODES[mode][role], paper) for role in RAMP]

    assert contrasts == sorted(contrasts)


def palette(folder, **changes):
    folder.mkdir(exist_ok=True)
    (folder / "palette.json").write_text(json.dumps(changes))
    return folder


def test_a_theme_may_change_one_colour_alone(tmp_path):
    theme = palette(tmp_path / "red", light={"review": "#AA0000"})

    assert look(theme, THEME).light == {**LOOK.light, "review": "#aa0000"}
    assert look(theme, THEME).sheet == LOOK.sheet


@pytest.mark.parametrize(
    ("light", "reason"),
    [
        ({"review": "red"}, "is not #rrggbb"),
        ({"review": LOOK.light["ink"]}, "have the same light colour"),
        ({"new": "#aa0000"}, "the dark colour “new” is missing"),
        ({"a;b": "#aa0000"}, "is no role"),
    ],
)
def test_a_palette_that_can_not_work_is_refused(tmp_path, light, reason):
    with pytest.raises(ContentError, match=reason):
        look(palette(tmp_path / "bad", light=light), THEME)


@pytest.mark.parametrize("text", ["{", "[]", '{"light": {"ink": 3}}'])
def test_a_palette_that_can_not_be_read_is_refused(tmp_path, text):
    (tmp_path / "palette.json").write_text(text)

    with pytest.raises(ContentError, match="not a palette"):
        look(tmp_path, THEME)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("figure.dpi: 9", "figure.dpi"),
        ("font.size: large", "font.size"),
        ("axes.grid: False", "axes.grid"),
    ],
)
def test_a_style_that_no_picture_follows_is_refused(tmp_path, line, reason):
    (tmp_path / "charts.mplstyle").write_text(line)

    with pytest.raises(ContentError, match=reason):
        look(tmp_path, THEME)


def test_a_theme_may_dot_its_grid_and_have_an_axis_on_the_left(tmp_path):
    style = "grid.linestyle: :  # dots\naxes.spines.left: True\nytick.major.size: 4\n"
    (tmp_path / "charts.mplstyle").write_text(style)
    shown = look(tmp_path, THEME)
    canvas = weekly_line(series(days(3, 7), line(4, 7, 5)), (), shown)
    (grid,) = (one for one in shapes(canvas) if one.ink.stroke == "grid")
    (axis,) = (one for one in shapes(canvas) if one.ink.cap == "projecting")

    assert grid.ink.dash
    assert len(axis.lines) == 2


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ContentError, match=r"palette\.json"):
        look(tmp_path, tmp_path)


def test_an_unknown_role_is_named():
    with pytest.raises(ContentError, match="“sky”"):
        LOOK.colour("sky")

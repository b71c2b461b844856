"""What pictures of one page have in common is said once."""

from retro.render.shared_looks import shared

HEAD = "<html><head></head><body>"


def test_a_look_is_a_class_and_is_said_once():
    page = shared(
        f'{HEAD}<svg a="1"><path style="fill: x" /><path style="fill: x" /></svg>'
        '<svg a="2"><path style="fill: y" d="M0 0" /></svg>'
    )
    assert page.count('<path class="l1" />') == 2
    assert "<style>\n.l1 { fill: x }\n.l2 { fill: y }\n</style>\n</head>" in page
    assert '<path class="l2" d="M0 0" />' in page


def test_what_no_style_sheet_of_a_page_may_have_is_an_attribute():
    path = '<path style="fill: x; vector-effect: non-scaling-stroke" d="M0 0" />'
    page = shared(f'{HEAD}<svg a="1">{path}</svg>')

    assert '<path vector-effect="non-scaling-stroke" class="l1" d="M0 0" />' in page


def test_a_place_of_words_is_a_class_beside_others_that_overrules_the_style_sheet():
    page = shared(f'{HEAD}<i class="dot" style="top: 1%"></i><i style="top: 1%"></i>')

    assert '<i class="dot k1"></i><i class="k1"></i>' in page
    assert ".k1.k1.k1 { top: 1% }" in page


def test_text_that_reads_like_a_look_makes_no_rule():
    named = ' style="} body { display: none" '
    page = f'{HEAD}<svg a="1"><text x="1">{named}</text><text x="1">{named}</text></svg>'
    assert shared(page) == page


PLOT = "".join(f'<path d="M0 {n}l1 2" class="x"/>' for n in range(9))


def plot(scale, data=PLOT):
    return f'<svg a="1"><g transform="{scale}">{data}</g></svg>'


def test_data_that_two_pictures_show_stand_in_the_first_and_the_other_points_at_them():
    page = shared(f"{HEAD}{plot('scale(2)')}{plot('scale(1)')}")

    assert page.count(PLOT) == 1
    assert f'<g transform="scale(2)"><g id="plot_1">{PLOT}</g></g>' in page
    assert '<svg a="1"><use href="#plot_1" transform="scale(1)"/></svg>' in page


def test_data_of_one_picture_and_data_shorter_than_a_reference_stay():
    one = '<path d="M0 0l1 2"/>'
    page = f"{HEAD}{plot('scale(2)')}{plot('scale(2)', one)}{plot('scale(1)', one)}"

    assert shared(page) == page

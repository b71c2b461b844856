"""What pictures of one page have in common is said once."""

from retro.render.shared_looks import shared

HEAD = "<html><head></head><body>"


def test_a_look_that_comes_twice_is_a_class_and_one_that_comes_once_stays():
    page = shared(
        f'{HEAD}<svg a="1"><path style="fill: x" /><path style="fill: x" /></svg>'
        '<svg a="2"><path style="fill: y" d="M0 0" /></svg>'
    )
    assert page.count('<path class="l1" />') == 2
    assert "<style>\n.l1 { fill: x }\n</style>\n</head>" in page
    assert '<path style="fill: y" d="M0 0" />' in page


def test_what_is_no_picture_keeps_its_looks():
    page = f'{HEAD}<i style="top: 1%"></i><i style="top: 1%"></i>'
    assert shared(page) == page


def test_text_that_reads_like_a_look_makes_no_rule():
    named = ' style="} body { display: none" '
    page = f'{HEAD}<svg a="1"><text x="1">{named}</text><text x="1">{named}</text></svg>'
    assert shared(page) == page

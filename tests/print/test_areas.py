"""What reacts to a finger is wider than what is drawn, and the mark stays within what is drawn."""

import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader, PdfWriter

from kijkraam.print.areas import areas_of

from .reading import EVERY_TYPE, SITE, widgets

SCALE = 8


@pytest.fixture
def form(draw):
    site = draw(SITE + EVERY_TYPE).build()
    assert site.log == []
    return site.root / "site/formulier/mijn-raam/mijn-raam.pdf"


def widths(*rects: tuple[str, list[float]]) -> list[float]:
    """Return how wide the area of each box among these fields can be."""
    pdf = pikepdf.Pdf.new()
    made = [pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name(kind), Rect=rect)) for kind, rect in rects]
    return list(areas_of(made).values())


def test_an_area_is_as_wide_as_there_is_room_for():
    box = ("/Btn", [100, 100, 108, 108])

    assert widths(box) == [14.4]
    assert widths(box, ("/Btn", [110, 100, 118, 108])) == [10, 10]
    assert widths(box, ("/Btn", [101, 112, 109, 120])) == [12, 12]
    assert widths(box, ("/Tx", [80, 110, 300, 140])) == [12]
    assert widths(box, ("/Tx", [80, 106, 300, 140])) == [8], "never narrower than what is drawn"


def test_every_box_and_circle_is_at_least_twelve_points_wide_and_none_lies_over_another_field(form):
    with pikepdf.open(form) as pdf:
        on_pages = [[[float(edge) for edge in w.Rect] for w in widgets(pdf) if page.obj == w.P] for page in pdf.pages]
        boxes = [[float(edge) for edge in w.Rect] for w in widgets(pdf) if "/AP" in w]

    assert len(boxes) == 17
    assert [box for box in boxes if box[2] - box[0] < 12 or box[3] - box[1] < 12] == []
    for rects in on_pages:
        assert [(a, b) for n, a in enumerate(rects) for b in rects[:n] if meet(a, b)] == []


def meet(a: list[float], b: list[float]) -> bool:
    return min(a[2], b[2]) - max(a[0], b[0]) > 0.1 and min(a[3], b[3]) - max(a[1], b[1]) > 0.1


def drawn(data: bytes, page: int, rect: list[float]) -> Image.Image:
    """Return an area of a page as it is drawn, with what is filled in."""
    with pypdfium2.PdfDocument(data) as pdf:
        pdf.init_forms()
        height = pdf[page].get_size()[1]
        whole = pdf[page].render(scale=SCALE, may_draw_forms=True).to_pil().convert("L")
    x1, y1, x2, y2 = rect
    return whole.crop(tuple(round(edge * SCALE) for edge in (x1, height - y2, x2, height - y1)))


def test_a_circle_lies_in_the_middle_of_its_area_and_its_mark_in_the_middle_of_the_circle(form):
    with pikepdf.open(form) as pdf:
        [box] = [w for w in widgets(pdf) if "/AP" in w and "/nu-niet" in w.AP.N]
        page = [p.obj for p in pdf.pages].index(box.P)
        rect = [float(edge) for edge in box.Rect]
    writer = PdfWriter(clone_from=PdfReader(form))
    writer.update_page_form_field_values(writer.pages[page], {"m-1": "/nu-niet"}, auto_regenerate=False)
    filled = io.BytesIO()
    writer.write(filled)

    blank, ticked = drawn(form.read_bytes(), page, rect), drawn(filled.getvalue(), page, rect)

    circle = blank.point(lambda grey: 255 if grey < 128 else 0).getbbox()
    mark = ImageChops.difference(blank, ticked).point(lambda grey: 255 if grey > 128 else 0).getbbox()
    assert blank.width / 2 == pytest.approx((circle[0] + circle[2]) / 2, abs=0.3 * SCALE)
    assert blank.height / 2 == pytest.approx((circle[1] + circle[3]) / 2, abs=0.3 * SCALE)
    assert (mark[0] + mark[2]) / 2 == pytest.approx((circle[0] + circle[2]) / 2, abs=0.3 * SCALE)
    assert (mark[1] + mark[3]) / 2 == pytest.approx((circle[1] + circle[3]) / 2, abs=0.3 * SCALE)
    assert 0.4 < (mark[2] - mark[0]) / (circle[2] - circle[0]) < 0.7

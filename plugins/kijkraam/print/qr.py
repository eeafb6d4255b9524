"""QR codes that lead from paper to the form on a screen."""

SIDE = 17
"""Width and height in millimetres, with the white edge."""
EDGE = 2
"""White dots around the code."""


def qr_code(url: str) -> str:
    """Return a QR code as the address of a picture."""
    import segno  # of the extra `pdf`: a site without files on paper does without

    code = segno.make(url, error="m", micro=False)
    dots = code.symbol_size(border=EDGE)[0]
    return str(code.svg_data_uri(border=EDGE, scale=round(SIDE / dots, 4), unit="mm", nl=False))

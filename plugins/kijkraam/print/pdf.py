"""From a document to the bytes of a PDF file: rendered by WeasyPrint, mended with pikepdf, the same every time."""

import logging
from importlib.resources import as_file, files
from io import BytesIO

import pikepdf
import weasyprint
from weasyprint.text.fonts import FontConfiguration

from kijkraam.print.document import Document
from kijkraam.print.fields import mend_fields
from kijkraam.print.tags import mend_tags

pikepdf.settings.set_flate_compression_level(9)

QUIET = ("weasyprint", "fontTools", "pikepdf")


def make_pdf(document: Document) -> tuple[bytes, int]:
    """Return the PDF file of a document, and the number of its pages."""
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.ERROR)
    with as_file(files(__package__)) as folder:
        rendered = weasyprint.HTML(string=document.html, base_url=f"{folder}/").render(
            font_config=FontConfiguration(), pdf_forms=bool(document.labels), pdf_variant="pdf/ua-1", pdf_tags=True
        )
        made = rendered.write_pdf(pdf_variant="pdf/ua-1", pdf_forms=bool(document.labels), pdf_tags=True)
    with pikepdf.open(BytesIO(made)) as pdf:
        mend_fields(pdf, document.labels)
        mend_tags(pdf)
        pdf.remove_unreferenced_resources()  # such as the font of fields as WeasyPrint embeds it
        for key, value in document.info.items():
            pdf.docinfo[f"/{key}"] = value
        pages = len(pdf.pages)
        written = BytesIO()
        pdf.save(
            written,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            recompress_flate=True,
        )
    return written.getvalue(), pages

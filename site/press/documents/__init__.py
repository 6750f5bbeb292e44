"""Documents that people print, hand out and edit, from one tree of plain data: PDF, ODT, DOCX and PPTX."""

"""What may stand in the dictionaries of a PDF: the keys that ISO 32000-2 defines, without those that tell who, where and when.

A program may write keys of its own beside them, which no reader shows.
"""

from pikepdf import Dictionary, Name, Object, Stream

OF_TRAILER = ("/Root", "/Size")
OF_ROOT = [
    "/Type",
    "/Version",
    "/Extensions",
    "/Pages",
    "/PageLabels",
    "/Names",
    "/Dests",
    "/ViewerPreferences",
    "/PageLayout",
    "/PageMode",
    "/Outlines",
    "/OpenAction",
    "/AA",
    "/URI",
    "/AcroForm",
    "/StructTreeRoot",
    "/MarkInfo",
    "/Lang",
    "/OutputIntents",
    "/OCProperties",
    "/Requirements",
    "/NeedsRendering",
]
OF_NAMES = ("/Dests", "/AP", "/JavaScript", "/Pages", "/Templates", "/AlternatePresentations", "/Renditions")
OF_PAGE = [
    "/Type",
    "/Parent",
    "/Resources",
    "/MediaBox",
    "/CropBox",
    "/BleedBox",
    "/TrimBox",
    "/ArtBox",
    "/BoxColorInfo",
    "/Contents",
    "/Rotate",
    "/Group",
    "/Dur",
    "/Trans",
    "/Annots",
    "/AA",
    "/StructParents",
    "/PZ",
    "/SeparationInfo",
    "/Tabs",
    "/TemplateInstantiated",
    "/PresSteps",
    "/UserUnit",
    "/OutputIntents",
]
OF_PAGES = ("/Type", "/Parent", "/Kids", "/Count", "/Resources", "/MediaBox", "/CropBox", "/Rotate")
OF_STREAM = ("/Type", "/Subtype", "/Length", "/Filter", "/DecodeParms")
OF_IMAGE = [
    "/Width",
    "/Height",
    "/ColorSpace",
    "/BitsPerComponent",
    "/Intent",
    "/ImageMask",
    "/Mask",
    "/Decode",
    "/Interpolate",
    "/Alternates",
    "/SMask",
    "/SMaskInData",
    "/Matte",
    "/StructParent",
    "/OC",
]
OF_FORM = ["/FormType", "/BBox", "/Matrix", "/Resources", "/Group", "/StructParent", "/StructParents", "/OC"]
OF_FONT = [
    "/Type",
    "/Subtype",
    "/Name",
    "/BaseFont",
    "/FirstChar",
    "/LastChar",
    "/Widths",
    "/FontDescriptor",
    "/Encoding",
    "/ToUnicode",
    "/DescendantFonts",
    "/CIDSystemInfo",
    "/DW",
    "/W",
    "/DW2",
    "/W2",
    "/CIDToGIDMap",
    "/FontBBox",
    "/FontMatrix",
    "/CharProcs",
    "/Resources",
]
OF_DESCRIPTOR = [
    "/Type",
    "/FontName",
    "/FontFamily",
    "/FontStretch",
    "/FontWeight",
    "/Flags",
    "/FontBBox",
    "/ItalicAngle",
    "/Ascent",
    "/Descent",
    "/Leading",
    "/CapHeight",
    "/XHeight",
    "/StemV",
    "/StemH",
    "/AvgWidth",
    "/MaxWidth",
    "/MissingWidth",
    "/FontFile",
    "/FontFile2",
    "/FontFile3",
    "/CharSet",
    "/Style",
    "/Lang",
    "/FD",
    "/CIDSet",
]
OF_KINDS = {
    "/Page": OF_PAGE,
    "/Pages": OF_PAGES,
    "/Catalog": OF_ROOT,
    "/Font": OF_FONT,
    "/FontDescriptor": OF_DESCRIPTOR,
}
OF_STREAMS = {"/Image": [*OF_STREAM, *OF_IMAGE], "/Form": [*OF_STREAM, *OF_FORM]}


def known_keys(one: Object) -> list[str] | tuple[str, ...] | None:
    """Those that may stand in this one; None where it is of no kind of which that is said."""
    if isinstance(one, Stream):
        return OF_STREAMS.get(str(one.get("/Subtype")))
    return OF_KINDS.get(str(one.get("/Type"))) if isinstance(one.get("/Type"), Name) else None


def keep(one: Dictionary | Stream, keys: list[str] | tuple[str, ...]) -> None:
    for key in [key for key in one.keys() if key not in keys]:  # noqa: SIM118 - it is no mapping
        del one[key]

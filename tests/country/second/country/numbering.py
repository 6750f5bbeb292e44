import re

HOME, CALLING_CODE = "IS", 354
OVERSEAS: tuple[str, ...] = ()
NATIONAL = {HOME}
SHORT = (3,)
FICTION = re.compile("555 ....")

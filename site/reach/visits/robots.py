"""Robots by what they call themselves: the list of crawler-user-agents, and what is not in it.

Every browser has begun its name with "Mozilla/" since 1994, but for Opera, for phones of before 2010 and for those that show text
alone; those of apps do, too. Health checks, libraries and fetchers of previews mostly do not, and those that do say what they are.
"""

import re

from crawleruseragents import is_crawler

LONGEST = 400  # characters of a user agent that are looked at

BROWSER = re.compile(
    r"Mozilla/\d|Opera/\d|UCWEB|JUC ?\(|(?:Lynx|w3m|E?Links|Dillo|NetSurf)\b"
    r"|(?:Nokia|SAMSUNG|SEC-|SonyEricsson|BlackBerry|LG[-/E]|MOT-|SIE-|SAGEM|ALCATEL|ZTE|HUAWEI|HTC|Palm|PHILIPS|Doris|Vodafone/)",
    re.IGNORECASE,
)
FOR_PHONES = re.compile(r"MIDP-|CLDC-|UP\.Browser|Obigo|Opera Mini|NetFront|Teleca|WAP1", re.IGNORECASE)
IN_APPS = re.compile(r"(?<=[ ])(?:Viber|Line|WhatsApp|Snapchat|Pinterest)/[\d.]+")  # their browsers, not their previews
SAYS_SO = re.compile(
    r"ms-?office|microsoft (?:outlook|office|url|bits)|outlook-|skypeuripreview"
    r"|(?:url|link)[ _-]?preview|preview/|previewer|scrap/"
    r"|powershell|winhttp|indy library|cfnetwork|okhttp|dalvik/|httpclient|http-client|libwww-perl|java/\d|python|ruby|php/|curl|wget"
    r"|health[ _-]?(?:check|probe)|healthchecker|monitor(?:ing)?[ /;)]|uptime|probe/|pingdom|statuscake|site24x7|synthetics"
    r"|thunderbird|newsblur|feedly|rss reader|proofpoint|mimecast|barracuda|safelinks|urldefense|ironport"
    r"|headless|phantomjs|selenium|webdriver|puppeteer|playwright|lighthouse|cypress/|nuclei|nmap|sqlmap|nikto|zgrab|nessus"
    r"|compatible; ?[\w .-]*(?:bot|crawl|spider|fetch|check|scan|archiv)",
    re.IGNORECASE,
)


def names_itself(user_agent: str) -> bool:
    """Whether a user agent says that nobody looks; whoever gives no name is one that does not."""
    name = user_agent[:LONGEST].strip()
    if not name or not (BROWSER.match(name) or FOR_PHONES.search(name)):
        return True
    return bool(SAYS_SO.search(name)) or is_crawler(IN_APPS.sub("", name))

"""Line drawings of our own, one for each subject: the path of an SVG of 24 by 24, drawn with round strokes.

They never stand alone: the word is beside them, for whoever does not know the drawing, cannot see it or does not load it.
"""

from campaigns.outreach.models.rights import ANOTHER_PAGE, Topic

DRAWINGS = {
    Topic.EMERGENCY: "M12 3.5 22 20.5H2ZM12 10v5M12 17.8v.2",
    Topic.HEALTH: "M9 3h6v6h6v6h-6v6H9v-6H3V9h6Z",
    Topic.PAPERS: "M2.5 5h19v14h-19ZM8 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM5 16a3 3 0 0 1 6 0M14 9.5h4.5M14 14h4.5",
    Topic.LEAVING: "M13 3.5H4.5v17H13M9.5 12h12M17.5 8l4 4-4 4",
    Topic.HOUSING: "M2.5 11.5 12 3.5l9.5 8M5 9.5v11h14v-11M9.5 20.5V14h5v6.5",
    Topic.MONEY: "M12 21.5a9.5 9.5 0 1 0 0-19 9.5 9.5 0 0 0 0 19ZM16 8.3a5 5 0 1 0 0 7.4M6.8 10.8h6.4M6.8 13.2h6.4",
    Topic.CHILDREN: "M8 8.5A2.75 2.75 0 1 0 8 3a2.75 2.75 0 0 0 0 5.5ZM3.5 21v-5a4.5 4.5 0 0 1 9 0v5M17.5 14.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM14.5 21v-.5a3 3 0 0 1 6 0v.5",
    Topic.JUSTICE: "M12 3v18M7 21h10M4 6.5h16M6 6.5 3 14a3.1 3.1 0 0 0 6 0ZM18 6.5 15 14a3.1 3.1 0 0 0 6 0Z",
    Topic.MINOR: "M5.5 21V11a6.5 6.5 0 0 1 13 0v10ZM9 4.9a3 3 0 0 1 6 0M9 21v-6h6v6M9.5 10.5h5",
    Topic.BROWSING: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM4 20 20 4",
    ANOTHER_PAGE: "M12 21.5s7-6.6 7-11.5a7 7 0 0 0-14 0c0 4.9 7 11.5 7 11.5ZM12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
}

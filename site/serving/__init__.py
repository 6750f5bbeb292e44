"""From the socket to the byte: ready pages, files, desks, whom to believe, what a process counts. It knows no page of ours."""

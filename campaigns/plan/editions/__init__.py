"""Local editions: a partner's logo and the help near it on a campaign's sheets, asked for on its page and approved by the team."""

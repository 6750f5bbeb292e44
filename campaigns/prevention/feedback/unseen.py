"""Which tables no public page shows that the page cache keeps."""

from serving.page_cache import unseen

unseen("feedback_")

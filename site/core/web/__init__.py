"""The web around a page: middleware, errors, forms without a cookie."""

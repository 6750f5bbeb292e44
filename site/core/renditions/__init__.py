"""Pictures in the sizes and formats that visitors get: made in the background, shown where they are; see docs/adr/0019-renditions.md."""

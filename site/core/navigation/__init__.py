"""Which page an address means, what stands around it, and where it may lead."""

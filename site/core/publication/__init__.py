"""What the public may see: signed off, ready, visible, withdrawn, erased."""

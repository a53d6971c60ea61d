"""What the addresses of reviewing answer."""

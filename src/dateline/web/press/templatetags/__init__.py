"""Tags that the templates of the press load."""

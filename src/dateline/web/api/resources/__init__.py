"""Resources: what the API answers to, each told once for who asks and for the description."""

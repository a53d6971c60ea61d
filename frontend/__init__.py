"""What pages of Dateline have from npm: taken as package-lock.json pins it, without Node, and made ready.

python -m frontend.fetch    # fetches, verifies, and writes what pages need to web/press/static/packages/
"""

"""The site: settings, addresses, accounts and the frame that every page stands in."""

"""The newsroom on the web: archive, desk, press, discussion, funding. Empty until briefings are published."""

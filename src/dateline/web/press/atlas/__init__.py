"""Atlas: the map, the time line and the list of all published incidents."""

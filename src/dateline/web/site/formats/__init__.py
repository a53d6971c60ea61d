"""How languages write days, where Django's own forms are not those of newspapers."""

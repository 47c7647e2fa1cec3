"""The yard: own lints, contracts and makers; nothing in here ships."""

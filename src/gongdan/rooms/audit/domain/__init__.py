"""What audit decides: into which stream a deed goes, and how a day of deeds folds."""

"""What can be wrong with the database, in words for the person who starts the house."""


class DatabaseError(Exception):
    """The database cannot be used as it is; the message says what happened and what to do."""


class MigrationError(DatabaseError):
    """A migration file was refused or failed; the message names it."""


class RolesError(DatabaseError):
    """The database roles are missing or unfit, and this user may not mend that."""

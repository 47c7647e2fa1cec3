"""Work orders: the thing somebody asks for and somebody else must do."""

"""What is read of the orders: the list, one order, its timeline."""

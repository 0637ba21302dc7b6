"""What is to be played: the order, and the plan that comes of it and of chance."""

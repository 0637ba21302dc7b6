"""What is known of one application, in few queries however many indicators it has."""

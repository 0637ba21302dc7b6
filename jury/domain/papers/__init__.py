"""What each printed paper of the centre says, as plain data, always in Indonesian."""

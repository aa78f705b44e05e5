"""What is known of the words that reports are made of: validated YAML and look-ups on it."""

"""What a person has put right, applied to what was extracted."""

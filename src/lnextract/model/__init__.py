"""The types of the contract and those that cross from one stage to the next. No I/O."""

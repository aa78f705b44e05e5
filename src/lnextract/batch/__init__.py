"""Many inputs to report files and a manifest. One bad input costs itself only."""

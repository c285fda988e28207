"""Looking back, and refining: reviews, markers, radar and coach."""

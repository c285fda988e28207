"""Looking back: reviews, markers, radar and coach."""

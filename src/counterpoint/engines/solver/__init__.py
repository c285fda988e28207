"""The week by compiled local search, and its judge. Data, kernels and result are apart; the domain knows none of them."""

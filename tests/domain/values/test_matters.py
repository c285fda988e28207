from counterpoint.domain.values import rank_weight


def test_a_value_further_up_weighs_more_and_none_weighs_least() -> None:
    weights = [rank_weight(rank) for rank in range(1, 6)]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] == 1.0
    assert rank_weight(9) == weights[-1] > rank_weight(None)

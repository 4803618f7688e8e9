"""The parts of `xgy quota --people`: counts into 嘎查村, and the sheets and words that tell of them."""

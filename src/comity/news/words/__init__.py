"""Words and their forms: tokens, word lists, classes, patterns of many words."""

"""What is done, by whom, when, how surely: the events of a document."""

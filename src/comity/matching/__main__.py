"""`python -m comity.matching`: compile the scorer for this machine, which is done once."""

from comity.matching import Index, Listed, Query

if __name__ == "__main__":
    index = Index.build([Listed(subject="s", names=(("Khorasan Industries", "strong"),))])
    index.search(Query(name="Khurasan Industries"))

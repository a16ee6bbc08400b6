"""Many articles: analysed by several processes or a cluster, kept as Parquet, read as one set of tables.

The files, in the order in which an article passes through:

- reading.py: which articles does an input hold, and which of its rows are none?
- analyzing.py: what do some of the articles say? What every worker does
- engines.py: who does the work: this process, several of this machine, or a Dask cluster?
- schemas.py: which columns do the results have, and how are they written as Parquet?
- storing.py: how are results kept so that a run which is killed leaves nothing half written?
- manifest.py: what made these results, and may another run go on with them?
- progress.py: how far is a run?
- duplicates.py: which articles repeat the text of an earlier one?
- running.py: how does all of this make a run that can end at any moment and go on later?
- results.py: what do the results say? Tables of a folder
"""

from sahel_analysis.corpus.results import Corpus, read
from sahel_analysis.corpus.running import analyze_corpus

__all__ = ["Corpus", "analyze_corpus", "read"]

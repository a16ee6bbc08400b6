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
- incidents.py: which events of many articles are one incident, and what do the reports say of it?
- voices.py: who is heard, in which outlet?
- drawing.py: how do incidents lie in time and on the map, and who is heard? Figures
- exports.py: how do incidents look in the columns of ACLED and UCDP GED?
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

_HOME = {
    "Corpus": "results",
    "Incidents": "incidents",
    "analyze_corpus": "running",
    "count_voices": "voices",
    "find_incidents": "incidents",
    "plot_map": "drawing",
    "plot_timeline": "drawing",
    "plot_voices": "drawing",
    "read": "results",
    "to_acled": "exports",
    "to_ucdp": "exports",
    "write_csv": "exports",
}

__all__ = [
    "Corpus",
    "Incidents",
    "analyze_corpus",
    "count_voices",
    "find_incidents",
    "plot_map",
    "plot_timeline",
    "plot_voices",
    "read",
    "to_acled",
    "to_ucdp",
    "write_csv",
]

if TYPE_CHECKING:
    from sahel_analysis.corpus.drawing import plot_map, plot_timeline, plot_voices
    from sahel_analysis.corpus.exports import to_acled, to_ucdp, write_csv
    from sahel_analysis.corpus.incidents import Incidents, find_incidents
    from sahel_analysis.corpus.results import Corpus, read
    from sahel_analysis.corpus.running import analyze_corpus
    from sahel_analysis.corpus.voices import count_voices


def __getattr__(name: str) -> Any:
    """Loads what is asked for: a process that only analyses needs no figures."""
    if name in _HOME:
        return getattr(import_module(f"sahel_analysis.corpus.{_HOME[name]}"), name)
    raise AttributeError(f"module 'sahel_analysis.corpus' has no attribute {name!r}")

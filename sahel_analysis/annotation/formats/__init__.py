"""Annotation that other tools made, and for other tools: read and written with offsets checked both ways.

The files:

- offsets.py: which character does a tool mean, and do its words stand there?
- labels.py: what are a tool's labels called here?
- own.py: how is an annotation saved and loaded here?
- brat.py: how does brat write marks (standoff, .ann beside .txt)?
- webanno.py: how do WebAnno and INCEpTION (TSV 3)?
- label_studio.py: how does Label Studio (JSON)?
- doccano.py: how does doccano (JSONL)?
- folder.py: which annotators' files lie in a folder, whatever their format?
"""

from sahel_analysis.annotation.formats.brat import read_brat, write_brat
from sahel_analysis.annotation.formats.doccano import read_doccano, write_doccano
from sahel_analysis.annotation.formats.folder import load_annotators, read_annotators
from sahel_analysis.annotation.formats.label_studio import read_label_studio, write_label_studio
from sahel_analysis.annotation.formats.own import load_annotation, save_annotation
from sahel_analysis.annotation.formats.webanno import read_webanno, write_webanno

__all__ = [
    "load_annotation",
    "load_annotators",
    "read_annotators",
    "read_brat",
    "read_doccano",
    "read_label_studio",
    "read_webanno",
    "save_annotation",
    "write_brat",
    "write_doccano",
    "write_label_studio",
    "write_webanno",
]

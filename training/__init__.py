"""How the embedded pipeline `en_sahel_news` is made: `python -m training CORPORA OUT`."""

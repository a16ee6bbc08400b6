"""Time expressions, room by room: `values` (what TIMEX3 values mean), `words` (which words of a text
speak of time), `grammar` (which of them make an expression), `resolution` (what it points to).
"""

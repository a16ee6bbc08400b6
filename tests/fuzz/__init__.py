"""Whatever comes in, no error but the package's own, no hang, and rows that hold together.

`properties.py` holds one property per reader and layer; the tests run each a few times, and

    make fuzz                                    # 100,000 inputs
    make fuzz INPUTS=5000
    make fuzz ARGS="--minutes 10 --seed 7"       # as many as ten minutes hold
    make fuzz ARGS="--only analysis,trees"

many times. Hypothesis reduces what fails to a small input and prints it. `python -m tests.fuzz.guided NAME`
lets atheris look for inputs that reach new lines.
"""

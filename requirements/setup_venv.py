"""Make .venv from a lock file. Run by the Makefile with the system's Python, so it must parse on any Python 3."""

import subprocess
import sys
from pathlib import Path

MINIMUM = (3, 11)
PIP = (".venv/bin/python", "-m", "pip", "--quiet", "--disable-pip-version-check", "install", "--no-deps")


def stop(sentence: str) -> None:
    """End with one clear sentence."""
    sys.exit("ip-adapter: " + sentence)


def dotted(version: tuple) -> str:
    """`3.11`."""
    return ".".join(map(str, version[:2]))


def main(lock: str) -> None:
    """Install the locked packages and the project itself (editable) into .venv."""
    if sys.version_info < MINIMUM:
        wanted = dotted(MINIMUM)
        stop(
            "Python " + wanted + " or newer is needed, this is " + dotted(sys.version_info) + "; "
            "try: make PYTHON=python" + wanted + " …"
        )
    if not Path(".venv/bin/python").exists():
        try:
            import ensurepip  # noqa: F401, PLC0415 - Debian splits it from Python: then venv cannot work
            import venv  # noqa: PLC0415 - only to be had where ensurepip is
        except ImportError:
            stop("the Python module venv is missing; on Debian and Ubuntu: apt-get install python3-venv")
        print("making .venv …", flush=True)
        venv.create(".venv", with_pip=True, clear=Path(".venv").exists())
    print("installing from " + lock + " …", flush=True)
    for step in (["--require-hashes", "-r", lock], ["--no-build-isolation", "--editable", "."]):
        if subprocess.call([*PIP, *step]) != 0:
            stop("the installation failed, see the lines above; `make clean` and try again")


main(sys.argv[1])

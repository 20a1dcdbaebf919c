"""`ip-adapter to-fhir`: a message, or a folder of them, as FHIR."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from adapter.edges.terminal import files
from adapter.edges.terminal.console import Exit, StopError
from adapter.edges.terminal.told import count, tell
from mappings import fhir, message
from mappings.outcome import Found, outcome
from mappings.result import Refusal

if TYPE_CHECKING:
    from argparse import Namespace

    from adapter.edges.terminal.console import Console
    from mappings.outcome import Lang


class Answer(NamedTuple):
    """What a message became: its Bundle in JSON, None where it is refused, and what was found in it."""

    bundle: bytes | None
    found: Found

    def outcome(self, lang: Lang) -> bytes:
        """What was found, as OperationOutcome in JSON."""
        return fhir.encode(outcome(self.found, lang=lang)) + b"\n"


def convert(data: bytes, base: str, document: str = "") -> Answer:
    """A message's bytes to a Bundle's bytes."""
    try:
        mapped = message.to_fhir(data, base=base)
    except Refusal as refusal:
        return Answer(None, Found(refusal.issues, document=document))
    return Answer(fhir.encode(mapped.value) + b"\n", Found(mapped.issues, mapped.leftovers, document))


def run(options: Namespace, console: Console) -> Exit:
    """One message or a folder of messages."""
    if files.is_folder(options.message):
        return _folder(options, console)
    answer = convert(files.read(options.message, console), options.base)
    if options.outcome is not None:
        files.write(Path(options.outcome), answer.outcome(options.lang))
    if answer.bundle is None:
        console.answer(answer.outcome(options.lang))
        tell(console, answer.found, options.lang)
        return Exit.REFUSED
    if options.output is None:
        console.answer(answer.bundle)
    else:
        files.write(Path(options.output), answer.bundle)
    if console.watched:
        console.say(_summary(answer.found, len(answer.bundle)))
    return Exit.DONE


def _summary(found: Found, size: int) -> str:
    what = f"{size} bytes of FHIR, {count(len(found.listed), 'remark')}"
    return f"{what} (--outcome FILE lists them)" if found.listed else what


def _folder(options: Namespace, console: Console) -> Exit:
    """A file of FHIR for each message, at the same place below the folder of answers."""
    if options.output is None:
        raise StopError("for a folder of messages -o FOLDER is needed", Exit.USAGE)
    source, target = Path(options.message), Path(options.output)
    messages = files.inside(source, [".xml"])
    outcomes = Path(options.outcome) if options.outcome is not None else None
    refused = 0
    for path in console.steps(messages, len(messages), "to-fhir"):
        below = path.relative_to(source)
        answer = convert(files.read(path, console), options.base, files.shown(below))
        if answer.bundle is None:
            refused += 1
            _put(target, below, ".refused.json", answer.outcome(options.lang))
            tell(console, answer.found, options.lang)
        else:
            _put(target, below, ".json", answer.bundle)
        if outcomes is not None:
            _put(outcomes, below, ".outcome.json", answer.outcome(options.lang))
    console.say(
        f"{count(len(messages), 'message')}: {len(messages) - refused} became FHIR in {files.shown(target)}, "
        f"{refused} refused"
    )
    return Exit.REFUSED if refused else Exit.DONE


def _put(target: Path, below: Path, ending: str, data: bytes) -> None:
    """`a/b.xml` becomes `a/b.xml.json`: two messages never share a file."""
    files.folder((target / below).parent)
    files.write(target / below.with_name(below.name + ending), data)

"""What is printed arrives whole, or the exit status says so; what nobody hears ends no work."""

import errno
import os
import signal
import subprocess
import sys
from functools import partial
from io import StringIO
from pathlib import Path
from socket import socket

import pytest

from retro.cli import main
from retro.progress import Progress
from tests.places import places

RETRO = (sys.executable, "-m", "retro")
FULL = Path("/dev/full")
BUFFERED = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}


def ran(*words, env=BUFFERED, shut=(), **more):
    """Run a command with some of its streams shut, or led elsewhere."""
    return subprocess.run(
        [*RETRO, *words],
        check=False,
        env=env,
        text=True,
        stdin=subprocess.DEVNULL,
        preexec_fn=lambda: [os.close(number) for number in shut],
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | more,
    )


@pytest.mark.parametrize("env", [BUFFERED, BUFFERED | {"PYTHONUNBUFFERED": "1"}])
def test_what_could_not_be_printed_is_an_error_and_no_success(env):
    with FULL.open("w") as full:
        ended = ran("cycles", env=env, stdout=full)

    assert ended.returncode == 2
    assert ended.stderr.startswith("retro: standard output: No space left on device\n")
    assert "Traceback" not in ended.stderr


def test_help_that_could_not_be_printed_is_none():
    with FULL.open("w") as full:
        ended = ran("build", "--help", stdout=full)

    assert ended.returncode == 2
    assert ended.stderr == "retro: standard output: No space left on device\n"


def test_output_that_is_closed_is_an_error():
    ended = ran("cycles", shut=(1,))

    assert ended.returncode == 2
    assert "retro: standard output: it is closed" in ended.stderr


def test_whoever_reads_no_further_has_had_enough():
    ours, theirs = os.pipe()
    os.close(ours)
    ended = ran("cycles", stdout=theirs)
    os.close(theirs)

    assert (ended.returncode, ended.stderr) == (0, "")


def deaf(how):
    """Return a stream that takes nothing."""
    if how == "full":
        return os.open(FULL, os.O_WRONLY)
    ours, theirs = os.pipe()
    os.close(ours)
    return theirs


@pytest.mark.usefixtures("no_pictures")
@pytest.mark.parametrize("how", ["full", "unread"])
def test_a_build_that_nobody_hears_is_made_whole(home, how):
    stream = deaf(how)
    with os.fdopen(stream, "w") as said:
        words = ["build", "--cycle=dusk", "--jobs=1", *places("build", home)]
        child = os.fork()
        if child == 0:
            os.dup2(said.fileno(), 2)
            sys.stderr = os.fdopen(2, "w", buffering=1, closefd=False)
            os._exit(main(words))
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    assert ended == 0
    assert (home / "output/lantern/dusk/index.html").exists()


@pytest.mark.parametrize("how", ["full", "unread"])
def test_an_error_that_nobody_can_be_told_is_a_status_all_the_same(tmp_path, how):
    stream = deaf(how)
    ended = ran("facts", "--cycle=dusk", f"--content={tmp_path}", stderr=stream)
    os.close(stream)

    assert ended.returncode == 2


def test_no_file_takes_the_number_of_a_stream_that_is_closed(tmp_path):
    ended = ran("facts", "--cycle=dusk", f"--content={tmp_path}", shut=(0, 1, 2))

    assert ended.returncode == 2


def test_progress_says_no_more_to_a_stream_that_takes_no_more():
    class Full(StringIO):
        tries = 0

        def write(self, _):
            self.tries += 1
            raise OSError(errno.ENOSPC, "No space left on device")

    stream = Full()
    progress = Progress(stream, quiet=False, verbose=True)
    for line in ("one", "two"):
        progress.say(line)
        progress.end()

    assert stream.tries == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_command_that_is_told_to_end_says_that_it_stopped(tmp_path, number):
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ("serve", f"--content={tmp_path}", f"--output={tmp_path}/out", f"--port={port}")
    # whoever runs the tests by nohup ignores a signal, and so would all that they begin
    heard = partial(signal.signal, number, signal.SIG_DFL)
    with subprocess.Popen(
        [*RETRO, *words], stderr=subprocess.PIPE, text=True, preexec_fn=heard
    ) as server:
        for line in server.stderr:
            if "http" in line:
                break
        server.send_signal(number)
        try:
            _, rest = server.communicate(timeout=60)
        finally:
            server.kill()

    assert (server.returncode, rest) == (130, "retro: stopped\n")

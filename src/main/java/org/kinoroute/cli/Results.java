package org.kinoroute.cli;

import java.nio.file.Path;

/** The files of a finished video, and how long it lasts. */
record Results(Path video, Path thumbnail, Path srt, Path vtt, Path script, double seconds) {}

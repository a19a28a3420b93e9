package org.kinoroute.visual;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares boards of each kind with {@linkplain Golden pictures that a person has looked at}. */
class GoldenBoardTest {

    static Stream<String> names() {
        return SampleBoards.ALL.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void wideBoardsLookAsTheyDid(String name) throws IOException {
        Golden.compare(SampleBoards.draw(name, "midnight", 640, 360, null).whole(), "board/" + name + "-wide.png");
    }

    @ParameterizedTest
    @MethodSource("names")
    void tallBoardsUnderCaptionsLookAsTheyDid(String name) throws IOException {
        Golden.compare(SampleBoards.draw(name, "paper", 360, 640, "bold").whole(), "board/" + name + "-tall.png");
    }
}

package org.kinoroute.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.video.Composition;
import org.kinoroute.video.Timeline;
import org.kinoroute.video.Timeline.Cue;
import org.kinoroute.video.WordTime;

class CaptionFilesTest {

    @TempDir
    Path folder;

    @Test
    void aShortSceneIsOneCaption() throws Exception {
        List<String> files = write(cue("Ana", "Olá, tudo bem?", 48_000, 96_000));
        assertThat(files.get(0)).isEqualTo("1\n00:00:01,000 --> 00:00:03,000\nOlá, tudo bem?\n\n");
        assertThat(files.get(1)).isEqualTo("WEBVTT\n\n00:00:01.000 --> 00:00:03.000\n<v Ana>Olá, tudo bem?\n");
    }

    @Test
    void aLongSceneIsSplitBetweenWordsAtTheirTimes() throws Exception {
        String text = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
                + "sixteen seventeen eighteen nineteen twenty";
        String srt = write(cue("Ana", text, 0, 48_000 * 20)).get(0);
        String[] blocks = srt.split("\n\n");
        assertThat(blocks).hasSize(2);
        for (String block : blocks) {
            String[] lines = block.split("\n");
            assertThat(lines.length - 2).isLessThanOrEqualTo(2);
            assertThat(Arrays.stream(lines).skip(2)).allMatch(line -> line.length() <= 42);
        }
        // Each word lasts a second: the second caption begins when its first word is said.
        int first =
                Arrays.asList(text.split(" ")).indexOf(blocks[1].split("\n")[2].split(" ")[0]);
        assertThat(first).isBetween(12, 18);
        assertThat(blocks[1]).contains("00:00:" + first + ",000 --> 00:00:20,000");
    }

    @Test
    void hostileTextStaysText() throws Exception {
        List<String> files = write(cue(
                "<b>&\nEve",
                "a\n\n2\n00:00:00,000 --> 00:00:09,000\n<script>alert(1)</script> {\\an8} &amp;",
                48_000,
                96_000));
        String srt = files.get(0);
        assertThat(srt.split("\n\n")).hasSize(1);
        assertThat(srt.indexOf("-->")).isEqualTo(srt.lastIndexOf("-->"));
        assertThat(srt).doesNotContain("<script").doesNotContain("{\\");
        String vtt = files.get(1);
        assertThat(vtt).contains("<v &lt;b&gt;&amp; Eve>").contains("--&gt;").contains("&amp;amp;");
        assertThat(vtt.split("\n\n")).hasSize(2);
        assertThat(vtt.indexOf("-->")).isEqualTo(vtt.lastIndexOf("-->"));
    }

    @Test
    void oneEndlessWordIsBrokenAndOtherWordsSpokenThanShownShareTheTime() throws Exception {
        Cue spoken = cue("Ana", "x", 0, 480_000);
        Cue cue = new Cue(0, 0, 480_000, 0, "Ana", "😀".repeat(100), null, spoken.words());
        String srt = write(cue).get(0);
        assertThat(srt)
                .contains("😀".repeat(42) + "\n" + "😀".repeat(42) + "\n\n")
                .contains("00:00:08,400");
    }

    private static Cue cue(String name, String text, long start, long voice) {
        String[] parts = text.strip().split("\\s+");
        List<WordTime> words = new ArrayList<>();
        double length = voice / 48_000.0 / parts.length;
        for (int i = 0; i < parts.length; i++) {
            words.add(new WordTime(parts[i], i * length, (i + 1) * length));
        }
        return new Cue(0, start, voice, 0, name, text, "voice.wav", words);
    }

    private List<String> write(Cue cue) throws Exception {
        Timeline timeline = new Timeline(48_000, List.of(cue), cue.start() + cue.voice());
        Path srt = folder.resolve("a.srt");
        Path vtt = folder.resolve("a.vtt");
        new CaptionFiles().write(new Composition("T", "pt-br", null, timeline, null, null), srt, vtt);
        return List.of(Files.readString(srt), Files.readString(vtt));
    }
}

package org.kinoroute.bench;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.kinoroute.compose.Backgrounds;
import org.kinoroute.compose.ComposeProperties;
import org.kinoroute.compose.Joiner;
import org.kinoroute.compose.Progress;
import org.kinoroute.compose.SegmentEncoder;
import org.kinoroute.compose.SegmentPlan;
import org.kinoroute.compose.SoundTrack;
import org.kinoroute.store.FolderStore;
import org.kinoroute.video.Composition;
import org.kinoroute.video.Timeline.Cue;

/**
 * Times a whole composition (pictures, sound, join) against the {@code ffmpeg} program that is given finished pictures of
 * the panel and finished sound. Arguments: {@code moving} or {@code still}; folder for work; runs.
 */
public final class ComposeBench {

    private final Path folder;
    private final boolean moving;
    private final BenchChat chat;
    private final ComposeProperties properties = ComposeProperties.defaults();
    private Path raw;
    private Path sound;
    private Path kept;
    private Composition composition;

    private ComposeBench(Path folder, boolean moving) {
        this.folder = folder;
        this.moving = moving;
        chat = new BenchChat(moving);
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        int runs = Integer.parseInt(arguments[2]);
        new ComposeBench(folder, arguments[0].equals("moving")).run(runs);
    }

    private void run(int runs) throws Exception {
        Files.createDirectories(folder);
        prepare();
        List<String> names = moving
                ? List.of(
                        "ffmpeg",
                        "kinoroute, background cached",
                        "kinoroute, background normalised too",
                        "kinoroute, background cached, motion on")
                : List.of("ffmpeg, loop filter", "ffmpeg, concat demuxer", "kinoroute");
        double[][] seconds = new double[names.size()][runs];
        double[][] cpus = new double[names.size()][runs];
        for (int run = -1; run < runs; run++) {
            for (int way = 0; way < names.size(); way++) {
                // Kinoroute finds the sheets and the raw background in its store; "cached" also the normalised one.
                Path store = moving && way != 2 ? kept : store();
                double cpuBefore = cpuSeconds();
                long start = System.nanoTime();
                Path out = moving ? moving(way, store) : still(way, store);
                double took = (System.nanoTime() - start) / 1e9;
                double cpu = cpuSeconds() - cpuBefore;
                // The first round warms up disk and JIT, for a service is not started anew for each video.
                if (run >= 0) {
                    seconds[way][run] = took;
                    cpus[way][run] = cpu;
                }
                System.out.printf(
                        Locale.ROOT,
                        "%2d  %-40s %6.2f s  %6.2f s CPU  %5.1f MB%n",
                        run,
                        names.get(way),
                        took,
                        cpu,
                        Files.size(out) / 1e6);
            }
        }
        report("wall time", names, seconds);
        report("CPU time, which others on the machine disturb less", names, cpus);
    }

    private void report(String what, List<String> names, double[][] seconds) {
        System.out.println("\n" + what);
        for (int way = 0; way < names.size(); way++) {
            double[] ratios = new double[seconds[way].length];
            for (int run = 0; run < ratios.length; run++) {
                ratios[run] = seconds[way][run] / seconds[0][run];
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-40s median %6.2f s   ratio %.2f%n",
                    names.get(way),
                    median(seconds[way]),
                    median(ratios));
        }
    }

    /** Of this process and of the programs it has run. */
    private static double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = 0;
        for (int i = 11; i <= 14; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks / 100.0;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private void prepare() throws IOException, InterruptedException {
        raw = folder.resolve("raw.mp4");
        if (moving && !Files.exists(raw)) {
            // A loop of 10 s in the shape that stock videos come in.
            ffmpeg("-f lavfi -i gradients=s=1920x1080:r=30:d=10:n=5:speed=0.02:seed=4 -f lavfi"
                    + " -i mandelbrot=s=1920x1080:r=30:end_scale=0.02 -filter_complex"
                    + " [1]format=gbrp,hue=s=0.4[m];[0][m]blend=all_mode=softlight:shortest=1,format=yuv420p -t 10"
                    + " -c:v libx264 -preset medium -crf 20 " + raw);
        }
        List<BufferedImage> panels = chat.panels();
        kept = store();
        StringBuilder list = new StringBuilder("ffconcat version 1.0\n");
        long from = 0;
        for (int i = 0; i <= BenchChat.MESSAGES; i++) {
            Files.write(folder.resolve("panel" + i + ".png"), BenchChat.png(panels.get(i)));
            List<Cue> cues = composition.timeline().cues();
            long to = i < BenchChat.MESSAGES
                    ? cues.get(i).start()
                    : composition.timeline().samples();
            list.append("file panel").append(i).append(".png\nduration ");
            list.append(String.format(Locale.ROOT, "%.6f%n", (to - from) / (double) BenchChat.RATE));
            from = to;
        }
        list.append("file panel").append(BenchChat.MESSAGES).append(".png\n");
        Files.writeString(folder.resolve("panels.ffconcat"), list);
        sound = folder.resolve("sound.wav");
        ffmpeg("-f lavfi -i aevalsrc=0.2*sin(300*t)|0.2*sin(300*t):d=30:s=48000 " + sound);
    }

    private Path moving(int way, Path store) throws Exception {
        Path out = folder.resolve("out" + way + ".mp4");
        if (way == 0) {
            ffmpeg("-stream_loop -1 -i " + raw + " -f concat -safe 0 -i " + folder.resolve("panels.ffconcat") + " -i "
                    + sound
                    + " -filter_complex [0:v]crop=ih*9/16:ih,scale=1080:1920[b];[1:v]fps=30[p];"
                    + "[b][p]overlay=(W-w)/2:40:format=auto,format=yuv420p[v]"
                    + " -map [v] -map 2:a -t 30 -r 30 -c:v libx264 -preset veryfast -crf 23"
                    + " -c:a aac -b:a 160k -movflags +faststart " + out);
            return out;
        }
        FolderStore media = new FolderStore(store);
        return compose(way == 3 ? chat.composition(media, "assets/raw.mp4", true) : composition, media, out);
    }

    private Path store() throws IOException {
        Path store = fresh();
        if (moving) {
            Files.createDirectories(store.resolve("assets"));
            Files.copy(raw, store.resolve("assets/raw.mp4"));
        }
        composition = chat.composition(new FolderStore(store), moving ? "assets/raw.mp4" : null, false);
        return store;
    }

    private Path still(int way, Path store) throws Exception {
        Path out = folder.resolve("still" + way + ".mp4");
        String encode = " -t 30 -r 30 -c:v libx264 -preset veryfast -crf 23 -pix_fmt yuv420p -c:a aac -b:a 160k"
                + " -movflags +faststart " + out;
        if (way == 0) {
            StringBuilder command = new StringBuilder();
            StringBuilder filter = new StringBuilder();
            for (int i = 0; i <= BenchChat.MESSAGES; i++) {
                command.append("-framerate 30 -i ")
                        .append(folder.resolve("panel" + i + ".png"))
                        .append(' ');
                // Each picture is decoded once, and given out again for as many frames as it lasts.
                filter.append("[%d:v]loop=loop=%d:size=1[p%d];".formatted(i, frames(i) - 1, i));
            }
            for (int i = 0; i <= BenchChat.MESSAGES; i++) {
                filter.append("[p").append(i).append("]");
            }
            filter.append("concat=n=").append(BenchChat.MESSAGES + 1).append(":v=1:a=0[v]");
            ffmpeg(command + "-i " + sound + " -filter_complex " + filter + " -map [v] -map " + (BenchChat.MESSAGES + 1)
                    + ":a" + encode);
            return out;
        }
        if (way == 1) {
            ffmpeg("-f concat -safe 0 -i " + folder.resolve("panels.ffconcat") + " -i " + sound
                    + " -filter_complex [0:v]fps=30[v] -map [v] -map 1:a" + encode);
            return out;
        }
        return compose(composition, new FolderStore(store), out);
    }

    /** How many frames a panel lasts. */
    private long frames(int panel) {
        List<Cue> cues = composition.timeline().cues();
        long from = panel == 0 ? 0 : cues.get(panel - 1).start();
        long to = panel < BenchChat.MESSAGES
                ? cues.get(panel).start()
                : composition.timeline().samples();
        return composition.timeline().frameAt(to, 30) - composition.timeline().frameAt(from, 30);
    }

    private Path compose(Composition composition, FolderStore store, Path out) throws IOException {
        Backgrounds backgrounds = new Backgrounds(store, properties);
        SegmentEncoder encoder = new SegmentEncoder(store, backgrounds, properties);
        Path work = fresh();
        Path heard = work.resolve("sound.mp4");
        CompletableFuture<Void> voice = CompletableFuture.runAsync(
                () -> new SoundTrack(store, properties).encode(composition, heard, Progress.NONE));
        List<Path> segments = new ArrayList<>();
        for (SegmentPlan.Segment segment : encoder.plan(composition).segments()) {
            Path part = work.resolve("segment" + segment.index() + ".mp4");
            encoder.encode(composition, segment.index(), part, Progress.NONE);
            segments.add(part);
        }
        voice.join();
        new Joiner().join(segments, heard, composition, out);
        return out;
    }

    private Path fresh() throws IOException {
        return Files.createTempDirectory(folder, "run");
    }

    private static void ffmpeg(String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-y", "-v", "error", "-nostdin"));
        command.addAll(Arrays.asList(arguments.trim().split(" +")));
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException("ffmpeg failed: " + String.join(" ", command));
        }
    }
}

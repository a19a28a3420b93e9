package org.kinoroute.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.kinoroute.embedded.DataFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Makes one video on the embedded stack, and puts the results where the maker wants them. */
@Command(
        name = "make",
        sortOptions = false,
        description = "Makes a video. Without options: the bundled sample conversation.",
        mixinStandardHelpOptions = true)
final class MakeCommand implements Callable<Integer> {

    @ParentCommand
    private KinorouteCommand parent;

    @Option(
            names = "--script",
            paramLabel = "FILE",
            description = "Messages as JSON, a script as YAML or JSON, or a chat export (.txt); - is standard input.")
    String script;

    @Option(
            names = "--format",
            paramLabel = "chat|explainer|product|story",
            description = "What kind of video; default: what the script says, else chat.")
    String format;

    @Option(names = "--prompt", paramLabel = "TEXT", description = "What the video is to tell; needs a language model.")
    String prompt;

    @Option(
            names = "--source-text",
            paramLabel = "FILE",
            description = "A text (.txt, .md) that an explainer explains (with a language model), or a story tells.")
    Path sourceText;

    @Option(
            names = "--images",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Photos and clips of a product, or the pictures of a story, in order.")
    List<Path> images;

    @Option(names = "--description", paramLabel = "TEXT", description = "Of a product.")
    String description;

    @Option(names = "--price", paramLabel = "TEXT", description = "Of a product, as it is shown, e.g. \"R$ 199,90\".")
    String price;

    @Option(names = "--category", paramLabel = "TEXT", description = "Of a product, e.g. electronics.")
    String category;

    @Option(names = "--tone", paramLabel = "TEXT", description = "Of what is written, e.g. funny or serious.")
    String tone;

    @Option(
            names = "--messages",
            paramLabel = "N",
            description = "How many messages are written; default: by the writer.")
    Integer messages;

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            description = "How long what is written is to last; a product's ad: 15 or 30.")
    Double duration;

    @Option(
            names = "--style",
            paramLabel = "NAME",
            description = "Style of generated images: one of config/styles, e.g. watercolor.")
    String style;

    @Option(names = "--keywords", split = ",", paramLabel = "WORD", description = "What generated images show.")
    List<String> keywords;

    @Option(
            names = "--negative-keywords",
            split = ",",
            paramLabel = "WORD",
            description = "What generated images do not show.")
    List<String> negativeKeywords;

    @Option(
            names = "--participants",
            arity = "1..*",
            paramLabel = "NAME",
            description = "Who takes part; the last one is \"me\".")
    List<String> participants;

    @Option(names = "--me", paramLabel = "NAME", description = "Whose bubbles are on the right.")
    String me;

    @Option(names = "--title", paramLabel = "TEXT", description = "Title of the video.")
    String title;

    @Option(
            names = "--voice",
            paramLabel = "CHARACTER=VOICE",
            description = "How a character sounds, e.g. Ana=pt-br+f2, Ana=openai:nova, or a recording that is cloned"
                    + " (Ana=ana.wav); repeatable.")
    Map<String, String> voices;

    @Option(
            names = "--consent",
            paramLabel = "NAME: PURPOSE",
            description = "Who consents that the recordings of --voice are cloned, and to what. Is recorded.")
    String consent;

    @Option(
            names = "--voice-mapping",
            arity = "1..*",
            paramLabel = "CHARACTER:VOICE",
            description = "The same, in the older way of writing.")
    List<String> voiceMappings;

    @Option(
            names = "--background",
            paramLabel = "FILE|NAME|random|none",
            description =
                    "Video or picture behind the chat: a file, or one of config/backgrounds; default: one of these,"
                            + " by the seed. none: the chat fills the frame.")
    String background;

    @Option(
            names = "--music",
            paramLabel = "FILE|NAME|random|none",
            description = "Music below the voices: a file, or one of config/music; default: none.")
    String music;

    @Option(names = "--lang", paramLabel = "TAG", description = "Language that is spoken, e.g. pt-br.")
    String language;

    @Option(names = "--size", paramLabel = "WxH", description = "Size of the frame; 240 to 3840, even.")
    String size;

    @Option(names = "--fps", paramLabel = "N", description = "Frames per second, 10 to 60.")
    Integer fps;

    @Option(names = "--layout", paramLabel = "scroll|groups", description = "The chat scrolls, or starts afresh.")
    String layout;

    @Option(
            names = "--theme",
            paramLabel = "NAME",
            description = "Of a chat: light or dark. Of slides, charts and cards: one of config/themes.")
    String theme;

    @Option(names = "--look", paramLabel = "android|ios", description = "Look of the chat.")
    String look;

    @Option(names = "--messages-per-group", paramLabel = "N", description = "With --layout groups.")
    Integer messagesPerGroup;

    @Option(names = "--start-buffer", paramLabel = "SECONDS", description = "Before the first voice.")
    Double startBuffer;

    @Option(names = "--end-buffer", paramLabel = "SECONDS", description = "After the last voice.")
    Double endBuffer;

    @Option(names = "--pause", paramLabel = "SECONDS", description = "Between scenes.")
    Double pause;

    @Option(names = "--silence", paramLabel = "SECONDS", description = "Length of a scene with nothing to say.")
    Double silence;

    @Option(
            names = "--transition",
            paramLabel = "SECONDS",
            description = "How long one picture fades into the next; 0: it cuts. Not in a chat.")
    Double transition;

    @Option(
            names = "--motion",
            negatable = true,
            fallbackValue = "true",
            description = "Bubbles pop in, the list scrolls, photos move; --no-motion turns it off.")
    Boolean motion;

    @Option(names = "--captions", paramLabel = "STYLE|off", description = "Burned-in captions, word by word.")
    String captions;

    @Option(names = "--seed", paramLabel = "N", description = "Of what is left to chance; default: by the script.")
    Long seed;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The MP4; thumbnail, captions and script lie beside it. Default: output/<title>.mp4")
    Path out;

    @Option(
            names = "--budget",
            paramLabel = "AMOUNT",
            description = "What the video may cost at most, in the currency of config/prices.yaml; default: no limit.")
    Double budget;

    @Option(names = "--dry-run", description = "Checks all, and says about how long the video lasts and what it costs.")
    boolean dryRun;

    @Option(names = "--data", paramLabel = "DIR", description = "Data folder; default: KINOROUTE_DATA, else data/.")
    Path data;

    @Option(names = "--json", description = "Prints one JSON object on standard output.")
    boolean json;

    @Override
    public Integer call() throws Exception {
        Surroundings surroundings = Surroundings.over(data);
        DataFolder.check(surroundings.path("kinoroute.data"));
        MakeRequest request = new MakeRequest(this, surroundings);
        return dryRun
                ? new DryRun(surroundings, request, json).run()
                : new MakeRun(parent.application(), surroundings, request, json).run();
    }
}

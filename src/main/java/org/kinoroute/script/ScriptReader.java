package org.kinoroute.script;

import java.nio.file.Path;
import java.util.Objects;
import org.kinoroute.video.Format;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Reads whatever a maker brings as a script, and tells it apart by its content. */
@Component
@EnableConfigurationProperties(ScriptProperties.class)
public class ScriptReader {

    private final ScriptProperties properties;
    private final Limits limits;
    private final Styles styles;

    public ScriptReader(ScriptProperties properties) {
        this.properties = properties;
        this.limits = new Limits(properties.maxMessages(), properties.maxScenes(), properties.maxCharacters());
        this.styles = new Styles(properties);
    }

    /**
     * @param content of the file
     * @param name of the file, for messages
     * @param baseFolder in which files lie that the script names by relative paths; null: it may name none at all
     * @param request what the maker says beside the script; see {@link ScriptRequest#none()}
     * @throws org.kinoroute.video.Problem where it cannot be used
     */
    public Reading read(byte[] content, String name, Path baseFolder, ScriptRequest request) {
        Assets assets =
                new ScriptFiles(baseFolder, properties.maxPicture(), properties.maxClip(), properties.allowOutside());
        return readWith(assets, content, name, request);
    }

    /**
     * The same, for a script whose files are elsewhere.
     *
     * @param files finds the files that it names
     */
    public Reading readWithFiles(byte[] content, String name, FileFinder files, ScriptRequest request) {
        return readWith(new ScriptFiles(files, properties.maxPicture(), properties.maxClip()), content, name, request);
    }

    /** @param assets finds the files that it names */
    Reading readWith(Assets assets, byte[] content, String name, ScriptRequest request) {
        Format format = request.format() == null ? null : Formats.of(request.format(), null);
        String file = Text.oneLine(Objects.toString(name, "script"));
        String text = TextDecoder.decode(content, file, properties.maxInput());
        Draft draft = draft(text, file, assets, request, format);
        return Completion.complete(draft, request, limits, Text.languageTag(properties.language()), styles);
    }

    private Draft draft(String text, String file, Assets assets, ScriptRequest request, Format format) {
        if (ExportedChat.looksLikeOne(text)) {
            if (format != null && format != Format.CHAT) {
                throw Where.file(file)
                        .problem("an exported chat, which cannot become the format " + Formats.name(format)
                                + "; leave --format out");
            }
            return ExportedChat.read(text, file, limits, assets, request, Text.languageTag(properties.language()));
        }
        String start = text.stripLeading();
        Node tree = start.startsWith("{") || start.startsWith("[")
                ? JsonTree.parse(text, file, properties.maxDepth())
                : YamlTree.parse(text, file, properties.maxDepth());
        return new WrittenScript(limits, assets).read(tree, file, format);
    }
}

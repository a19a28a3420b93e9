package org.kinoroute.script;

import java.nio.file.Path;
import java.util.Objects;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Reads whatever a maker brings as a script, and tells it apart by its content. */
@Component
@EnableConfigurationProperties(ScriptProperties.class)
public class ScriptReader {

    private final ScriptProperties properties;
    private final Limits limits;

    public ScriptReader(ScriptProperties properties) {
        this.properties = properties;
        this.limits = new Limits(properties.maxMessages(), properties.maxCharacters());
    }

    /**
     * @param content of the file
     * @param name of the file, for messages
     * @param baseFolder in which files lie that the script names by relative paths; null: it may name none at all
     * @param request what the maker says beside the script; see {@link ScriptRequest#none()}
     * @throws org.kinoroute.video.Problem where it cannot be used
     */
    public Reading read(byte[] content, String name, Path baseFolder, ScriptRequest request) {
        if (request.format() != null) {
            Formats.check(request.format(), null);
        }
        String file = Text.oneLine(Objects.toString(name, "script"));
        Assets assets = new PictureFiles(baseFolder, properties.maxPicture(), properties.allowOutside());
        String text = TextDecoder.decode(content, file, properties.maxInput());
        Draft draft = draft(text, file, assets, request);
        return Completion.complete(draft, request, limits, Text.languageTag(properties.language()));
    }

    private Draft draft(String text, String file, Assets assets, ScriptRequest request) {
        if (ExportedChat.looksLikeOne(text)) {
            return ExportedChat.read(text, file, limits, assets, request, Text.languageTag(properties.language()));
        }
        String start = text.stripLeading();
        Node tree = start.startsWith("{") || start.startsWith("[")
                ? JsonTree.parse(text, file, properties.maxDepth())
                : YamlTree.parse(text, file, properties.maxDepth());
        return new WrittenScript(limits, assets).read(tree, file);
    }
}

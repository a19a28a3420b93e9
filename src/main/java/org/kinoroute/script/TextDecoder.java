package org.kinoroute.script;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.springframework.util.unit.DataSize;

/** Makes text of a file's bytes: UTF-8, or UTF-16 with its mark. */
final class TextDecoder {

    private TextDecoder() {}

    static String decode(byte[] content, String name, DataSize max) {
        Where file = Where.file(name);
        if (content.length > max.toBytes()) {
            throw file.problem(
                    "larger than " + words(max) + "; make several videos of it, or raise kinoroute.script.max-input");
        }
        if (starts(content, 'P', 'K', 3, 4)) {
            throw file.problem("a ZIP archive; unpack it and give the text file in it");
        }
        String text;
        if (starts(content, 0xFF, 0xFE)) {
            text = decode(content, 2, StandardCharsets.UTF_16LE, file);
        } else if (starts(content, 0xFE, 0xFF)) {
            text = decode(content, 2, StandardCharsets.UTF_16BE, file);
        } else {
            for (byte b : content) {
                if (b == 0) {
                    throw notText(file);
                }
            }
            text = decode(content, starts(content, 0xEF, 0xBB, 0xBF) ? 3 : 0, StandardCharsets.UTF_8, file);
        }
        if (text.indexOf('\0') >= 0) {
            throw notText(file);
        }
        if (text.isBlank()) {
            throw file.problem("empty; write some messages into it");
        }
        return text;
    }

    static String words(DataSize size) {
        return size.toMegabytes() > 0 ? size.toMegabytes() + " MB" : size.toKilobytes() + " KB";
    }

    private static RuntimeException notText(Where file) {
        return file.problem("not a text file; give a script in YAML or JSON, or the text file of an exported chat");
    }

    private static String decode(byte[] content, int from, Charset charset, Where file) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(content, from, content.length - from);
        try {
            return decoder.decode(bytes).toString();
        } catch (CharacterCodingException e) {
            // The decoder stopped before the first byte that it could not read.
            int line = 1;
            for (int i = from; i < bytes.position() && i < content.length; i++) {
                line += content[i] == '\n' ? 1 : 0;
            }
            throw Where.line(file.file(), line).problem("not " + charset.name() + " text; save the file as UTF-8", e);
        }
    }

    private static boolean starts(byte[] content, int... magic) {
        if (content.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((content[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}

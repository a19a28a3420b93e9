package org.kinoroute.script;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Beginnings of pictures, as far as the reader looks at them. */
final class Pictures {

    private Pictures() {}

    /** Stands in for {@code config/samples/pictures}. */
    static void ofTheSamples(Path folder) throws IOException {
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        try (var files = Files.list(Path.of("config/samples/pictures"))) {
            for (Path file : files.toList()) {
                Files.write(pictures.resolve(file.getFileName()), png(64, 64));
            }
        }
    }

    static byte[] png(int width, int height) {
        return ByteBuffer.allocate(64)
                .putLong(0x89504E470D0A1A0AL)
                .putInt(13)
                .putInt(0x49484452)
                .putInt(width)
                .putInt(height)
                .array();
    }

    static byte[] jpeg(int width, int height) {
        return ByteBuffer.allocate(64)
                .putInt(0xFFD8FFE0)
                .putShort((short) 4)
                .putShort((short) 0)
                .putInt(0xFFC00011)
                .put((byte) 8)
                .putShort((short) height)
                .putShort((short) width)
                .array();
    }

    static byte[] webp(int width, int height) {
        return ByteBuffer.allocate(64)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF\0\0\0\0WEBPVP8X\n\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1))
                .putShort((short) (width - 1))
                .put((byte) 0)
                .putShort((short) (height - 1))
                .array();
    }
}

package org.kinoroute.script;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at a picture's first bytes: what kind it is, and whether its size in pixels makes sense. */
final class PictureHeader {

    private static final int MAX_SIDE = 16_384;
    private static final long MAX_PIXELS = 50_000_000;
    private static final long PNG = 0x89504E470D0A1A0AL;

    private PictureHeader() {}

    private record Size(long width, long height) {}

    static void check(Path path, String location, Where where) throws IOException {
        Size size;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            size = size(in);
        } catch (EOFException e) {
            throw where.problem(Text.quote(location) + " is a broken picture; save it anew", e);
        }
        if (size == null) {
            throw where.problem(Text.quote(location) + " is no PNG, JPEG or WebP picture; save it as one");
        } else if (size.width() < 1 || size.height() < 1) {
            throw where.problem(Text.quote(location) + " is a broken picture; save it anew");
        } else if (size.width() > MAX_SIDE || size.height() > MAX_SIDE || size.width() * size.height() > MAX_PIXELS) {
            throw where.problem(Text.quote(location) + " is too large with " + size.width() + "x" + size.height()
                    + " pixels; scale it down");
        }
    }

    /** @return null where it is none of the three kinds */
    private static Size size(DataInputStream in) throws IOException {
        in.mark(16);
        long start = in.readLong();
        if (start == PNG) {
            in.readInt();
            return in.readInt() == 0x49484452 ? new Size(in.readInt(), in.readInt()) : new Size(0, 0);
        } else if (start >>> 40 == 0xFFD8FF) {
            in.reset();
            in.readShort();
            return jpeg(in);
        } else if (start >>> 32 == 0x52494646) {
            return in.readInt() == 0x57454250 ? webp(in) : null;
        }
        return null;
    }

    /** Walks from segment to segment to the frame header. */
    private static Size jpeg(DataInputStream in) throws IOException {
        while (in.readUnsignedByte() == 0xFF) {
            int marker = in.readUnsignedByte();
            while (marker == 0xFF) {
                marker = in.readUnsignedByte();
            }
            int length = in.readUnsignedShort();
            if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
                in.readUnsignedByte();
                int height = in.readUnsignedShort();
                return new Size(in.readUnsignedShort(), height);
            } else if (marker == 0xDA || marker == 0xD9 || length < 2) {
                break;
            }
            in.skipNBytes(length - 2);
        }
        return new Size(0, 0);
    }

    private static Size webp(DataInputStream in) throws IOException {
        byte[] kind = in.readNBytes(4);
        in.readInt();
        switch (new String(kind, StandardCharsets.ISO_8859_1)) {
            case "VP8X" -> {
                in.readInt();
                return new Size(1 + little(in, 3), 1 + little(in, 3));
            }
            case "VP8L" -> {
                in.readUnsignedByte();
                long bits = little(in, 4);
                return new Size(1 + (bits & 0x3FFF), 1 + (bits >>> 14 & 0x3FFF));
            }
            case "VP8 " -> {
                in.skipNBytes(6);
                return new Size(little(in, 2) & 0x3FFF, little(in, 2) & 0x3FFF);
            }
            default -> {
                return new Size(0, 0);
            }
        }
    }

    private static long little(DataInputStream in, int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) in.readUnsignedByte() << 8 * i;
        }
        return value;
    }
}

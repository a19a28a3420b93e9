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
        long start = in.readLong();
        if (start == PNG) {
            in.readInt();
            return in.readInt() == 0x49484452 ? new Size(in.readInt(), in.readInt()) : new Size(0, 0);
        } else if (start >>> 40 == 0xFFD8FF) {
            return jpeg(in, start);
        } else if (start >>> 32 == 0x52494646) {
            return in.readInt() == 0x57454250 ? webp(in) : null;
        }
        return null;
    }

    /** Walks from segment to segment to the frame header; the eight bytes read so far hold the first one's length. */
    private static Size jpeg(DataInputStream in, long start) throws IOException {
        int marker = (int) (start >>> 32) & 0xFF;
        int length = (int) (start >>> 16) & 0xFFFF;
        int read = 2;
        while (true) {
            boolean frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
            if (frame) {
                if (read == 2) {
                    // A frame header right at the start: its precision and half its height were read already.
                    return new Size(0, 0);
                }
                in.readUnsignedByte();
                int height = in.readUnsignedShort();
                return new Size(in.readUnsignedShort(), height);
            }
            if (marker == 0xDA || marker == 0xD9 || length < 2) {
                return new Size(0, 0);
            }
            in.skipNBytes(Math.max(0, length - 2 - read));
            int next = in.readUnsignedByte();
            if (next != 0xFF) {
                return new Size(0, 0);
            }
            do {
                marker = in.readUnsignedByte();
            } while (marker == 0xFF);
            length = in.readUnsignedShort();
            read = 0;
        }
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

package org.kinoroute.compose;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A picture's file, walked through from part to part without decoding any: how large the picture is, whether the file is
 * whole, and a copy of it with those parts alone that its picture needs.
 *
 * @param width in pixels, as it is stored
 * @param height in pixels, as it is stored
 * @param moving whether it is an animation
 * @param whole whether its end is there
 * @param scans of a JPEG; a small file may ask for very many
 * @param bare the copy; turned as the file says, all else of what it tells about itself is gone
 */
record PictureFile(long width, long height, boolean moving, boolean whole, int scans, byte[] bare) {

    /** What the decoder needs, and {@code eXIf}, which may say that the picture is to be turned. */
    private static final Set<String> CHUNKS = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND", "eXIf");

    private static final int ORIENTATION = 0x0112;

    static PictureFile of(FileKind kind, byte[] file) {
        try {
            return switch (kind) {
                case PNG -> png(ByteBuffer.wrap(file));
                case JPEG -> jpeg(ByteBuffer.wrap(file));
                case WEBP -> webp(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN));
                default -> throw new IllegalArgumentException(kind + " is no picture");
            };
        } catch (IOException e) {
            throw new IllegalStateException("written to memory", e);
        }
    }

    private static PictureFile png(ByteBuffer in) throws IOException {
        long width = 0;
        long height = 0;
        boolean moving = false;
        boolean whole = false;
        ByteArrayOutputStream bare = new ByteArrayOutputStream(in.capacity());
        bare.write(in.array(), 0, 8);
        in.position(8);
        while (!whole && in.remaining() >= 12) {
            int start = in.position();
            int length = in.getInt();
            String type = ascii(in, 4);
            if (length < 0 || length > in.remaining() - 4) {
                break;
            }
            if (type.equals("IHDR") && length >= 13) {
                width = in.getInt(in.position()) & 0xffffffffL;
                height = in.getInt(in.position() + 4) & 0xffffffffL;
            }
            moving |= type.equals("acTL");
            whole = type.equals("IEND");
            if (CHUNKS.contains(type)) {
                bare.write(in.array(), start, length + 12);
            }
            in.position(start + length + 12);
        }
        return new PictureFile(width, height, moving, whole, 1, bare.toByteArray());
    }

    private static PictureFile jpeg(ByteBuffer in) throws IOException {
        long width = 0;
        long height = 0;
        int scans = 0;
        boolean whole = false;
        ByteArrayOutputStream bare = new ByteArrayOutputStream(in.capacity());
        bare.write(in.array(), 0, 2);
        in.position(2);
        while (!whole && in.remaining() >= 2) {
            int start = in.position();
            if ((in.get() & 0xff) != 0xff) {
                break;
            }
            int marker = in.get() & 0xff;
            if (marker == 0xff) {
                in.position(start + 1);
                continue;
            }
            if (marker == 0xd9) {
                bare.write(new byte[] {(byte) 0xff, (byte) 0xd9});
                whole = true;
                continue;
            }
            int length = in.remaining() < 2 ? 0 : in.getShort() & 0xffff;
            if (length < 2 || length - 2 > in.remaining()) {
                break;
            }
            if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc && length >= 8) {
                // The largest of several counts: there ought to be one only.
                height = Math.max(height, in.getShort(in.position() + 1) & 0xffff);
                width = Math.max(width, in.getShort(in.position() + 3) & 0xffff);
            }
            if (marker == 0xe1) {
                bare.write(orientation(in, length - 2));
            } else if (marker < 0xe0 || marker == 0xee) {
                bare.write(in.array(), start, length + 2);
            }
            in.position(start + length + 2);
            if (marker == 0xda) {
                scans++;
                skipScan(in);
                bare.write(in.array(), start + length + 2, in.position() - start - length - 2);
            }
        }
        return new PictureFile(width, height, false, whole, scans, bare.toByteArray());
    }

    /** To the next marker; what was coded goes without any but restarts. */
    private static void skipScan(ByteBuffer in) {
        byte[] bytes = in.array();
        int at = in.position();
        while (at + 1 < bytes.length) {
            int next = bytes[at + 1] & 0xff;
            if (bytes[at] == (byte) 0xff && next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7)) {
                in.position(at);
                return;
            }
            at++;
        }
        in.position(bytes.length);
    }

    /** An APP1 segment that says how the picture is to be turned and nothing else; empty where it is upright. */
    private static byte[] orientation(ByteBuffer in, int length) throws IOException {
        ByteBuffer exif = in.slice(in.position(), length);
        if (length < 14 || !ascii(exif, 6).equals("Exif\0\0")) {
            return new byte[0];
        }
        ByteBuffer tiff = exif.slice();
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        if (directory < 8 || directory > tiff.capacity() - 2) {
            return new byte[0];
        }
        int entries = tiff.getShort(directory) & 0xffff;
        for (int i = 0; i < entries && directory + 14 + 12 * i <= tiff.capacity(); i++) {
            int entry = directory + 2 + 12 * i;
            if ((tiff.getShort(entry) & 0xffff) == ORIENTATION) {
                return turned(tiff.getShort(entry + 8));
            }
        }
        return new byte[0];
    }

    private static byte[] turned(short orientation) throws IOException {
        if (orientation < 2 || orientation > 8) {
            return new byte[0];
        }
        ByteArrayOutputStream segment = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(segment);
        out.writeShort(0xffe1);
        out.writeShort(34);
        out.write("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1));
        out.writeInt(8);
        out.writeShort(1);
        out.writeShort(ORIENTATION);
        out.writeShort(3);
        out.writeInt(1);
        out.writeShort(orientation);
        out.writeShort(0);
        out.writeInt(0);
        return segment.toByteArray();
    }

    private static PictureFile webp(ByteBuffer in) {
        long width = 0;
        long height = 0;
        boolean moving = false;
        long end = 8 + (in.getInt(4) & 0xffffffffL);
        in.position(12);
        while (in.remaining() >= 8 && in.position() < end) {
            String type = ascii(in, 4);
            long length = in.getInt() & 0xffffffffL;
            int at = in.position();
            if (length > in.remaining()) {
                break;
            }
            if (type.equals("VP8X") && length >= 10) {
                moving |= (in.get(at) & 2) != 0;
                width = Math.max(width, 1 + (in.getInt(at + 4) & 0xffffff));
                height = Math.max(height, 1 + (in.getInt(at + 6) >>> 8));
            } else if (type.equals("VP8L") && length >= 5) {
                int bits = in.getInt(at + 1);
                width = Math.max(width, 1 + (bits & 0x3fff));
                height = Math.max(height, 1 + (bits >>> 14 & 0x3fff));
            } else if (type.equals("VP8 ") && length >= 10) {
                width = Math.max(width, in.getShort(at + 6) & 0x3fff);
                height = Math.max(height, in.getShort(at + 8) & 0x3fff);
            }
            moving |= type.equals("ANMF");
            in.position((int) Math.min(in.limit(), at + length + (length & 1)));
        }
        boolean whole = end <= in.capacity() && in.position() + 1 >= end;
        // What hangs on behind is no part of the picture.
        byte[] bare = java.util.Arrays.copyOf(in.array(), (int) Math.min(end, in.capacity()));
        return new PictureFile(width, height, moving, whole, 1, bare);
    }

    private static String ascii(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}

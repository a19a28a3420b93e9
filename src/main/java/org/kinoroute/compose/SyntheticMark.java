package org.kinoroute.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Says in a video's file, for programs, that it is synthetic: by the digital source type of IPTC, in XMP, which is where
 * platforms look for it.
 */
final class SyntheticMark {

    private static final long[] XMP = {0xBE7ACFCB97A942E8L, 0x9C71999491E3AFACL};

    private static final String PACKET = "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
            + "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
            + "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
            + "<rdf:Description rdf:about=\"\""
            + " xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\">\n"
            + "<Iptc4xmpExt:DigitalSourceType>"
            + "http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic"
            + "</Iptc4xmpExt:DigitalSourceType>\n"
            + "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>";

    private SyntheticMark() {}

    /** Adds the mark at the end of an MP4. */
    static void append(Path mp4) {
        byte[] packet = PACKET.getBytes(StandardCharsets.UTF_8);
        ByteBuffer box = ByteBuffer.allocate(24 + packet.length);
        box.putInt(box.capacity()).put("uuid".getBytes(StandardCharsets.US_ASCII));
        box.putLong(XMP[0]).putLong(XMP[1]).put(packet);
        try {
            Files.write(mp4, box.array(), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.kinoroute.store;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A range of an object's content, both ends included, as S3 understands {@code Range}. */
record ByteRange(long from, long to) {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** @throws S3Exception 416 as S3 does if there is nothing of it */
    static ByteRange of(String header, long size) {
        Matcher range = RANGE.matcher(header.strip());
        if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return new ByteRange(0, size - 1);
        }
        long from;
        long to = size - 1;
        if (range.group(1).isEmpty()) {
            from = Math.max(0, size - Long.parseLong(range.group(2)));
        } else {
            from = Long.parseLong(range.group(1));
            to = range.group(2).isEmpty() ? to : Math.min(to, Long.parseLong(range.group(2)));
        }
        if (from > to) {
            throw (S3Exception) S3Exception.builder()
                    .statusCode(416)
                    .message("The range " + header + " is not in " + size + " bytes")
                    .build();
        }
        return new ByteRange(from, to);
    }

    long length() {
        return to - from + 1;
    }
}

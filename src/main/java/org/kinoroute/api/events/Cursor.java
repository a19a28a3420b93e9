package org.kinoroute.api.events;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the order of events.
 *
 * @param txid transaction that has written the event
 * @param id of the event within it
 */
record Cursor(long txid, long id) implements Comparable<Cursor> {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    static Optional<Cursor> of(String text) {
        Matcher matcher = TEXT.matcher(text == null ? "" : text.strip());
        return matcher.matches()
                ? Optional.of(new Cursor(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(Cursor other) {
        return txid == other.txid ? Long.compare(id, other.id) : Long.compare(txid, other.txid);
    }

    @Override
    public String toString() {
        return txid + "-" + id;
    }
}
